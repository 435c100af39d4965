import {
  type ASTNode,
  BREAK,
  type FieldNode,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLID,
  GraphQLInt,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  visit,
} from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import { type ReadExtensions, SUBJECT_COLUMNS } from './declare.ts'
import {
  extensionsOf,
  type Plan,
  type RelatedField,
  readColumns,
  relatedRows,
  subjectColumn,
} from './plan.ts'
import { selectedFields } from './selection.ts'

/**
 * Marks in the text, before it goes out: whom a row is about, a place for a field with code, and a null where the schema has
 * none. PostgreSQL escapes control characters in JSON, so nobody's data can hold one.
 */
export const SUBJECT = '\u0001'
export const CODE = '\u0002'
export const BROKEN = '\u0003'

/** The selection holds something that text cannot stand for; the object path answers. */
export class NotText extends Error {
  override readonly name = 'NotText'
}

/** A field with code, whose columns stand in the text in its place. */
export interface CodeField {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly columns: readonly string[]
}

export interface TextPlan extends Plan {
  /** Filled while the plan is made: a place in the text names one by its index. */
  readonly code: CodeField[]
}

type Text = RawBuilder<unknown>

/** Text and what PostgreSQL puts between, one after the other. */
export type Parts = readonly (string | Text)[]

/**
 * The JSON text of one row of `alias`, as the response shows it. `marked` are the columns that a row above has marked with
 * the same value.
 *
 * @throws NotText
 */
export function rowText(
  plan: TextPlan,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  { alias, marked = new Set() }: { readonly alias: string; readonly marked?: ReadonlySet<string> },
): Parts {
  const read = new Set([...subjectColumn(type), ...readColumns(plan.operation, type, nodes)])
  const subjects = [...read].filter((column) => SUBJECT_COLUMNS.has(column))
  const row: Row = { alias, type, marked: new Set([...marked, ...subjects]) }
  return [
    ...subjects
      .filter((column) => !marked.has(column))
      .flatMap((column) => [SUBJECT, columnOf(plan, row, column).value, SUBJECT]),
    ...objectText(plan, type, nodes, row),
  ]
}

/** The fields of a type that a row is: its own, or that of an object which is the same row. */
const objectText = (plan: TextPlan, type: GraphQLObjectType, nodes: readonly FieldNode[], row: Row): Parts =>
  entries(plan, type, nodes, (field, fieldNodes) => fieldText(plan, field, fieldNodes, row))

