import type { FactExpression } from '../expression.ts'
import { rowOf, type SqlScope } from './scope.ts'
import type { FactColumn } from './shape.ts'

const types = { boolean: 'boolean', number: 'numeric', text: 'text', date: 'date' }

/** The value of the fact, or null: of its first known round, where it is taken in rounds. */
export function factToSql(fact: FactExpression, scope: SqlScope, end?: FactColumn['end']): string {
  const { kind, alias } = rowOf(scope, fact.who)
  const column = (round?: string) =>
    `${alias}.${scope.shape.column(kind, {
      id: fact.id,
      ...(round === undefined ? {} : { round }),
      ...(end === undefined ? {} : { end }),
    })}`
  const columns =
    fact.roundOf === undefined
      ? [column()]
      : scope.parameter(fact.roundOf).rounds.map((round) => column(round))
  const [only = 'null', ...others] = columns
  const value = others.length === 0 ? only : `coalesce(${columns.join(', ')})`
  // Booleans stay bare, since they are read most; numbers are counted in numeric, which never overflows.
  return fact.type === 'boolean' && columns.length > 0 ? value : `${value}::${types[fact.type]}`
}
