import type { Outcome } from '@onewindow/rules'

/** Outcomes of one programme in one household: by person, or of the household as a whole. */
export type Outcomes = ReadonlyMap<string, Outcome>

const LETTERS: Readonly<Record<Outcome, string>> = {
  NOT_IN_FORCE: 'f',
  ALREADY_ENROLLED: 'a',
  NOT_ELIGIBLE: 'n',
  EXCLUDED_BY_OVERLAP: 'x',
  NEEDS_INFORMATION: 'i',
  ELIGIBLE: 'e',
}
const OUTCOME_OF = new Map(Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome as Outcome]))

/** Of someone whom a programme is not about at all. */
const NONE = '-'

/**
 * Outcomes of a household in the order of programmes and members: `=e|n-i|…`. After `=` stands the outcome of the
 * household as a whole.
 */
export const packOutcomes = (
  programmes: readonly Outcomes[],
  { household, members }: { readonly household: string; readonly members: readonly string[] },
): string =>
  programmes
    .map((outcomes) => {
      const whole = outcomes.get(household)
      if (whole !== undefined) return `=${LETTERS[whole]}`
      return members
        .map((member) => {
          const outcome = outcomes.get(member)
          return outcome === undefined ? NONE : LETTERS[outcome]
        })
        .join('')
    })
    .join('|')

/** What `packOutcomes` wrote. */
export const unpackOutcomes = (
  packed: string,
  { household, members }: { readonly household: string; readonly members: readonly string[] },
): Outcomes[] =>
  packed.split('|').map((segment) => {
    const letters = segment.startsWith('=') ? [segment.slice(1)] : [...segment]
    const units = segment.startsWith('=') ? [household] : members
    if (letters.length !== units.length) throw new Error(`${segment} is not of ${units.length} units`)
    return new Map(
      units.flatMap((unit, index) => {
        const outcome = OUTCOME_OF.get(letters[index] ?? '')
        return outcome === undefined ? [] : [[unit, outcome] as const]
      }),
    )
  })
