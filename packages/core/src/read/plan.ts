import { createHash } from 'node:crypto'
import { ofTenant } from '@onewindow/db'
import type { Action } from '@onewindow/tenant'
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
} from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import { areasFor, type Reader } from '../session.ts'
import type { ReadExtensions, RelationRead, TypeRead } from './declare.ts'
import { type Operation, selectedFields } from './selection.ts'

/** The columns and nested rows that a selection needs, as the select list of one row of `alias`. */
export function selectList(
  plan: Plan,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  alias: string,
): RawBuilder<unknown> {
  const columns = new Set<string>([...subjectColumn(type), ...readColumns(plan.operation, type, nodes)])
  const relations: RawBuilder<unknown>[] = []
  for (const [key, fieldNodes] of selectedFields(plan.operation, type, nodes)) {
    const node = fieldNodes[0]
    const field = node && type.getFields()[node.name.value]
    if (!node || !field) continue
    const { relation } = extensionsOf(field)
    if (relation)
      relations.push(
        sql`${related(plan, { field, nodes: fieldNodes, relation }, alias)} as ${sql.ref(rowKey(key))}`,
      )
  }
  const { computed = {} } = (type.extensions as ReadExtensions).read ?? {}
  const list = [...columns].map((column) => {
    const value = computed[column]?.(alias, plan.session) ?? sql.ref(`${alias}.${column}`)
    return sql`${value} as ${sql.ref(column)}`
  })
  return sql.join(list.length + relations.length > 0 ? [...list, ...relations] : [sql`1 as "one"`])
}

