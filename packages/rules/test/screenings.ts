import fc from 'fast-check'
import type { Household } from '../src/household.ts'
import type { ProgrammeRule } from '../src/programme.ts'
import { parametersOn } from '../src/resolve-parameter.ts'
import { screenHousehold } from '../src/screening.ts'
import { NO_OUTCOME, outcomeOf, unitOutcomes } from '../src/sql/outcome-letters.ts'
import type { outcomesToSql } from '../src/sql/outcomes-to-sql.ts'
import { households } from './arbitrary-household.ts'
import { programme } from './arbitrary-programme.ts'
import type { RuleDatabase } from './database.ts'
import { PARAMETERS, SHAPE } from './vocabulary.ts'

/** Programmes and households on a date. */
export interface Screening {
  readonly on: string
  readonly households: readonly Household[]
  readonly programmes: readonly ProgrammeRule[]
}

export const screenings = (programmes: number): fc.Arbitrary<Screening> =>
  fc.record({
    on: fc.constantFrom('2023-02-28', '2024-02-01', '2024-02-29'),
    households,
    programmes: fc.array(programme, { minLength: programmes, maxLength: programmes, size: 'max' }),
  })

/** Lines `index household unit outcome`, sorted: two programmes may have one id. */
export function screened({ on, households, programmes }: Screening): readonly string[] {
  const parameter = parametersOn(PARAMETERS, on)
  return programmes
    .flatMap((programme, i) =>
      households.flatMap((household) =>
        screenHousehold({ programmes: [programme], household, on, parameter }).map(
          ({ programme, unit, outcome }) => `${i} ${programme} ${household.id} ${unit.id} ${outcome}`,
        ),
      ),
    )
    .sort()
}

/** The same lines from one statement; the households must be loaded. */
export async function screenedInSql(
  { on, households, programmes }: Screening,
  compile: typeof outcomesToSql,
  database: RuleDatabase,
): Promise<readonly string[]> {
  const { text, values } = compile(programmes, {
    on,
    parameter: parametersOn(PARAMETERS, on),
    shape: SHAPE,
  })
  const rows = new Map(
    (await database.rows(text, values)).map(({ household_id, unit_id, outcomes }) => [
      `${household_id} ${unit_id}`,
      String(outcomes),
    ]),
  )
  return programmes
    .flatMap(({ id }, i) =>
      households.flatMap((household) => {
        const of = (unit: string) => rows.get(`${household.id} ${unit}`) ?? ''
        const members = household.members.map((member) => member.id)
        const outcomes = unitOutcomes(i, { household: of(household.id), members: members.map(of) })
        const units =
          'whole' in outcomes
            ? [[household.id, outcomes.whole] as const]
            : members.map((member, place) => [member, outcomes.members[place] ?? ''] as const)
        return units.flatMap(([unit, letter]) =>
          letter === NO_OUTCOME ? [] : [`${i} ${id} ${household.id} ${unit} ${outcomeOf(letter)}`],
        )
      }),
    )
    .sort()
}
