import type { Outcome, ProgrammeResult } from '@onewindow/rules'
import type { Verdict } from './table.ts'

type Answer = 'yes' | 'no' | 'unknown'

/** Whoever another programme bars cannot be in this one: that is a no, whatever the conditions say. */
const ANSWER: Readonly<Record<Outcome, Answer>> = {
  ELIGIBLE: 'yes',
  ALREADY_ENROLLED: 'yes',
  NOT_ELIGIBLE: 'no',
  EXCLUDED_BY_OVERLAP: 'no',
  NEEDS_INFORMATION: 'unknown',
  NOT_IN_FORCE: 'unknown',
}

/** What a window said of a unit, whether it is in the programme, and what was found again. */
export interface Compared {
  readonly window: Outcome
  readonly enrolled: boolean
  readonly found: Outcome
}

/** Whether the window let the unit in. */
export const windowAnswer = ({ window, enrolled }: Omit<Compared, 'found'>): Answer =>
  enrolled ? 'yes' : ANSWER[window]

export function verdictOf({ found, ...said }: Compared): Verdict {
  const before = windowAnswer(said)
  const after = ANSWER[found]
  if (before === 'unknown' || after === 'unknown') return 'undecided'
  if (before === after) return 'agreed'
  return before === 'yes' ? 'inclusion_error' : 'exclusion_error'
}

/**
 * Pairs the two answers of one programme by unit. Whoever is a candidate in one of them only is not eligible in the other;
 * where nobody is in either, the household's answer stands. A programme that was not in force has no pair.
 */
export function pairs(
  window: readonly ProgrammeResult[],
  found: readonly ProgrammeResult[],
): readonly { readonly unit: ProgrammeResult['unit']; readonly window: Outcome; readonly found: Outcome }[] {
  const all = [...window, ...found]
  if (all.some(({ outcome }) => outcome === 'NOT_IN_FORCE')) return []
  const persons = all.filter(({ unit }) => unit.kind === 'person')
  const units = new Map((persons.length > 0 ? persons : all).map(({ unit }) => [unit.id, unit]))
  const outcome = (results: readonly ProgrammeResult[], id: string): Outcome =>
    results.find(({ unit }) => unit.id === id)?.outcome ??
    results.find(({ unit }) => unit.kind === 'household')?.outcome ??
    'NOT_ELIGIBLE'
  return [...units.values()].map((unit) => ({
    unit,
    window: outcome(window, unit.id),
    found: outcome(found, unit.id),
  }))
}

/** Of a standard normal, between which 95 % lie. */
const Z = 1.959963984540054

/**
 * The 95 % interval of a share by Wilson (1927), which also holds near 0 and for few cases.
 *
 * @example wilson(0, 10) // { low: 0, high: 0.2775… }
 */
export function wilson(hits: number, of: number): { readonly low: number; readonly high: number } {
  const share = hits / of
  const spread = (Z * Z) / of
  const middle = share + spread / 2
  const half = Z * Math.sqrt((share * (1 - share)) / of + spread / of / 4)
  return {
    low: hits === 0 ? 0 : (middle - half) / (1 + spread),
    high: hits === of ? 1 : (middle + half) / (1 + spread),
  }
}

/** So few could be recognised. */
export const isFew = (count: number): boolean => count > 0 && count < 5
