import { setTimeout as sleep } from 'node:timers/promises'
import type { TestDatabase } from '@onewindow/testkit'
import { describe, expect, test } from 'vitest'
import { folderWith, launch, onewindow } from './command.ts'
import { database } from './database.ts'

const DEVELOPMENT = { ONEWINDOW_PROFILE: 'development' }

/** A tenant whose audit has so many entries of the days before, the same in every database. */
async function site(entries: number) {
  const base = await database('migrated')
  const directory = await folderWith('sound')
  const environment = { ...DEVELOPMENT, DATABASE_URL: base.appUrl }
  const { code } = await onewindow(['apply'], directory, environment)
  expect(code).toBe(0)
  await base.asAdmin(
    `insert into audit select 'riverland',
       (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
       timestamptz '2023-11-14 22:13:20Z' + n * interval '1 millisecond', 'someone', 'read',
       array[md5(n::text)::uuid], jsonb_build_object('number', n)
     from generate_series(1, $1::int) n`,
    [entries],
  )
  return { base, directory, environment }
}

const chain = (base: TestDatabase) =>
  base.asAdmin(
    'select seal::int, first_audit_id, last_audit_id, entries::int, hash from audit_seal order by seal',
  )

const job = async (base: TestDatabase) =>
  (
    await base.asAdmin<{ id: string; state: string; done: number; total: number }>(
      'select job_id as id, state, done::int, total::int from job order by job_id limit 1',
    )
  )[0]

const stateOf = async (base: TestDatabase) => (await job(base))?.state

async function untilRunning(base: TestDatabase): Promise<number> {
  for (;;) {
    const found = await job(base)
    if (found?.state === 'running' && found.done > 0) return found.done
    if (found?.state === 'succeeded') throw new Error('it was too quick to be met on its way')
    await sleep(10)
  }
}

const MANY = 200_000

describe('work', { timeout: 180_000 }, () => {
  test('killed on its way: another process ends the job within a minute, as if nothing had been', async () => {
    const undisturbed = await site(MANY)
    const quiet = launch(['work'], undisturbed.directory, undisturbed.environment)
    await expect.poll(() => stateOf(undisturbed.base), { timeout: 60_000 }).toBe('succeeded')
    expect(await quiet.end('SIGTERM')).toBe(0)

    const { base, directory, environment } = await site(MANY)
    const killed = launch(['work'], directory, environment)
    await untilRunning(base)
    await killed.end('SIGKILL')
    const reached = await job(base)
    expect(reached).toMatchObject({ state: 'running' })
    expect(reached?.done).toBeLessThan(MANY)

    const other = launch(['work'], directory, environment)
    // A lease is shorter than a minute.
    await expect
      .poll(async () => (await job(base))?.done, { timeout: 60_000 })
      .toBeGreaterThan(reached?.done ?? 0)
    await expect.poll(() => stateOf(base), { timeout: 60_000 }).toBe('succeeded')
    expect(await chain(base)).toEqual(await chain(undisturbed.base))
    expect((await chain(base)).length).toBe(MANY / 10_000)
    expect(await other.end('SIGTERM')).toBe(0)
  })

  test('asked to stop on its way: gives the job back, and another goes on at once', async () => {
    const { base, directory, environment } = await site(MANY)
    const stopped = launch(['work'], directory, environment)
    await untilRunning(base)
    expect(await stopped.end('SIGTERM')).toBe(0)
    expect(await job(base)).toMatchObject({ state: 'queued' })
    const other = launch(['work'], directory, environment)
    await other.until('"working"')
    await untilRunning(base)
    await expect.poll(() => stateOf(base), { timeout: 60_000 }).toBe('succeeded')
    const verified = await onewindow(['audit', 'verify'], directory, environment)
    expect(verified.stdout).toMatch(
      /^riverland {2}20 seals over 200,000 entries are as they were made\n {2}[0-9a-f]{64}\n$/,
    )
    expect(await other.end('SIGTERM')).toBe(0)
  })

  test('refuses keys that anyone can know', async () => {
    const { code, stderr } = await onewindow(['work'], await folderWith('sound'), {
      DATABASE_URL: 'postgres://app:random@127.0.0.1:9/onewindow',
    })
    expect(stderr).toContain('DEVELOPMENT_KEY')
    expect(stderr).not.toContain('NO_ISSUER')
    expect(code).toBe(1)
  })
})

describe('jobs', () => {
  test('are listed, cancelled and retried', async () => {
    const { base, directory, environment } = await site(1)
    await base.asAdmin(
      `insert into job (tenant_id, job_id, kind, state, input, stage, done, total, requested_by, requested_at)
       values ('riverland', '01900000-0000-7000-8000-000000000001', 'audit.seal', 'queued', '{}', 'load', 1200, 4800,
         '[test]', '2024-03-01T10:00:00Z')`,
    )
    const id = '01900000-0000-7000-8000-000000000001'
    const listed = await onewindow(['jobs'], directory, environment)
    expect(listed).toMatchObject({
      code: 0,
      stdout: `${id}\taudit.seal\tqueued\tload 1,200 of 4,800 (25%)\t2024-03-01T10:00:00\t\n`,
    })
    const cancelled = await onewindow(['jobs', 'cancel', id], directory, environment)
    expect(cancelled.stdout).toContain('cancelled')
    const again = await onewindow(['jobs', 'cancel', id], directory, environment)
    expect(again).toMatchObject({ code: 1, stderr: 'error: This job is cancelled already.\n' })
    const retried = await onewindow(['jobs', 'retry', id, '--tenant', 'riverland'], directory, environment)
    expect(retried.stdout).toContain('queued')

    const working = launch(['work'], directory, environment)
    const watched = await onewindow(['jobs', '--watch', '--format', 'json'], directory, environment)
    expect(watched.stderr).toContain(`${id}  audit.seal  succeeded`)
    expect(JSON.parse(watched.stdout)[0]).toMatchObject({ id, state: 'succeeded', done: 1, total: 1 })
    expect(await working.end('SIGTERM')).toBe(0)
    const unknown = await onewindow(['jobs', 'retry', 'x'], directory, environment)
    expect(unknown).toMatchObject({ code: 1, stderr: 'error: Not found.\n' })
  })
})

test('audit verify names the seal that is broken', { timeout: 60_000 }, async () => {
  const { base, directory, environment } = await site(30)
  const working = launch(['work'], directory, environment)
  await expect.poll(() => stateOf(base), { timeout: 30_000 }).toBe('succeeded')
  expect(await working.end('SIGTERM')).toBe(0)
  await base.asAdmin(`update audit set actor = 'someone else' where detail ->> 'number' = '7'`)
  const { code, stderr } = await onewindow(
    ['audit', 'verify', '--tenant', 'riverland'],
    directory,
    environment,
  )
  expect(stderr).toContain('Seal 1 is broken')
  expect(code).toBe(1)
})
