import type { FieldNode, GraphQLObjectType } from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import type { Session } from '../session.ts'
import { rowsOf, startPlan, subjectColumn, typeNamed } from './plan.ts'
import type { Rows } from './read.ts'
import { nodeFields } from './selection.ts'
import type { JsonText } from './splice.ts'
import { concat, entries, leafText, NotText, rowText, SUBJECT, type TextPlan } from './text-plan.ts'
import { readAsText, type TextInfo } from './text-read.ts'

/** What the rows of a root field are called in its statement, whatever they are read from. */
const ROW = 'page'

/** The same rows inside, before they have that name. */
const INNER = 'row'

export function readOneText(session: Session, info: TextInfo, rows: Rows): Promise<JsonText | null> {
  const { type } = typeNamed(info, rows.type)
  return readAsText(session, info, {
    text: (plan, from) =>
      sql`select ${concat(rowText(plan, type, info.fieldNodes, { alias: ROW }))} from ${from}`,
    rows: rowsFrom(session, info, rows, { rest: sql`limit 1` }),
  })
}

export interface TextPage extends Rows {
  readonly by: readonly string[]
  readonly first: number
  readonly after: readonly string[] | undefined
}

export function readConnectionText(
  session: Session,
  info: TextInfo,
  { by, first, after, ...rows }: TextPage,
): Promise<JsonText | null> {
  const { type } = typeNamed(info, rows.type)
  const keys = sql.join(by.map((column) => sql.ref(`${INNER}.${column}`)))
  const since = after ? sql`and (${keys}) > (${sql.join(after)})` : sql``
  return readAsText(session, info, {
    text: (plan, from) => connectionText(plan, info, { type, by, from }),
    rows: rowsFrom(session, info, rows, {
      beside: sql`, row_number() over (order by ${keys}) <= ${first}::int as ${SHOWN}`,
      rest: sql`${since} order by ${keys} limit ${first + 1}::int`,
    }),
  })
}

function rowsFrom(
  session: Session,
  info: TextInfo,
  { type, where }: Rows,
  { beside = sql``, rest }: { readonly beside?: RawBuilder<unknown>; readonly rest: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const { read } = typeNamed(info, type)
  return sql`(select ${sql.ref(INNER)}.* ${beside} ${rowsOf(startPlan(session, info), read, INNER)}
    and ${where(INNER)} ${rest}) as ${sql.ref(ROW)}`
}

/** One row more than the page is read, to know whether another page follows. */
const SHOWN = sql.ref('page:shown')

/** A page, with whatever is selected of its edges and its end. */
function connectionText(
  plan: TextPlan,
  info: TextInfo,
  {
    type,
    by,
    from,
  }: { readonly type: GraphQLObjectType; readonly by: readonly string[]; readonly from: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const shown = sql`${sql.ref(ROW)}.${SHOWN}`
  const cursor = cursorText(by)
  const columns: RawBuilder<unknown>[] = []
  const column = (value: RawBuilder<unknown>) => {
    const name = sql.ref(`c${columns.length}`)
    columns.push(sql`${value} as ${name}`)
    return sql`answer.${name}`
  }
  const edge = (edgeType: GraphQLObjectType, nodes: readonly FieldNode[]) =>
    entries(plan, edgeType, nodes, (field, inner) => {
      if (field.name === 'cursor') return ['"', cursor, '"']
      if (field.name === 'node') return rowText(plan, type, inner, { alias: ROW })
      throw new NotText(field.name)
    })
  const pageInfo = (infoType: GraphQLObjectType, nodes: readonly FieldNode[]) =>
    entries(plan, infoType, nodes, (field) => {
      if (field.name === 'hasNextPage')
        return leafText(field.type, {
          value: column(sql`count(*) filter (where not ${shown}) > 0`),
          held: true,
        })
      if (field.name !== 'endCursor') throw new NotText(field.name)
      const ids = by.map((key) =>
        column(sql`(array_agg(${sql.ref(`${ROW}.${key}`)}) filter (where ${shown}))`),
      )
      const last = cursorOf(ids.map((id) => sql`${id}[cardinality(${id})]`))
      return leafText(field.type, { value: last, held: true })
    })
  const connection = entries(
    plan,
    objectNamed(info, `${type.name}Connection`),
    info.fieldNodes,
    (field, nodes) => {
      if (field.name === 'edges') {
        const edges = concat(edge(objectNamed(info, `${type.name}Edge`), nodes))
        return ['[', column(sql`string_agg(${edges}, ',') filter (where ${shown})`), ']']
      }
      if (field.name === 'pageInfo') return pageInfo(objectNamed(info, 'PageInfo'), nodes)
      throw new NotText(field.name)
    },
  )
  // Who was looked at is told, also where nothing of them is selected.
  const [subject] = nodeFields(info).length > 0 ? [] : subjectColumn(type)
  const marks =
    subject === undefined
      ? []
      : [
          column(
            sql`string_agg(${concat([SUBJECT, sql.ref(`${ROW}.${subject}`), SUBJECT])}, '') filter (where ${shown})`,
          ),
        ]
  return sql`select ${concat([...connection, ...marks])} from (select ${
    columns.length > 0 ? sql.join(columns) : sql`count(*) as "rows"`
  } from ${from}) as answer`
}

const objectNamed = ({ schema }: TextInfo, name: string) => schema.getType(name) as GraphQLObjectType

const cursorText = (by: readonly string[]) => cursorOf(by.map((column) => sql.ref(`${ROW}.${column}`)))

/** What `writeCursor` writes, in SQL. */
function cursorOf(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const json = sql.join(
    keys.map((key) => sql`to_json(${key})::text`),
    sql` || ',' || `,
  )
  return sql`translate(encode(convert_to('[' || ${json} || ']', 'UTF8'), 'base64'), E'+/=\n', '-_')`
}
