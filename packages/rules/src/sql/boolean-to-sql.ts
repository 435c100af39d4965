import { malformed } from '../error.ts'
import { type BooleanExpression, ENROLMENT_LEVELS } from '../expression.ts'
import { conditionsToSql } from './collection-to-sql.ts'
import { compareToSql } from './compare-to-sql.ts'
import { dateToSql } from './date-to-sql.ts'
import { factToSql } from './fact-to-sql.ts'
import { alignedToSql, numberToSql } from './number-to-sql.ts'
import { answerOfPass } from './passes.ts'
import { rowOf, type SqlScope } from './scope.ts'

/** One nullable boolean: SQL's own logic is Kleene's. */
export function booleanToSql(expression: BooleanExpression, scope: SqlScope): string {
  switch (expression.op) {
    case 'boolean':
      return String(expression.value)
    case 'unknown':
      return 'null::boolean'
    case 'fact':
      return factToSql(expression, scope)
    case 'and':
      return joinedBy('and', expression.of, scope)
    case 'or':
      return joinedBy('or', expression.of, scope)
    case 'not':
      return `(not ${booleanToSql(expression.of, scope)})`
    case 'compare': {
      const numbers = [numberToSql(expression.left, scope), numberToSql(expression.right, scope)] as const
      const compared = compareToSql(expression.how, ...alignedToSql(numbers))
      const joins = numbers.flatMap((number) => number.joins)
      return joins.length === 0 ? `(${compared})` : `(select ${compared} from ${joins.join(', ')})`
    }
    case 'compareDates':
      return `(${compareToSql(expression.how, dateToSql(expression.left, scope), dateToSql(expression.right, scope))})`
    case 'is':
      return `(${factToSql(expression.of, scope)} collate "C" = any(${scope.bind(expression.in)}::text[]))`
    case 'known':
      return `(${factToSql(expression.of, scope, expression.of.type === 'date' ? 'from' : undefined)} is not null)`
    case 'any': {
      const answer = answerOfPass(expression, scope)
      if (answer !== undefined) return answer
      return `(select case when bool_or(c.holds) then true when bool_or(c.holds is null) then null else false end from ${conditionsToSql(expression, scope)} c)`
    }
    case 'enrolled':
      return enrolledToSql(expression, scope)
    default:
      return malformed(expression)
  }
}

function joinedBy(word: 'and' | 'or', of: readonly BooleanExpression[], scope: SqlScope): string {
  const [first, ...rest] = of.map((each) => booleanToSql(each, scope))
  if (first === undefined) return String(word === 'and')
  return rest.length === 0 ? first : `(${[first, ...rest].join(` ${word} `)})`
}

/** No needs an explicit no for each programme; a less sure participation is unknown. */
function enrolledToSql(
  { who, programmes, atLeast }: Extract<BooleanExpression, { op: 'enrolled' }>,
  scope: SqlScope,
): string {
  const ids = [...new Set(programmes)]
  const levels = ENROLMENT_LEVELS.slice(ENROLMENT_LEVELS.indexOf(atLeast))
  const surely = `e.enrolled and e.level = any(${scope.bind(levels)}::text[])`
  return `(select case when bool_or(${surely}) then true when bool_or(e.enrolled) then null when count(distinct e.programme) = ${ids.length} then false end from ${scope.shape.enrolments} e where e.subject = ${rowOf(scope, who).alias}.id and e.programme = any(${scope.bind(ids)}::text[]))`
}
