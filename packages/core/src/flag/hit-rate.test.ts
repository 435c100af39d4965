import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Share, unusualShares, upperTail } from './hit-rate.ts'

const thresholds = { leastHouseholds: 30, rateRatio: 1.25, falseAlarm: 0.01 }
const share = (account: string, hits: number, households: number, more: Partial<Share> = {}): Share => ({
  area: 'R1',
  programme: 'grant',
  account,
  hits,
  households,
  ...more,
})
const named = (shares: readonly Share[], of: Partial<typeof thresholds> = {}) =>
  unusualShares(shares, { ...thresholds, ...of }).map(({ account }) => account)

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('the upper tail', () => {
  // Fisher's tea: all four of eight cups right is 1 of 70; three or more, 17 of 70.
  test.each([
    [4, { drawn: 4, marked: 4, all: 8 }, 1 / 70],
    [3, { drawn: 4, marked: 4, all: 8 }, 17 / 70],
    [2, { drawn: 2, marked: 2, all: 4 }, 1 / 6],
    [0, { drawn: 5, marked: 3, all: 20 }, 1],
    [4, { drawn: 5, marked: 3, all: 20 }, 0],
  ])('of %i in %o', (hits, urn, chance) => {
    expect(upperTail(hits, urn)).toBeCloseTo(chance, 12)
  })

  test('falls with the hits, and is a chance, for numbers of any size', () => {
    const urns = fc.integer({ min: 1, max: 20_000 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        marked: fc.integer({ min: 0, max: all }),
        drawn: fc.integer({ min: 1, max: all }),
      }),
    )
    fc.assert(
      fc.property(urns, fc.nat(20_000), (urn, hits) => {
        const chance = upperTail(hits, urn)
        expect(chance).toBeGreaterThanOrEqual(0)
        expect(chance).toBeLessThanOrEqual(1)
        expect(upperTail(hits + 1, urn)).toBeLessThanOrEqual(chance + 1e-12)
      }),
      // Summed from far below the mean, rounding made a chance grow with the hits.
      { examples: [[{ all: 10_916, marked: 252, drawn: 2_458 }, 10]] },
    )
  })
})

describe('whose share is unusual', () => {
  test('a clerk at twice the share of the others is named, and nobody else', () => {
    const others = ['a', 'b', 'c'].map((account) => share(account, 30, 100))
    expect(named([...others, share('x', 60, 100)])).toEqual(['x'])
  })

  test('states the numbers that it compared', () => {
    const [found] = unusualShares([share('a', 30, 100), share('x', 60, 100)], thresholds)
    expect(found).toMatchObject({ hits: 60, households: 100, otherHits: 30, otherHouseholds: 100 })
    expect(found?.chance).toBeLessThan(0.001)
  })

  test.each([
    ['few households of one’s own', [share('a', 10, 100), share('x', 29, 29)]],
    ['few households of the others', [share('a', 1, 29), share('x', 60, 100)]],
    ['nobody else', [share('x', 100, 100)]],
    ['a difference that chance makes', [share('a', 30, 100), share('x', 40, 100)]],
    ['a small difference between large numbers', [share('a', 30_000, 100_000), share('x', 31_500, 100_000)]],
    ['others of another area', [share('a', 10, 100, { area: 'R2' }), share('x', 90, 100)]],
    ['others of another programme', [share('a', 10, 100, { programme: 'relief' }), share('x', 90, 100)]],
    ['a low share', [share('a', 60, 100), share('b', 60, 100), share('c', 60, 100), share('x', 10, 100)]],
  ])('nobody, with %s', (_, shares) => {
    expect(named(shares)).toEqual([])
  })

  /** Months of an area: six clerks who screen eighty families each for ten programmes, of whom one may favour. */
  function months(count: number, { favour }: { favour: number }) {
    const random = seeded(20_240_601)
    const alarms = { anyone: 0, favourer: 0 }
    for (let month = 0; month < count; month++) {
      const shares: Share[] = []
      for (let programme = 0; programme < 10; programme++) {
        const rate = 0.1 + 0.3 * random()
        for (const account of ['a', 'b', 'c', 'd', 'e', 'x']) {
          const own = account === 'x' && programme === 0 ? favour * 0.3 : programme === 0 ? 0.3 : rate
          let hits = 0
          for (let family = 0; family < 80; family++) if (random() < own) hits++
          shares.push(share(account, hits, 80, { programme: String(programme) }))
        }
      }
      const found = unusualShares(shares, { ...thresholds, rateRatio: 1, falseAlarm: 0.05 })
      if (found.some(({ account, programme }) => account !== 'x' || programme !== '0')) alarms.anyone++
      if (found.some(({ account, programme }) => account === 'x' && programme === '0')) alarms.favourer++
    }
    return alarms
  }

  test('names a fair clerk in at most the promised share of months, and one at twice the others in nearly all', () => {
    const fair = months(400, { favour: 1 })
    // 5 % are promised; 4 standard deviations of 400 such months are 17.
    expect(fair.anyone + fair.favourer).toBeLessThanOrEqual(20 + 17)
    const unfair = months(100, { favour: 2 })
    expect(unfair.anyone).toBeLessThanOrEqual(5 + 9)
    expect(unfair.favourer).toBeGreaterThan(90)
  })
})
