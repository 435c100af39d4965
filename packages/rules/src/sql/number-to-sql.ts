import { malformed, RuleError } from '../error.ts'
import type { NumberExpression } from '../expression.ts'
import { literal, quotientToSql, total, whereAllKnown, whereAnyKnown } from './arithmetic-to-sql.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { conditionsToSql } from './collection-to-sql.ts'
import type { BoundsSql } from './compare-to-sql.ts'
import { completedToSql, dateToSql } from './date-to-sql.ts'
import { factToSql } from './fact-to-sql.ts'
import { share } from './row-values.ts'
import { rowOf, type SqlScope } from './scope.ts'

/**
 * The bounds of a number at its scale, null for unbounded. They read `joins`, lateral items for a FROM clause, in order: a
 * part that is used several times is computed once there, so that a statement grows with its tree and no faster.
 */
export interface NumberSql extends BoundsSql {
  readonly scale: number
  readonly joins: readonly string[]
}

export function numberToSql(expression: NumberExpression, scope: SqlScope): NumberSql {
  switch (expression.op) {
    case 'number':
      return plain({ lo: literal(expression.value), hi: literal(expression.value) }, expression.scale)
    case 'fact': {
      const value = factToSql(expression, scope)
      return plain({ lo: value, hi: value }, expression.scale)
    }
    case 'parameter': {
      const { values, scale } = scope.parameter(expression.id)
      return plain({ lo: literal(values.at(0)), hi: literal(values.at(-1)) }, scale)
    }
    case 'count': {
      const rows = conditionsToSql(expression, scope)
      const bounds = `count(*) filter (where c.holds)::numeric as lo, count(*) filter (where c.holds is not false)::numeric as hi`
      return joined(`select ${bounds} from ${rows} c`, { scale: 0, joins: [] }, scope)
    }
    case 'sum':
      return sumToSql(expression, scope)
    case 'add':
      return combined(parts(expression.of), (terms) => ({ lo: total(los(terms)), hi: total(his(terms)) }))
    case 'least':
      return combined(parts(expression.of), (terms) => ({
        lo: whereAllKnown('least', los(terms)),
        hi: whereAnyKnown('least', his(terms)),
      }))
    case 'greatest':
      return combined(parts(expression.of), (terms) => ({
        lo: whereAnyKnown('greatest', los(terms)),
        hi: whereAllKnown('greatest', his(terms)),
      }))
    case 'subtract':
      return combined(both(expression.left, expression.right), ([a, b]) => ({
        lo: `(${a.lo} - ${b.hi})`,
        hi: `(${a.hi} - ${b.lo})`,
      }))
    case 'multiply': {
      const [a, b] = both(expression.left, expression.right)
      const products = [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => `${x} * ${y}`))
      const bounds = `select ${whereAllKnown('least', products)} as lo, ${whereAllKnown('greatest', products)} as hi`
      return joined(bounds, { scale: a.scale + b.scale, joins: [...a.joins, ...b.joins] }, scope)
    }
    case 'divide': {
      const { by, scale, rounding } = expression
      if (!(Number.isSafeInteger(by) && by > 0))
        throw new RuleError('RULE_NODE_MALFORMED', { node: expression })
      const of = numberToSql(expression.of, scope)
      const divided = (bound: string) => quotientToSql(bound, by, { from: of.scale, to: scale, rounding })
      return joined(
        `select ${divided(of.lo)} as lo, ${divided(of.hi)} as hi`,
        { scale, joins: of.joins },
        scope,
      )
    }
    case 'age': {
      const since = dateToSql(expression.of, scope)
      const row = expression.of.op === 'fact' ? rowOf(scope, expression.of.who).alias : ''
      const age = (day: string) => share(completedToSql(expression.in, day, scope), row, scope.shared)
      return plain({ lo: age(since.hi), hi: age(since.lo) }, 0)
    }
    case 'if':
      return chosenToSql(expression, scope)
    default:
      return malformed(expression)
  }

  function parts(of: readonly NumberExpression[]): readonly NumberSql[] {
    return of.map((each) => numberToSql(each, scope))
  }

  function both(left: NumberExpression, right: NumberExpression): readonly [NumberSql, NumberSql] {
    return [numberToSql(left, scope), numberToSql(right, scope)]
  }
}

