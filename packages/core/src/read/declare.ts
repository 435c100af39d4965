import type { Action } from '@onewindow/tenant'
import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../session.ts'
import type { Tables } from '../tables.ts'

/**
 * How a GraphQL type and its fields come out of the database: said once, in `extensions`, beside the field. An exposed
 * field (`t.exposeString('village')`) is its column; a field with code names the columns it `needs`; a relation names
 * its join. The planner turns a whole selection into one statement.
 */
export interface TypeRead<Table extends string = string> {
  readonly table: Table
  readonly permission: Action
  /**
   * Its columns are what their fields say: never null where the field is not, of no other values than the enum, and uuids
   * where an id's name ends so. Core's are held to it by a test; others are looked at row by row.
   */
  readonly held?: boolean
  /** Rows carry `operating_area`. */
  readonly areas: boolean
  /** The column that says whom a row is about, read along with it for the audit. */
  readonly subject?: 'person_id' | 'household_id'
  /** The household that a row is about: an institution's officer sees only those its programmes concern. */
  readonly household?: (row: string) => RawBuilder<unknown>
  /** Values that are no column, by the name that `needs` calls them by; `row` names the alias. */
  readonly computed?: Readonly<Record<string, (row: string, session: Reader) => RawBuilder<unknown>>>
}

export interface RelationRead {
  /** Child column → parent column. */
  readonly on: Readonly<Record<string, string>>
  readonly many: boolean
  /** Narrows the child rows; `row` names their alias. */
  readonly where?: (row: string, scope: RelationScope) => RawBuilder<unknown>
  readonly orderBy?: readonly string[]
}

export interface RelationScope {
  readonly session: Reader
  readonly args: Readonly<Record<string, unknown>>
}

/** What a field or type says of itself to the planner and to the permission check. */
export interface ReadExtensions {
  readonly read?: TypeRead
  readonly permission?: Permission
  readonly needs?: readonly string[]
  /**
   * Beside `needs`: the code answers at once, from these columns, the release, the reader's rights and language alone. Then it
   * runs once for each different row, and its answer is put into PostgreSQL's text.
   */
  readonly pure?: boolean
  /** The field's object is the same row: its type exposes columns of its parent's table. */
  readonly embedded?: boolean
  readonly relation?: RelationRead
  /** Of a root field: it returns what `readOne` or `readConnection` gave it, untouched, so that text may take its place. */
  readonly verbatim?: boolean
  readonly pothosExposedField?: string
}

/** `inherit`: reached only through a field that has been permitted, and adds nothing to it. */
export type Permission = Action | 'inherit' | 'signedIn'

/** Every table-backed type's fields need its permission; a single field may ask for more. */
export const table = (read: TypeRead<keyof Tables>): { read: TypeRead; permission: Action } =>
  ownTable({ ...read, held: true })
/** The same for a table of an extension's own. */
export const ownTable = (read: TypeRead): { read: TypeRead; permission: Action } => ({
  read,
  permission: read.permission,
})
export const needs = (...columns: string[]): { needs: readonly string[] } => ({ needs: columns })
export const pure = (...columns: string[]): { needs: readonly string[]; pure: true } => ({
  needs: columns,
  pure: true,
})
export const relation = (read: RelationRead): { relation: RelationRead } => ({ relation: read })

/** Rows that stand, as known now: for the `where` of a relation. */
export const standing = (row: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${row}.recorded_to`)} = 'infinity'`

/** Columns that say whom a row is about, wherever they are read. */
export const SUBJECT_COLUMNS: ReadonlySet<string> = new Set([
  'person_id',
  'household_id',
  'staged_household_id',
])
