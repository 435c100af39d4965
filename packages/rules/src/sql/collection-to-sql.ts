import type { BooleanExpression, Collection, Relation, Who } from '../expression.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { householdOf, type Row, rowOf, type SqlScope } from './scope.ts'

interface Condition {
  readonly over: Collection
  readonly as: Who
  readonly where: BooleanExpression
}

/** A term of each element: its columns, and the lateral items they come from. */
interface Term {
  readonly columns: string
  readonly joins: readonly string[]
}

/**
 * A query with a row per element of a collection, whose column `holds` says whether it is in it and meets the
 * condition. `offset 0` keeps PostgreSQL from copying the condition into each place that reads it.
 */
export function conditionsToSql(
  { over, as, where }: Condition,
  scope: SqlScope,
  term: (scope: SqlScope) => Term = () => ({ columns: '', joins: [] }),
): string {
  const alias = scope.alias('p')
  const { passes: _, ...outer } = scope
  const inner = { ...outer, rows: new Map(scope.rows).set(as, { kind: 'person' as const, alias }) }
  const { columns, joins } = term(inner)
  const holds = [...presenceToSql(over, alias, scope), booleanToSql(where, inner)].join(' and ')
  const from = [`${scope.shape.persons} ${alias}`, ...joins].join(', ')
  return `(select (${holds}) as holds${columns} from ${from} where ${elementsToSql(over, alias, scope)} offset 0)`
}

function elementsToSql(over: Collection, alias: string, scope: SqlScope): string {
  if (over.kind === 'members') return `${alias}.household_id = ${householdOf(scope).alias}.id`
  const of = rowOf(scope, over.of)
  // A household has no relatives, whatever ids it shares with persons.
  return of.kind === 'person' ? `${alias}.id in (${relativesToSql(of, over.relation, scope)})` : 'false'
}

export function presenceToSql(over: Collection, alias: string, scope: SqlScope): readonly string[] {
  if (over.kind !== 'members' || over.presence === undefined) return []
  const presence = `${alias}.${scope.shape.column('person', { id: 'presence' })}`
  return [`${presence} = any(${scope.bind(over.presence)}::text[])`]
}

/** The ids of a person's relatives: each link is stored one way, and read both ways here. */
export function relativesToSql({ alias }: Row, relation: Relation, { shape, bind }: SqlScope): string {
  const forward = (relations: readonly string[]) =>
    `select r.relative_id from ${shape.relatives} r where r.person_id = ${alias}.id and r.relation = any(${bind(relations)}::text[])`
  const backward = (relations: readonly string[]) =>
    `select r.person_id from ${shape.relatives} r where r.relative_id = ${alias}.id and r.relation = any(${bind(relations)}::text[])`
  switch (relation) {
    case 'parent':
      return forward(['mother', 'father'])
    case 'child':
      return backward(['mother', 'father'])
    case 'ward':
      return backward(['guardian'])
    case 'spouse':
      return `${forward(['spouse'])} union all ${backward(['spouse'])}`
    case 'mother':
    case 'father':
    case 'guardian':
      return forward([relation])
  }
}
