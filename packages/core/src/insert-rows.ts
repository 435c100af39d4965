import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Transaction } from './session.ts'
import type { Tables } from './tables.ts'

/**
 * Inserts any number of rows with one statement of one parameter: a value each would meet PostgreSQL's 65,535 at some
 * 3,000 facts. Every row has the columns of the first; a column that it leaves undefined takes its default. Not for
 * columns of JSON.
 */
export async function insertRows<Name extends keyof Tables & string>(
  tx: Transaction,
  table: Name,
  rows: readonly Insertable<Tables[Name]>[],
): Promise<void> {
  if (rows.length > 0) await insertion(table, rows).execute(tx)
}

/** As `insertRows`, without rows whose key is taken: values of a column of those that were inserted. */
export async function insertUnlessTaken<Name extends keyof Tables & string>(
  tx: Transaction,
  table: Name,
  { rows, returning }: { readonly rows: readonly Insertable<Tables[Name]>[]; readonly returning: string },
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const id = sql.ref(returning)
  const inserted = await sql<{ id: string }>`${insertion(table, rows)}
    on conflict do nothing returning ${id} as id`.execute(tx)
  return new Set(inserted.rows.map((row) => row.id))
}

/** `insert into table (…) select …`, for what else is to be said of rows that are there; the table has its own name in it. */
export function insertion(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const columns = Object.entries(rows[0] ?? {}).flatMap(([column, value]) =>
    value === undefined ? [] : [sql.ref(column)],
  )
  const list = sql.join(columns)
  return sql`insert into ${sql.table(table)} (${list})
    select ${list} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
}
