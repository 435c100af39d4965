import { expect, test } from 'vitest'
import { DatabaseError } from './database-error.ts'
import { PoolShare } from './pool-share.ts'

const never = new AbortController().signal

test('a key waits beyond its share, and another key does not', async () => {
  const share = new PoolShare(2)
  const first = await share.take('kp', never, 1000)
  await share.take('kp', never, 1000)
  let third = false
  const waiting = share.take('kp', never, 1000).then((giveBack) => {
    third = true
    return giveBack
  })
  const other = await share.take('punjab', never, 1000)
  expect(third).toBe(false)
  first()
  await waiting
  expect(third).toBe(true)
  other()
})

test('serves the waiting in order of arrival', async () => {
  const share = new PoolShare(1)
  const first = await share.take('kp', never, 1000)
  const order: number[] = []
  const waiting = [1, 2, 3].map(async (n) => {
    const giveBack = await share.take('kp', never, 1000)
    order.push(n)
    giveBack()
  })
  first()
  await Promise.all(waiting)
  expect(order).toEqual([1, 2, 3])
})

test('one who leaves the queue takes no place with it', async () => {
  const share = new PoolShare(1)
  const first = await share.take('kp', never, 1000)
  const leaving = new AbortController()
  const left = share.take('kp', leaving.signal, 1000)
  const stays = share.take('kp', never, 1000)
  leaving.abort(new Error('went away'))
  await expect(left).rejects.toThrow('went away')
  first()
  const giveBack = await stays
  giveBack()
  await expect(share.take('kp', never, 10)).resolves.toBeTypeOf('function')
})

test('says so when no place came free in time', async () => {
  const share = new PoolShare(1)
  await share.take('kp', never, 10)
  const late = share.take('kp', never, 10)
  await expect(late).rejects.toThrow(DatabaseError)
  await expect(late).rejects.toMatchObject({ code: '53300' })
})