/** The columns that a selection reads of its row: exposed, needed by code, and those of an object that is the same row. */
export function* readColumns(
  operation: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Iterable<string> {
  for (const fieldNodes of selectedFields(operation, type, nodes).values()) {
    const field = fieldNodes[0] && type.getFields()[fieldNodes[0].name.value]
    if (!field) continue
    const { pothosExposedField, needs = [], embedded } = extensionsOf(field)
    if (pothosExposedField !== undefined) yield pothosExposedField
    yield* needs
    const inner = getNamedType(field.type)
    if (embedded && isObjectType(inner)) yield* readColumns(operation, inner, fieldNodes)
  }
}

export interface Plan {
  readonly session: Reader
  readonly operation: Operation
  /** Names each alias of the statement once. */
  readonly nextAlias: () => string
}

export const startPlan = (session: Reader, info: GraphQLResolveInfo): Plan => {
  let aliases = 0
  return { session, operation: info, nextAlias: () => `t${aliases++}` }
}

/** `from … where` with the wall's predicates: row security is the seat belt, these are the steering. */
export function rowsOf({ session }: Plan, read: TypeRead, alias: string): RawBuilder<unknown> {
  const rows = read.areas ? wall(session, read.permission, alias) : ofTenant(session.tx, alias)
  const concerned = read.household ? concernsInstitution(session, read.household(alias)) : sql``
  return sql`from ${sql.table(read.table)} as ${sql.table(alias)} where ${rows} ${concerned}`
}

/**
 * An institution's officer sees a household while someone who lives in it is known to be in one of its programmes, waits
 * for a place there, or has asked for one and has no answer yet.
 */
function concernsInstitution(session: Reader, household: RawBuilder<unknown>): RawBuilder<unknown> {
  const { institution } = session.actor
  if (institution === undefined) return sql``
  const programmes = session.tenant.definition.programmes.flatMap((programme) =>
    programme.institution === institution ? [programme.id] : [],
  )
  const concerned = (row: string) =>
    sql`(${sql.ref(`${row}.enrolled`)} or ${sql.ref(`${row}.state`)} is not distinct from 'waitlisted')`
  return sql`and (exists (select from membership m join enrolment e on ${ofTenant(session.tx, 'e')}
      and (e.household_id = m.household_id or e.person_id = m.person_id)
    where ${ofTenant(session.tx, 'm')} and m.household_id in ${household} and m.recorded_to = 'infinity' and m.valid_to is null
      and e.recorded_to = 'infinity' and ${concerned('e')} and e.programme = any(${programmes}::text[])
      and not exists (select from enrolment since where ${ofTenant(session.tx, 'since')} and since.recorded_to = 'infinity'
        and (since.household_id = e.household_id or since.person_id = e.person_id) and since.programme = e.programme
        and not ${concerned('since')} and (since.valid_from, since.recorded_from) > (e.valid_from, e.recorded_from)))
    or exists (select from application a where ${ofTenant(session.tx, 'a')} and a.household_id in ${household}
      and a.state in ('submitted', 'in_review') and a.programme = any(${programmes}::text[])))`
}

/** The tenant's rows in the areas where this actor has the permission. */
export function wall({ actor, tx }: Reader, permission: Action, alias: string): RawBuilder<unknown> {
  const areas = areasFor(actor, permission)
  if (areas === 'all') return sql`${ofTenant(tx, alias)}`
  return sql`${ofTenant(tx, alias)} and ${sql.ref(`${alias}.operating_area`)} = any(${areas}::text[])`
}

export interface RelatedField {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly relation: RelationRead
}

/** `from … where … order by` of a relation's rows, under an alias of their own. */
export function relatedRows(
  plan: Plan,
  { field, nodes, relation }: RelatedField,
  parent: string,
): { readonly alias: string; readonly type: GraphQLObjectType; readonly rows: RawBuilder<unknown> } {
  const { type, read } = tableType(field)
  const alias = plan.nextAlias()
  const joins = Object.entries(relation.on).map(
    ([child, column]) => sql`and ${sql.ref(`${alias}.${child}`)} = ${sql.ref(`${parent}.${column}`)}`,
  )
  const [node] = nodes
  const args = node ? getArgumentValues(field, node, plan.operation.variableValues) : {}
  const narrowed = relation.where ? sql`and ${relation.where(alias, { session: plan.session, args })}` : sql``
  const order = (relation.orderBy ?? []).map((column) => sql.ref(`${alias}.${column}`))
  const rows = sql`${rowsOf(plan, read, alias)} ${sql.join(joins, sql` `)} ${narrowed} ${
    order.length > 0 ? sql`order by ${sql.join(order)}` : sql``
  }`
  return { alias, type, rows }
}

function related(plan: Plan, of: RelatedField, parent: string): RawBuilder<unknown> {
  const { alias, type, rows } = relatedRows(plan, of, parent)
  const row = sql.ref('row')
  const selected = sql`select ${selectList(plan, type, of.nodes, alias)} ${rows}`
  return of.relation.many
    ? sql`(select coalesce(json_agg(row_to_json(${row})), '[]'::json) from (${selected}) as ${row})`
    : sql`(select row_to_json(${row}) from (${selected} limit 1) as ${row})`
}

export function tableType(field: Pick<GraphQLField<unknown, unknown>, 'type' | 'name'>): {
  type: GraphQLObjectType
  read: TypeRead
} {
  const type = getNamedType(field.type)
  const read = isObjectType(type) ? (type.extensions as ReadExtensions).read : undefined
  if (!isObjectType(type) || !read) throw new Error(`${field.name} reads ${type.name}, which names no table`)
  return { type, read }
}

/** A type that names a table, by its name. */
export function typeNamed({ schema }: Pick<Operation, 'schema'>, name: string) {
  const type = schema.getType(name) as GraphQLObjectType
  const { read } = type.extensions as ReadExtensions
  if (!read) throw new Error(`${name} names no table`)
  return { type, read }
}

export const extensionsOf = (field: GraphQLField<unknown, unknown>): ReadExtensions =>
  field.extensions as ReadExtensions

/** The column that says whom a row is about: read along with it, for the audit. */
const SUBJECT_OF: Partial<Record<Action, string>> = {
  'person.read': 'person_id',
  'household.read': 'household_id',
  'screening.read': 'household_id',
  'application.read': 'household_id',
  'survey.review': 'staged_household_id',
  'backCheck.record': 'household_id',
  'flag.read': 'household_id',
}

export function subjectColumn(type: GraphQLObjectType): string[] {
  const { read } = type.extensions as ReadExtensions
  const column = read && (read.subject ?? SUBJECT_OF[read.permission])
  return column === undefined ? [] : [column]
}

/** The name of a relation's rows in its parent's row. PostgreSQL cuts names over 63 bytes without a word. */
export const rowKey = (fieldKey: string): string =>
  fieldKey.length <= 60
    ? `r:${fieldKey}`
    : `r:${createHash('sha256').update(fieldKey).digest('hex').slice(0, 40)}`
