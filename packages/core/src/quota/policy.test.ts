import { describe, expect, test } from 'vitest'
import { FreePlaces, fiscalYear, type Places } from './policy.ts'

/** How many of ten who wait in each area get a place, the areas in turn. */
function taken(places: readonly Places[], already: Readonly<Record<string, number>> = {}) {
  const free = new FreePlaces(places, new Map(Object.entries(already)))
  const got = { north: 0, south: 0 }
  for (let each = 0; each < 10; each++)
    for (const area of ['north', 'south'] as const)
      if (free.has(area)) {
        free.take(area)
        got[area]++
      }
  return got
}

describe('places', () => {
  test.each<[string, readonly Places[], Readonly<Record<string, number>>, object]>([
    ['nobody set a number', [], { north: 5 }, { north: 10, south: 10 }],
    ['of one area', [{ area: 'north', places: 3 }], {}, { north: 3, south: 10 }],
    [
      'less those that are taken',
      [{ area: 'north', places: 3 }],
      { north: 2, south: 7 },
      { north: 1, south: 10 },
    ],
    ['of the tenant', [{ area: null, places: 5 }], { south: 2 }, { north: 2, south: 1 }],
    [
      'of both: neither is exceeded',
      [
        { area: null, places: 5 },
        { area: 'north', places: 1 },
      ],
      {},
      { north: 1, south: 4 },
    ],
    ['more taken than there are', [{ area: null, places: 1 }], { north: 4 }, { north: 0, south: 0 }],
  ])('%s', (_, places, already, expected) => expect(taken(places, already)).toEqual(expected))
})

test('a fiscal year runs to the first day of the next', () => {
  expect(fiscalYear('07-01', 2023)).toEqual({ from: '2023-07-01', to: '2024-07-01' })
})
