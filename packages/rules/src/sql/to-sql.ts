import type { BooleanExpression, DateExpression, NumberExpression } from '../expression.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { dateToSql } from './date-to-sql.ts'
import { numberToSql } from './number-to-sql.ts'
import { openScope, type SqlOptions } from './scope.ts'

export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * A rule as one nullable boolean SQL expression, for a statement in which `h` is a row of `shape.households` and, for a
 * unit that is a person, `u` one of `shape.persons`. It says what `evaluateBoolean` says, by the table of semantics.
 *
 * @example
 * const { text, values } = toSql(atLeast(age(unit), 60), { on: '2024-02-01', parameter, shape, unit: 'person' })
 * `select u.id, ${text} as old from persons u join households h on h.id = u.household_id`
 */
export function toSql(expression: BooleanExpression, options: SqlOptions): Sql {
  const { scope, values } = openScope(options)
  return { text: booleanToSql(expression, scope), values }
}

/**
 * A number or date as a query of one row `(lo, hi)`: scaled integers or days, null for unbounded.
 *
 * @example `select u.id, n.lo, n.hi from persons u cross join lateral ${boundsToSql(age(unit), options).text} n`
 */
export function boundsToSql(expression: NumberExpression | DateExpression, options: SqlOptions): Sql {
  const { scope, values } = openScope(options)
  if (isDate(expression)) {
    const { lo, hi } = dateToSql(expression, scope)
    return { text: `(select ${lo} as lo, ${hi} as hi)`, values }
  }
  const { lo, hi, joins } = numberToSql(expression, scope)
  const from = joins.length === 0 ? '' : ` from ${joins.join(', ')}`
  return { text: `(select ${lo} as lo, ${hi} as hi${from})`, values }
}

const isDate = (expression: NumberExpression | DateExpression): expression is DateExpression =>
  expression.op === 'date' ||
  expression.op === 'on' ||
  (expression.op === 'fact' && expression.type === 'date')
