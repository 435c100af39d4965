import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateBoolean, evaluateDate, evaluateNumber } from '../src/evaluate.ts'
import { explainBoolean, explainNumber } from '../src/explain.ts'
import type { Scope } from '../src/programme.ts'
import { parametersOn } from '../src/resolve-parameter.ts'
import { boundsToSql, type Sql, toSql } from '../src/sql/to-sql.ts'
import { openRuleDatabase, type RuleDatabase } from '../test/database.ts'
import { family, ON } from '../test/family.ts'
import { PARAMETERS, SHAPE } from '../test/vocabulary.ts'
import { COLLECTIONS } from './collections.ts'
import { DATES } from './dates.ts'
import { ENROLMENTS_AND_ROUNDS } from './enrolments-and-rounds.ts'
import { LOGIC } from './logic.ts'
import { NUMBERS } from './numbers.ts'
import type { Row } from './row.ts'

let database: RuleDatabase
beforeAll(async () => {
  database = await openRuleDatabase()
})
afterAll(() => database.close())

const tables = { LOGIC, NUMBERS, DATES, COLLECTIONS, ENROLMENTS_AND_ROUNDS }

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(rows.map((row) => [row.says, row] as const))('%s', async (_, row) => {
    const household = family(row.given ?? {})
    const on = row.on ?? ON
    const scope = { household, unit: row.unit ?? household.id, on, parameter: parametersOn(PARAMETERS, on) }
    expect({
      evaluated: evaluated(row, scope),
      explained: explained(row, scope),
      compiled: await compiled(row, scope),
    }).toEqual({ evaluated: row.gives, explained: row.gives, compiled: row.gives })
  })
})

function evaluated(row: Row, scope: Scope) {
  if ('rule' in row) return evaluateBoolean(row.rule, scope)
  const { lo, hi } = 'number' in row ? evaluateNumber(row.number, scope) : evaluateDate(row.date, scope)
  return [lo, hi]
}

// A date is explained by the comparison or age that reads it.
function explained(row: Row, scope: Scope) {
  if ('rule' in row) return explainBoolean(row.rule, scope).value
  if ('date' in row) return evaluated(row, scope)
  const { lo, hi } = explainNumber(row.number, scope).value
  return [lo, hi]
}

async function compiled(row: Row, { household, unit, on, parameter }: Scope) {
  await database.load([household])
  const kind = unit === household.id ? ('household' as const) : ('person' as const)
  const options = { on, parameter, shape: SHAPE, unit: kind }
  if ('rule' in row) {
    const { text, values } = toSql(row.rule, options)
    return (await one(`select ${text} as value`, values)).value
  }
  const { text, values } = boundsToSql('number' in row ? row.number : row.date, options)
  const { lo, hi } = await one(`select n.lo, n.hi`, values, `cross join lateral ${text} n`)
  return [lo, hi]

  async function one(select: string, values: Sql['values'], join = '') {
    const from =
      kind === 'household' ? 'households h' : `persons u join households h on h.id = u.household_id`
    const where = `${kind === 'household' ? 'h' : 'u'}.id = $${values.length + 1}`
    const [row = {}] = await database.rows(`${select} from ${from} ${join} where ${where}`, [...values, unit])
    return row
  }
}
