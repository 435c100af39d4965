import { explainBoolean, type MissingFact, type Scope } from '@onewindow/rules'
import type { Scorecard, ScorecardIndicator } from './definition.ts'

export interface ScorecardResult {
  /** `null` while an indicator cannot be told. */
  readonly score: number | null
  /** Points of each indicator's first band that holds; `null` where that is not known. */
  readonly bands: readonly { readonly indicator: string; readonly points: number | null }[]
  /** Facts that are still to be asked, once each. */
  readonly missing: readonly MissingFact[]
  /** Percent of households with this score that are below each line. */
  readonly likelihoods: Readonly<Record<string, number>>
}

/**
 * A household's score on a date: a screening aid, never an entitlement. An unknown fact is never counted as a low or a
 * high score.
 *
 * @example computeScorecard(card, { household, on, parameter: parametersOn(kp.parameters, on) }).score // 41
 */
export function computeScorecard(card: Scorecard, reading: Omit<Scope, 'unit'>): ScorecardResult {
  const scope: Scope = { ...reading, unit: reading.household.id }
  const read = card.indicators.map((indicator) => readIndicator(indicator, scope))
  const score = read.reduce<number | null>(
    (sum, { points }) => (sum === null || points === null ? null : sum + points),
    0,
  )
  const missing = new Map(read.flatMap((each) => each.missing.map((fact) => [JSON.stringify(fact), fact])))
  return {
    score,
    bands: read.map(({ indicator, points }) => ({ indicator, points })),
    missing: [...missing.values()],
    likelihoods: score === null ? {} : likelihoodsOf(card, score),
  }
}

function readIndicator({ id, bands }: ScorecardIndicator, scope: Scope) {
  const missing: MissingFact[] = []
  for (const { when, points } of bands) {
    const read = explainBoolean(when, scope)
    if (read.value === true) return { indicator: id, points: missing.length > 0 ? null : points, missing }
    missing.push(...read.missing)
    if (read.value === null && read.missing.length === 0) return { indicator: id, points: null, missing }
  }
  return { indicator: id, points: null, missing }
}

function likelihoodsOf({ likelihoods }: Scorecard, score: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(likelihoods).flatMap(([line, ranges]) =>
      ranges.flatMap(([from, to, percent]) =>
        from <= score && score <= to ? [[line, percent] as const] : [],
      ),
    ),
  )
}
