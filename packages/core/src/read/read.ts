import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../errors.ts'
import { isId } from '../ids.ts'
import type { Session } from '../session.ts'
import { rowKey, rowsOf, selectList, startPlan, typeNamed } from './plan.ts'
import { readConnectionText, readOneText } from './roots-text.ts'
import { fieldKey, nodeFields } from './selection.ts'
import type { JsonText } from './splice.ts'
import { isTextInfo } from './text-read.ts'

/** Rows a root field starts from; `row` names their alias. */
export interface Rows {
  readonly type: string
  readonly where: (row: string) => RawBuilder<unknown>
}

/** One row with everything that the request selects on it, in one statement; null where none is in reach. */
export async function readOne<Row>(
  session: Session,
  info: GraphQLResolveInfo,
  rows: Rows,
): Promise<Row | null> {
  if (isTextInfo(info)) return textInPlace(await readOneText(session, info, rows))
  const [row] = await readMany<Row>(session, info, {
    ...rows,
    where: (alias) => sql`${rows.where(alias)} limit 1`,
  })
  return row ?? null
}

/** The rows in reach, with everything that the request selects on them, in one statement. Their number is the caller's to bound. */
export const readMany = <Row>(
  session: Session,
  info: GraphQLResolveInfo,
  rows: Rows,
): Promise<readonly Row[]> => readRows(session, info, rows, info.fieldNodes)

/** As `readMany`, with what the request selects on the nodes of a connection, which the caller puts in order. */
export const readNodes = <Row>(
  session: Session,
  info: GraphQLResolveInfo,
  rows: Rows,
): Promise<readonly Row[]> => readRows(session, info, rows, nodeFields(info))

async function readRows<Row>(
  session: Session,
  info: GraphQLResolveInfo,
  rows: Rows,
  nodes: readonly FieldNode[],
): Promise<readonly Row[]> {
  const plan = startPlan(session, info)
  const alias = plan.nextAlias()
  const { type, read } = typeNamed(info, rows.type)
  const row = sql.ref('row')
  const statement = sql<{ row: Row }>`select row_to_json(${row}) as ${row} from (select ${selectList(
    plan,
    type,
    nodes,
    alias,
  )} ${rowsOf(plan, read, alias)} and ${rows.where(alias)}) as ${row}`
  return (await statement.execute(session.tx)).rows.map((found) => found.row)
}

/** A root field that is `verbatim` hands on what it is given: here the text of what it would have been. */
const textInPlace = (text: JsonText | null) => text as never

export interface Page {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export const PAGE_LIMIT = 100
const PAGE_DEFAULT = 20

export function pageSize({ first }: Pick<Page, 'first'>): number {
  const size = first ?? PAGE_DEFAULT
  if (size < 1 || size > PAGE_LIMIT) throw invalid('PAGE_TOO_LARGE', ['first'], { limit: PAGE_LIMIT })
  return size
}

/** A Relay page, forwards only, by keyset: `by` names id columns, unique together, all ascending. */
export async function readConnection<Row>(
  session: Session,
  info: GraphQLResolveInfo,
  { by, page, ...rows }: Rows & { readonly by: readonly string[]; readonly page: Page },
): Promise<Connection<Row>> {
  const first = pageSize(page)
  const keysAfter = page.after ? readCursor(page.after, by.length) : undefined
  if (isTextInfo(info))
    return textInPlace(await readConnectionText(session, info, { ...rows, by, first, after: keysAfter }))
  const plan = startPlan(session, info)
  const alias = plan.nextAlias()
  const { type, read } = typeNamed(info, rows.type)
  const keys = sql.join(by.map((column) => sql.ref(`${alias}.${column}`)))
  const after = keysAfter ? sql`and (${keys}) > (${sql.join(keysAfter)})` : sql``
  const statement = sql<{ keys: string[]; row: Row }>`select ${sql.ref('keys')}, ${sql.ref('row')} from (
    select json_build_array(${keys}) as "keys", (select row_to_json(${sql.ref('inner')}) from (select ${selectList(
      plan,
      type,
      nodeFields(info),
      alias,
    )}) as ${sql.ref('inner')}) as "row" ${rowsOf(plan, read, alias)} and ${rows.where(alias)} ${after}
    order by ${keys} limit ${first + 1}) as ${sql.ref('page')}`
  const found = (await statement.execute(session.tx)).rows
  const edges = found
    .slice(0, first)
    .map(({ keys: values, row }) => ({ cursor: writeCursor(values), node: row }))
  return {
    edges,
    pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null },
  }
}

/** The rows that the planner nested under a relation field. */
export const nested = <Row>(parent: unknown, info: GraphQLResolveInfo): Row =>
  (parent as Record<string, Row>)[rowKey(fieldKey(String(info.path.key), info.fieldName))] as Row

export const writeCursor = (keys: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url')

export function readCursor(
  cursor: string,
  length: number,
  isKey: (key: string, place: number) => boolean = isId,
): readonly string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((key, place) => typeof key === 'string' && isKey(key, place))
    )
      return keys
  } catch {
    // Falls through: a cursor of someone's own making.
  }
  throw invalid('INVALID_CURSOR', ['after'])
}
