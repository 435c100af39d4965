import { OUTCOMES, type Outcome, type ProgrammeResult } from '@onewindow/rules'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairs, verdictOf, wilson } from './policy.ts'

describe('the verdict', () => {
  test.each<[Outcome, boolean, Outcome, string]>([
    ['ELIGIBLE', false, 'ELIGIBLE', 'agreed'],
    ['ELIGIBLE', false, 'NOT_ELIGIBLE', 'inclusion_error'],
    ['ALREADY_ENROLLED', false, 'NOT_ELIGIBLE', 'inclusion_error'],
    ['NOT_ELIGIBLE', true, 'NOT_ELIGIBLE', 'inclusion_error'],
    ['NEEDS_INFORMATION', true, 'NOT_ELIGIBLE', 'inclusion_error'],
    ['NOT_ELIGIBLE', true, 'ELIGIBLE', 'agreed'],
    ['NOT_ELIGIBLE', false, 'ELIGIBLE', 'exclusion_error'],
    ['EXCLUDED_BY_OVERLAP', false, 'NOT_ELIGIBLE', 'agreed'],
    ['NOT_ELIGIBLE', false, 'NOT_ELIGIBLE', 'agreed'],
    ['NEEDS_INFORMATION', false, 'ELIGIBLE', 'undecided'],
    ['ELIGIBLE', false, 'NEEDS_INFORMATION', 'undecided'],
    ['NOT_ELIGIBLE', false, 'NEEDS_INFORMATION', 'undecided'],
  ])('of %s (in it: %s), then %s, is %s', (window, enrolled, found, verdict) => {
    expect(verdictOf({ window, enrolled, found })).toBe(verdict)
  })

  test('is one of everything', () => {
    for (const window of OUTCOMES)
      for (const found of OUTCOMES)
        for (const enrolled of [true, false])
          expect(['agreed', 'inclusion_error', 'exclusion_error', 'undecided']).toContain(
            verdictOf({ window, enrolled, found }),
          )
  })
})

describe('two answers are paired', () => {
  const result = (kind: 'person' | 'household', id: string, outcome: Outcome): ProgrammeResult => ({
    programme: 'grant',
    unit: { kind, id },
    outcome,
    criteria: [],
    overlaps: [],
    benefits: [],
    missing: [],
    curable: false,
  })
  const shown = (window: readonly ProgrammeResult[], found: readonly ProgrammeResult[]) =>
    pairs(window, found).map((pair) => `${pair.unit.id} ${pair.window} ${pair.found}`)
  const home = (outcome: Outcome) => [result('household', 'h', outcome)]
  const ann = (outcome: Outcome) => result('person', 'ann', outcome)
  const bob = (outcome: Outcome) => result('person', 'bob', outcome)

  test('by person', () => {
    expect(shown([ann('ELIGIBLE'), bob('NOT_ELIGIBLE')], [bob('ELIGIBLE'), ann('ELIGIBLE')])).toEqual([
      'ann ELIGIBLE ELIGIBLE',
      'bob NOT_ELIGIBLE ELIGIBLE',
    ])
  })
  test('a candidate of one of them only is not eligible in the other', () => {
    expect(shown([ann('ELIGIBLE')], home('NOT_ELIGIBLE'))).toEqual(['ann ELIGIBLE NOT_ELIGIBLE'])
    expect(shown([ann('ELIGIBLE')], [bob('ELIGIBLE')])).toEqual([
      'ann ELIGIBLE NOT_ELIGIBLE',
      'bob NOT_ELIGIBLE ELIGIBLE',
    ])
  })
  test('by household', () => {
    expect(shown(home('ELIGIBLE'), home('NEEDS_INFORMATION'))).toEqual(['h ELIGIBLE NEEDS_INFORMATION'])
  })
  test('not where the programme was not in force', () => {
    expect(shown(home('NOT_IN_FORCE'), home('NOT_IN_FORCE'))).toEqual([])
  })
})

describe('Wilson’s interval', () => {
  // From Newcombe (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('of %i in %i', (hits, of, low, high) => {
    const interval = wilson(hits, of)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test('holds the share, lies within 0 and 1, and narrows as cases come', () => {
    const shares = fc
      .integer({ min: 1, max: 10_000 })
      .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
    fc.assert(
      fc.property(shares, ([hits, of]) => {
        const { low, high } = wilson(hits, of)
        expect(0 <= low && low <= hits / of && hits / of <= high && high <= 1).toBe(true)
        const more = wilson(hits * 10, of * 10)
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
    )
  })
})
