import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { codes, postAndLeave, serve } from './serve.ts'

const seconds = (value: number) => ({ env: { ONEWINDOW_LIMITS: JSON.stringify({ seconds: value }) } })

/** Polls, since a socket's end is noticed when the system says so. */
async function eventually(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !holds(); tries++) await after(20)
  return holds()
}

test('a client that goes away cancels its operation, and that is no error', async () => {
  const { url, token, bazaar, logged } = await serve()
  const client = postAndLeave(url, token, '{ slow }')
  const signal = await bazaar.slow.started
  await after(50)
  expect(signal.aborted).toBe(false)
  client.leave()
  expect(await eventually(() => signal.aborted)).toBe(true)
  expect(await eventually(() => logged().includes('request abandoned'))).toBe(true)
  expect(logged()).not.toContain('"level":50')
})

test('an answered request aborts nothing', async () => {
  const { post, bazaar } = await serve()
  await post('{ whoami }')
  await after(50)
  expect(bazaar.ran[0]?.signal.aborted).toBe(false)
})

test('an operation that takes too long is cancelled and answered', async () => {
  const { post, bazaar, logged } = await serve(seconds(1))
  const answer = await post('{ slow }')
  expect([answer.status, codes(answer)]).toEqual([503, ['TIMEOUT']])
  expect((await bazaar.slow.started).aborted).toBe(true)
  expect(logged()).not.toContain('"level":50')
})

test('closing finishes what runs, and takes nothing new', async () => {
  const { post, bazaar, server, url } = await serve({ env: { ONEWINDOW_SHUTDOWN_SECONDS: '120' } })
  const running = post('{ slow }')
  await bazaar.slow.started
  const closed = server.close()
  await after(100)
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed')
  bazaar.slow.release()
  expect((await running).body).toEqual({ data: { slow: 'done' } })
  await closed
  await server.close()
})

test('closing cuts off what does not finish in time', async () => {
  const { post, bazaar, server } = await serve({ env: { ONEWINDOW_SHUTDOWN_SECONDS: '0.3' } })
  const running = post('{ slow }').then(
    () => 'answered',
    () => 'cut off',
  )
  const signal = await bazaar.slow.started
  await server.close()
  expect(await running).toBe('cut off')
  expect(await eventually(() => signal.aborted)).toBe(true)
})
