import type { Outcome } from '@onewindow/rules'
import { NO_OUTCOME, outcomeOf, unitOutcomes } from '@onewindow/rules/sql'

/** Outcomes of one programme in one household: by person, or of the household as a whole. */
export type Outcomes = ReadonlyMap<string, Outcome>

/**
 * A household's letters in the order of programmes and members: `=e|n-i|…`. After `=` stands the outcome of the household
 * as a whole; `-` is someone whom a programme is not about at all.
 */
export const packOutcomes = (letters: {
  readonly household: string
  readonly members: readonly string[]
}): string =>
  [...letters.household]
    .map((_, programme) => {
      const outcomes = unitOutcomes(programme, letters)
      return 'whole' in outcomes ? `=${outcomes.whole}` : outcomes.members
    })
    .join('|')

/** What `packOutcomes` wrote. */
export const unpackOutcomes = (
  packed: string,
  { household, members }: { readonly household: string; readonly members: readonly string[] },
): Outcomes[] =>
  (packed === '' ? [] : packed.split('|')).map((segment) => {
    const letters = segment.startsWith('=') ? [segment.slice(1)] : [...segment]
    const units = segment.startsWith('=') ? [household] : members
    if (letters.length !== units.length) throw new Error(`${segment} is not of ${units.length} units`)
    return new Map(
      units.flatMap((unit, index) => {
        const letter = letters[index] ?? NO_OUTCOME
        return letter === NO_OUTCOME ? [] : [[unit, outcomeOf(letter)] as const]
      }),
    )
  })
