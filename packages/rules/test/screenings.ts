import fc from 'fast-check'
import type { Household } from '../src/household.ts'
import type { ProgrammeRule } from '../src/programme.ts'
import { parametersOn } from '../src/resolve-parameter.ts'
import { screenHousehold } from '../src/screening.ts'
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
  { on, programmes }: Screening,
  compile: typeof outcomesToSql,
  database: RuleDatabase,
): Promise<readonly string[]> {
  const values: unknown[] = []
  const selects = programmes.map((programme, i) => {
    const options = { on, parameter: parametersOn(PARAMETERS, on), shape: SHAPE, bound: values.length }
    const sql = compile(programme, options)
    values.push(...sql.values)
    return `select ${i} as i, s.* from (${sql.text}) s`
  })
  const rows = await database.rows(selects.join(' union all '), values)
  return rows
    .map(({ i, programme, household_id, unit_id, outcome }) =>
      [i, programme, household_id, unit_id, outcome].join(' '),
    )
    .sort()
}
