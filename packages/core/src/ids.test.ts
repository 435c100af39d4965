import { expect, test } from 'vitest'
import { isId, newId } from './ids.ts'

test('ids are drawn anew each time, and follow each other however many are made in a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  // What of an id is random is another one in each: also where bytes are drawn for several at once.
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length)
})
