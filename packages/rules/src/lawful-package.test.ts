import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { family } from '../test/family.ts'
import { type LawfulPackages, lawfulPackages } from './lawful-package.ts'
import { maximalSets } from './maximal-sets.ts'
import type { BenefitResult, Overlap, ProgrammeResult, ProgrammeRule } from './programme.ts'

const household = family({
  members: { ann: {}, bob: {}, cara: {} },
  others: { don: {} },
  relationships: [{ person: 'ann', relation: 'spouse', relative: 'bob' }],
})

const bars = (programmes: string[], more: Partial<Overlap> = {}): Overlap => ({
  id: 'bars',
  programmes,
  among: 'unit',
  effect: 'stop',
  evidence: 'V',
  source: 'Act',
  ...more,
})

const programmeOf = (id: string, ...overlaps: readonly Overlap[]): ProgrammeRule => ({
  id,
  unit: { kind: 'household' },
  criteria: [],
  benefits: [],
  overlaps,
})

const pays = (amounts: readonly number[], more: Partial<BenefitResult> = {}): BenefitResult => ({
  id: 'cash',
  kind: 'cash',
  amounts,
  currency: 'PKR',
  period: 'year',
  size: 'fixed',
  evidence: 'V',
  certain: true,
  reads: [],
  ...more,
})

const resultOf = (
  programme: string,
  unit: string,
  benefits: readonly BenefitResult[] = [],
  more: Partial<ProgrammeResult> = {},
): ProgrammeResult => ({
  programme,
  unit: { kind: unit === 'h' ? 'household' : 'person', id: unit },
  outcome: 'ELIGIBLE',
  criteria: [],
  overlaps: [],
  benefits,
  missing: [],
  curable: false,
  ...more,
})

const packagesOf = (programmes: readonly ProgrammeRule[], ...results: readonly ProgrammeResult[]) =>
  lawfulPackages({ programmes, household, results, currency: 'PKR' })

const shown = ({ packages }: LawfulPackages) =>
  packages.map(
    ({ items, low, high }) =>
      `${items.map(({ result }) => `${result.programme}/${result.unit.id}`).join(' + ')} = ${low}–${high}`,
  )

const [a, b] = [programmeOf('a'), programmeOf('b')]

describe('packages', () => {
  test('what nothing bars goes together', () => {
    expect(
      shown(packagesOf([a, b], resultOf('a', 'h', [pays([5])]), resultOf('b', 'ann', [pays([7])]))),
    ).toEqual(['a/h + b/ann = 12–12'])
  })

  test('what one rule bars is side by side, the larger sum first, and says why', () => {
    const found = packagesOf(
      [programmeOf('a', bars(['b'])), b],
      resultOf('a', 'ann', [pays([5])]),
      resultOf('b', 'ann', [pays([7])]),
    )
    expect(shown(found)).toEqual(['b/ann = 7–7', 'a/ann = 5–5'])
    const why = found.packages.map(({ leftOut }) =>
      leftOut.map(({ item, because }) => ({
        left: item.result.programme,
        because: because.map(({ programme, overlap, with: other }) => [
          programme,
          overlap,
          other.result.programme,
        ]),
      })),
    )
    // The rule is a's, whichever of the two is left out.
    expect(why).toEqual([
      [{ left: 'a', because: [['a', 'bars', 'b']] }],
      [{ left: 'b', because: [['a', 'bars', 'a']] }],
    ])
  })

  test.each<[string, Overlap, string, string, number]>([
    ['its own enrolment, of another member', bars(['b']), 'ann', 'bob', 1],
    ['its own or the spouse’s, of the spouse', bars(['b'], { among: 'couple' }), 'ann', 'bob', 2],
    ['its own or the spouse’s, of a child', bars(['b'], { among: 'couple' }), 'ann', 'cara', 1],
    ['anyone’s in the household, of a child', bars(['b'], { among: 'household' }), 'ann', 'cara', 2],
    ['anyone’s in the household, of all of it', bars(['b'], { among: 'household' }), 'ann', 'h', 2],
    ['one that only warns', bars(['b'], { effect: 'warn' }), 'ann', 'ann', 1],
    ['one that nobody verified', bars(['b'], { evidence: 'V-' }), 'ann', 'ann', 1],
  ])('by a rule about %s: %s and %s', (_, overlap, one, other, packages) => {
    const found = packagesOf([programmeOf('a', overlap), b], resultOf('a', one), resultOf('b', other))
    expect(found.packages).toHaveLength(packages)
  })

  test('one per house: a programme bars itself for everyone else', () => {
    const once = programmeOf('a', bars(['a'], { among: 'household' }))
    const found = packagesOf([once], resultOf('a', 'ann'), resultOf('a', 'bob'), resultOf('a', 'cara'))
    expect(shown(found)).toEqual(['a/ann = 0–0', 'a/bob = 0–0', 'a/cara = 0–0'])
    expect(found.packages[0]?.leftOut.map(({ because }) => because.length)).toEqual([1, 1])
  })

  test.each<[string, BenefitResult, string]>([
    ['a month', pays([10], { period: 'month' }), '120–120'],
    ['a quarter', pays([10], { period: 'quarter' }), '40–40'],
    ['once', pays([10], { period: 'once' }), '10–10'],
    ['of conflicting sources', pays([24, 12], { evidence: 'C' }), '12–24'],
    ['up to a ceiling', pays([10], { size: 'up_to' }), '0–10'],
    ['if something unknown holds', pays([10], { certain: false }), '0–10'],
    ['of unknown amount', pays([]), '0–0'],
    ['in another currency', pays([10], { currency: 'KHR' }), '0–0'],
    ['in kind', { ...pays([]), kind: 'in_kind' }, '0–0'],
  ])('cash %s', (_, benefit, sums) => {
    expect(shown(packagesOf([a], resultOf('a', 'h', [benefit])))).toEqual([`a/h = ${sums}`])
  })

  test('say what has no sum, and what is not verified', () => {
    const [item] =
      packagesOf([a], resultOf('a', 'h', [pays([1], { evidence: 'G' }), pays([])])).packages[0]?.items ?? []
    expect(item).toMatchObject({ unverified: true, unsummed: true })
  })

  test.each<[string, Partial<ProgrammeResult>, number]>([
    ['received already', { outcome: 'ALREADY_ENROLLED' }, 1],
    ['excluded by an overlap alone', { outcome: 'EXCLUDED_BY_OVERLAP' }, 1],
    [
      'excluded by an overlap with a condition that is open',
      {
        outcome: 'EXCLUDED_BY_OVERLAP',
        criteria: [{ id: 'c', state: 'unknown', evidence: 'V', reads: [], missing: [] }],
      },
      0,
    ],
    ['refused', { outcome: 'NOT_ELIGIBLE' }, 0],
    ['waiting for an answer', { outcome: 'NEEDS_INFORMATION' }, 0],
    ['not in force', { outcome: 'NOT_IN_FORCE' }, 0],
  ])('a programme %s', (_, more, items) => {
    expect(packagesOf([a], resultOf('a', 'h', [], more)).packages[0]?.items).toHaveLength(items)
  })
})

