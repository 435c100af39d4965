import type { BenefitResult, ProgrammeResult } from '@onewindow/rules'
import { type Formats, minorUnitsOf } from '@onewindow/tenant'
import { type Expectation, NOT_ASKED, type ScenarioDay } from './scenario.ts'

/** Every difference between what a policy officer expects of a day and what the rules answered; empty when all agree. */
export function differences(
  formats: Formats,
  expected: ScenarioDay['expect'],
  results: readonly ProgrammeResult[],
): string[] {
  return Object.entries(expected).flatMap(([programme, units]) =>
    Object.entries(units).flatMap(([unit, said]) => {
      const expectation = typeof said === 'string' ? { outcome: said } : said
      const result = results.find((each) => each.programme === programme && each.unit.id === unit)
      const place = `${programme} for ${unit}`
      if (expectation.outcome === NOT_ASKED) {
        return result === undefined ? [] : [`${place}: expected no result, got ${describe(formats, result)}`]
      }
      if (result === undefined) return [`${place}: expected ${expectation.outcome}, got no result`]
      return [...contradictions(formats, expectation, result)].map(
        (words) => `${place}: ${words}; got ${describe(formats, result)}`,
      )
    }),
  )
}

function* contradictions(
  formats: Formats,
  expected: Expectation,
  result: ProgrammeResult,
): Generator<string> {
  if (expected.outcome !== result.outcome) yield `expected ${expected.outcome}`
  if (expected.curable !== undefined && expected.curable !== result.curable)
    yield `expected curable ${expected.curable}`
  for (const [id, state] of Object.entries(expected.because ?? {})) {
    if (result.criteria.find((criterion) => criterion.id === id)?.state !== state)
      yield `expected ${id} ${state}`
  }
  for (const [id, effect] of Object.entries(expected.overlap ?? {})) {
    if (!result.overlaps.some((overlap) => overlap.id === id && overlap.effect === effect))
      yield `expected overlap ${id} to ${effect}`
  }
  for (const [id, amounts] of Object.entries(expected.pays ?? {})) {
    const benefit = result.benefits.find((each) => each.id === id)
    if (JSON.stringify(benefit && majorAmounts(formats, benefit)) !== JSON.stringify(amounts))
      yield `expected ${id} to pay ${amounts}`
  }
  const paid = Object.keys(expected.pays ?? {})
  if (
    expected.evidence !== undefined &&
    !result.benefits.some(({ id, evidence }) => paid.includes(id) && evidence === expected.evidence)
  ) {
    yield `expected an amount marked ${expected.evidence}`
  }
  const missing = result.missing.map(({ subject, fact }) => `${subject}.${fact}`)
  for (const fact of expected.asks ?? []) if (!missing.includes(fact)) yield `expected to ask ${fact}`
}

const majorAmounts = (formats: Formats, { amounts, currency }: BenefitResult): readonly number[] => {
  const units = 10 ** minorUnitsOf(formats, currency ?? formats.currency)
  return amounts.map((minor) => minor / units)
}

function describe(formats: Formats, result: ProgrammeResult): string {
  const { outcome, curable, criteria, overlaps, benefits, missing } = result
  const parts = [
    criteria.map(({ id, state }) => `${id} ${state}`).join(', '),
    overlaps.map(({ id, effect }) => `${id} ${effect}`).join(', '),
    benefits
      .map((benefit) => `${benefit.id} ${majorAmounts(formats, benefit).join(' or ')} ${benefit.evidence}`)
      .join(', '),
    missing.map(({ subject, fact }) => `${subject}.${fact}`).join(', '),
  ]
  return `${outcome}${curable ? ' (curable)' : ''} [${parts.filter(Boolean).join(' | ')}]`
}
