import type { Outcome } from '../programme.ts'

/** An outcome's letter in a row of `outcomesToSql`. */
export const OUTCOME_LETTERS: Readonly<Record<Outcome, string>> = {
  NOT_IN_FORCE: 'f',
  ALREADY_ENROLLED: 'a',
  NOT_ELIGIBLE: 'n',
  EXCLUDED_BY_OVERLAP: 'x',
  NEEDS_INFORMATION: 'i',
  ELIGIBLE: 'e',
}

/** Of someone who has no outcome of their own in a programme. */
export const NO_OUTCOME = '-'

const OUTCOME_OF = new Map(
  Object.entries(OUTCOME_LETTERS).map(([outcome, letter]) => [letter, outcome as Outcome]), // the record's keys
)

/** @throws where it is no outcome's letter */
export function outcomeOf(letter: string): Outcome {
  const outcome = OUTCOME_OF.get(letter)
  if (outcome === undefined) throw new Error(`${letter} stands for no outcome`)
  return outcome
}

/**
 * The letters of one programme in one household, by member; or of the household as a whole, where no member has an
 * outcome of their own.
 *
 * @param letters of the household and of its members, as `outcomesToSql` answers them
 */
export function unitOutcomes(
  programme: number,
  letters: { readonly household: string; readonly members: readonly string[] },
): { readonly whole: string } | { readonly members: string } {
  const members = letters.members.map((own) => own[programme] ?? NO_OUTCOME).join('')
  const isOwn = [...members].some((letter) => letter !== NO_OUTCOME)
  return isOwn ? { members } : { whole: letters.household[programme] ?? NO_OUTCOME }
}