const UNITS = ['ann', 'bob', 'cara', 'h']
const IDS = ['p', 'q', 'r', 's']
const overlap = fc.record({
  id: fc.constant('bars'),
  programmes: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }),
  among: fc.constantFrom('unit' as const, 'couple' as const, 'household' as const),
  effect: fc.constantFrom('stop' as const, 'warn' as const),
  evidence: fc.constantFrom('V' as const, 'G' as const),
  source: fc.constant('Act'),
})
const scenario = fc.record({
  programmes: fc.tuple(
    ...IDS.map((id) => fc.array(overlap, { maxLength: 2 }).map((overlaps) => programmeOf(id, ...overlaps))),
  ),
  results: fc.uniqueArray(
    fc.record({
      programme: fc.constantFrom(...IDS),
      unit: fc.constantFrom(...UNITS),
      amounts: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
    }),
    { selector: ({ programme, unit }) => `${programme}/${unit}`, maxLength: 9 },
  ),
})

/** What the rules say of two items, read from the rules alone. */
function isBarred(
  programmes: readonly ProgrammeRule[],
  one: ProgrammeResult,
  other: ProgrammeResult,
): boolean {
  const spouse: Record<string, string> = { ann: 'bob', bob: 'ann' }
  return [
    [one, other],
    [other, one],
  ].some(([by, of]) =>
    programmes
      .find(({ id }) => id === by?.programme)
      ?.overlaps?.some(({ programmes: barred, among, effect, evidence }) => {
        if (!by || !of || effect !== 'stop' || evidence !== 'V' || !barred.includes(of.programme))
          return false
        if (among === 'household') return true
        return of.unit.id === by.unit.id || (among === 'couple' && spouse[by.unit.id] === of.unit.id)
      }),
  )
}

test('every package is lawful, nothing could be added to it, and none that is worth more is missing', () => {
  fc.assert(
    fc.property(scenario, ({ programmes, results }) => {
      const given = results.map(({ programme, unit, amounts }) => resultOf(programme, unit, [pays(amounts)]))
      const { packages, complete } = packagesOf(programmes, ...given)
      const lawful = (set: readonly ProgrammeResult[]) =>
        set.every((one) => set.every((other) => one === other || !isBarred(programmes, one, other)))
      const maximal = (set: readonly ProgrammeResult[]) =>
        lawful(set) && given.every((one) => set.includes(one) || !lawful([...set, one]))
      const worth = (set: readonly ProgrammeResult[]) =>
        set.reduce(
          (sum, { benefits }) => sum + Math.min(...(benefits[0]?.amounts.length ? benefits[0].amounts : [0])),
          0,
        )

      const all = Array.from({ length: 2 ** given.length }, (_, bits) =>
        given.filter((_one, index) => bits & (1 << index)),
      ).filter(maximal)
      const offered = packages.map(({ items }) => items.map(({ result }) => result))
      expect(complete).toBe(true)
      expect(offered.every(maximal)).toBe(true)
      expect(
        new Set(offered.map((set) => set.map(({ programme, unit }) => `${programme}/${unit.id}`).join()))
          .size,
      ).toBe(offered.length)
      expect(offered).toHaveLength(Math.min(20, all.length))
      const best = all.map(worth).sort((one, other) => other - one)
      expect(offered.map(worth)).toEqual(best.slice(0, 20))
    }),
    { numRuns: 1000 },
  )
})

test('a search that is too large ends, and says that it did not see everything', () => {
  const size = 90
  const conflicts = Array.from({ length: size }, (_, i) =>
    // Triples, and one item that ties them into one group.
    Array.from(
      { length: size },
      (_, j) => i !== j && (i === 0 || j === 0 || Math.floor(i / 3) === Math.floor(j / 3)),
    ),
  )
  const weights = Array.from({ length: size }, (_, index) => ({ low: index, high: index }))
  const { sets, complete } = maximalSets({ weights, conflicts, most: 20 })
  expect(complete).toBe(false)
  expect(sets).toHaveLength(20)
})