const los = (of: readonly BoundsSql[]) => of.map(({ lo }) => lo)
const his = (of: readonly BoundsSql[]) => of.map(({ hi }) => hi)

const plain = (bounds: BoundsSql, scale: number): NumberSql => ({ ...bounds, scale, joins: [] })

/** Bounds computed once, in a lateral item of their own after those they read. */
function joined(
  query: string,
  { scale, joins }: { readonly scale: number; readonly joins: readonly string[] },
  scope: SqlScope,
): NumberSql {
  const alias = scope.alias('n')
  return {
    lo: `${alias}.lo`,
    hi: `${alias}.hi`,
    scale,
    joins: [...joins, `lateral (${query} offset 0) ${alias}`],
  }
}

/** Numbers at their widest scale, since a value may only gain digits. */
export function alignedToSql<const Numbers extends readonly NumberSql[]>(numbers: Numbers): AsMany<Numbers> {
  const scale = Math.max(0, ...numbers.map((number) => number.scale))
  const aligned = numbers.map((number) => {
    if (number.scale === scale) return number
    const at = (bound: string) => `(${bound} * ${10 ** (scale - number.scale)})`
    return { ...number, lo: at(number.lo), hi: at(number.hi), scale }
  })
  // `map` keeps the number of elements, and its type forgets it.
  return aligned as AsMany<Numbers>
}

type AsMany<Numbers extends readonly NumberSql[]> = { readonly [Index in keyof Numbers]: NumberSql }

function combined<const Numbers extends readonly NumberSql[]>(
  numbers: Numbers,
  combine: (aligned: AsMany<Numbers>) => BoundsSql,
): NumberSql {
  const joins = numbers.flatMap((number) => number.joins)
  const scale = Math.max(0, ...numbers.map((number) => number.scale))
  return { ...combine(alignedToSql(numbers)), scale, joins }
}

function sumToSql(expression: Extract<NumberExpression, { op: 'sum' }>, scope: SqlScope): NumberSql {
  let scale = 0
  const rows = conditionsToSql(expression, scope, (inner) => {
    const term = numberToSql(expression.of, inner)
    scale = term.scale
    return { columns: `, ${term.lo} as lo, ${term.hi} as hi`, joins: term.joins }
  })
  // An element that may not count stretches the sum towards its term, but not away from it.
  const stretched = (bound: string, extreme: 'least' | 'greatest') =>
    `case when bool_or(c.${bound} is null and c.holds is not false) then null else coalesce(sum(case when c.holds then c.${bound} when c.holds is null then ${extreme}(c.${bound}, 0) end), 0) end as ${bound}`
  return joined(
    `select ${stretched('lo', 'least')}, ${stretched('hi', 'greatest')} from ${rows} c`,
    { scale, joins: [] },
    scope,
  )
}

function chosenToSql(expression: Extract<NumberExpression, { op: 'if' }>, scope: SqlScope): NumberSql {
  const test = scope.alias('t')
  const branches = [numberToSql(expression.yes, scope), numberToSql(expression.no, scope)] as const
  const [yes, no] = alignedToSql(branches)
  const choice = (bound: 'lo' | 'hi', extreme: 'least' | 'greatest') =>
    `case when ${test}.holds then ${yes[bound]} when not ${test}.holds then ${no[bound]} else ${whereAllKnown(extreme, [yes[bound], no[bound]])} end as ${bound}`
  const joins = [
    `lateral (select ${booleanToSql(expression.test, scope)} as holds offset 0) ${test}`,
    ...branches.flatMap((branch) => branch.joins),
  ]
  const query = `select ${choice('lo', 'least')}, ${choice('hi', 'greatest')}`
  return joined(query, { scale: yes.scale, joins }, scope)
}
