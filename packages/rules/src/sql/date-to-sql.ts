import { parseDay } from '../calendar.ts'
import { malformed } from '../error.ts'
import type { AgeUnit, DateExpression } from '../expression.ts'
import type { BoundsSql } from './compare-to-sql.ts'
import { factToSql } from './fact-to-sql.ts'
import type { SqlScope } from './scope.ts'

export function dateToSql(expression: DateExpression, scope: SqlScope): BoundsSql {
  switch (expression.op) {
    case 'date':
      parseDay(expression.value)
      return exactly(expression.value)
    case 'on':
      return exactly(scope.on)
    case 'fact':
      return { lo: factToSql(expression, scope, 'from'), hi: factToSql(expression, scope, 'to') }
    default:
      return malformed(expression)
  }

  function exactly(day: string): BoundsSql {
    const value = `${scope.bind(day)}::date`
    return { lo: value, hi: value }
  }
}

/** Completed years or months from a day to the scope's date, by the same arithmetic as `completed`. */
export function completedToSql(unit: AgeUnit, since: string, scope: SqlScope): string {
  const { year, month, day } = parseDay(scope.on)
  const part = (field: string) => `extract(${field} from ${since})`
  if (unit === 'years') {
    const early = `${month * 100 + day} < ${part('month')} * 100 + ${part('day')}`
    return `(${year} - ${part('year')} - case when ${early} then 1 else 0 end)`
  }
  const months = `(${year} - ${part('year')}) * 12 + ${month} - ${part('month')}`
  return `(${months} - case when ${day} < ${part('day')} then 1 else 0 end)`
}
