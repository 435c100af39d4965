import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { createTestPlatform, riverland } from '../testing/index.ts'
import { inTime, stepSize } from './step-size.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())

/** So many rows at two seconds each, where one of five seconds is ended. */
const sleepily = (rows: number) =>
  platform.inSession('riverland', async ({ tx }) => {
    await sql`set local statement_timeout = '5s'`.execute(tx)
    await sql`select pg_sleep(${rows * 2})`.execute(tx)
    return rows
  })

test('a step that the server does not manage in time is made with half the rows, and so are those after it', async () => {
  const size = stepSize(8)
  const { signal } = new AbortController()
  expect(await inTime(size, { signal }, sleepily)).toBe(2)
  expect(size.rows).toBe(2)
  // Once the server has managed a while, larger ones are tried again.
  for (let steps = 0; steps < 30; steps++) await inTime(size, { signal }, async (rows) => rows)
  expect(size.rows).toBe(8)
})

test('one row, another error, or a job that stops is not tried again', async () => {
  const stopping = new AbortController()
  const { signal } = stopping
  await expect(inTime(stepSize(1), { signal }, () => sleepily(4))).rejects.toMatchObject({ code: '57014' })
  const wrong = stepSize(8)
  await expect(inTime(wrong, { signal }, () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong')
  stopping.abort()
  await expect(inTime(wrong, { signal }, sleepily)).rejects.toMatchObject({ code: '57014' })
  expect(wrong.rows).toBe(8)
})