/** `{"key":…}` over the selected fields of a type; `text` says what stands for each. */
export function entries(
  plan: Pick<TextPlan, 'operation'>,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  text: (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => Parts,
): Parts {
  const parts: (string | Text)[] = []
  for (const fieldNodes of selectedFields(plan.operation, type, nodes).values()) {
    const [node] = fieldNodes
    if (!node) continue
    parts.push(`${parts.length === 0 ? '{' : ','}"${node.alias?.value ?? node.name.value}":`)
    const field = type.getFields()[node.name.value]
    if (node.name.value === '__typename') parts.push(`"${type.name}"`)
    else if (field) parts.push(...text(field, fieldNodes))
    else throw new NotText(node.name.value)
  }
  return [...parts, parts.length === 0 ? '{}' : '}']
}

interface Row {
  readonly alias: string
  readonly type: GraphQLObjectType
  readonly marked: ReadonlySet<string>
}

function fieldText(
  plan: TextPlan,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  row: Row,
): Parts {
  const { pothosExposedField: column, needs = [], pure, embedded, relation } = extensionsOf(field)
  if (relation) return relatedText(plan, { field, nodes, relation }, row)
  if (embedded) {
    const inner = getNamedType(field.type)
    if (!isObjectType(inner) || !isNonNullType(field.type)) throw new NotText(field.name)
    return objectText(plan, inner, nodes, row)
  }
  if (column !== undefined) return leafText(field.type, columnOf(plan, row, column))
  if (!pure || field.args.length > 0 || readsVariables(plan, nodes)) throw new NotText(field.name)
  const index = plan.code.push({ field, nodes, columns: needs }) - 1
  const values = needs.flatMap((name, place): Parts => {
    const { value } = columnOf(plan, row, name)
    return [place === 0 ? '[' : ',', sql`coalesce(to_json(${value}), 'null'::json)`]
  })
  return [`${CODE}${index}`, ...values, `]${CODE}`]
}

function relatedText(plan: TextPlan, of: RelatedField, parent: Row): Parts {
  const { field, nodes, relation } = of
  if (!relation.many && isNonNullType(field.type)) throw new NotText(field.name)
  const { alias, type, rows } = relatedRows(plan, of, parent.alias)
  const marked = new Set(
    Object.entries(relation.on).flatMap(([child, column]) =>
      child === column && parent.marked.has(column) ? [child] : [],
    ),
  )
  const row = concat(rowText(plan, type, nodes, { alias, marked }))
  return relation.many
    ? [
        '[',
        sql`(select string_agg(${sql.ref('text')}, ',') from (select ${row} as "text" ${rows}) as "rows")`,
        ']',
      ]
    : [sql`coalesce((select ${row} ${rows} limit 1), 'null')`]
}

/** A value, and whether its column is of core's: then the catalogue is known to hold what the field says of it. */
interface Value {
  readonly value: Text
  readonly held: boolean
  readonly uuid?: boolean
}

/** A scalar or an enum as graphql-js would write it. */
export function leafText(type: GraphQLOutputType, { value, held, uuid = false }: Value): Parts {
  const json = sql`to_json(${value})`
  const none = isNonNullType(type) ? BROKEN : 'null'
  const sure = held && isNonNullType(type)
  const quoted = (): Parts =>
    sure ? ['"', value, '"'] : [sql`coalesce('"' || ${value} || '"', ${sql.lit(none)})`]
  const written = (text: Text): Parts => (sure ? [text] : [sql`coalesce(${text}::text, ${sql.lit(none)})`])

  const named = getNamedType(type)
  if (isListType(getNullableType(type))) {
    if (named !== GraphQLString && named !== GraphQLID) throw new NotText(named.name)
    return written(sql`to_json(${value}::text[])`)
  }
  if (named === GraphQLBoolean)
    return [sql`case ${value} when true then 'true' when false then 'false' else ${sql.lit(none)} end`]
  if (named.name === 'Date' || (named === GraphQLID && uuid)) return quoted()
  if (named === GraphQLString || named === GraphQLID)
    return written(held ? json : sql`to_json(${value}::text)`)
  if (named === GraphQLInt || named.name === 'DateTime') return written(json)
  if (!isEnumType(named)) throw new NotText(named.name)
  const names = named.getValues()
  if (held && names.every(({ name, value: inner }) => name === inner)) return quoted()
  const cases = names.map(
    ({ name, value: inner }) => sql`when ${sql.lit(String(inner))} then ${sql.lit(`"${name}"`)}`,
  )
  return [
    sql`case when ${value} is null then ${sql.lit(none)} else coalesce(
    case ${value} ${sql.join(cases, sql` `)} end, ${sql.lit(BROKEN)}) end`,
  ]
}

/** PostgreSQL takes at most a hundred arguments. */
const ARGUMENTS = 90

export function concat(parts: Parts): Text {
  const joined: (string | Text)[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  const group = (of: readonly (string | Text)[]): Text =>
    sql`concat(${sql.join(of.map((part) => (typeof part === 'string' ? sql.lit(part) : part)))})`
  if (joined.length <= ARGUMENTS) return group(joined)
  return concat(
    Array.from({ length: Math.ceil(joined.length / ARGUMENTS) }, (_, index) =>
      group(joined.slice(index * ARGUMENTS, (index + 1) * ARGUMENTS)),
    ),
  )
}

function columnOf({ session }: TextPlan, { alias, type }: Row, column: string): Value {
  const { computed = {}, held = false } = (type.extensions as ReadExtensions).read ?? {}
  const value = computed[column]?.(alias, session)
  return value
    ? { value, held: false }
    : { value: sql.ref(`${alias}.${column}`), held, uuid: held && isUuid(column) }
}

/** Of core's tables; areas go by their official codes. */
export const isUuid = (column: string): boolean => column.endsWith('_id') && column !== 'area_id'

/** Whether what is selected below a field depends on the operation's variables. */
function readsVariables({ operation }: TextPlan, nodes: readonly FieldNode[]): boolean {
  const seen = new Set<string>()
  const below = (node: ASTNode | undefined): boolean => {
    let found = false
    if (node)
      visit(node, {
        Variable: () => {
          found = true
          return BREAK
        },
        FragmentSpread: ({ name: { value: name } }) => {
          if (seen.has(name)) return undefined
          seen.add(name)
          found = below(operation.fragments[name])
          return found ? BREAK : undefined
        },
      })
    return found
  }
  return nodes.some(({ selectionSet }) => below(selectionSet))
}
