import type { TestDatabase } from '@onewindow/db/testing'

/** Table → `rows hash`. Equal before and after means that nothing was written, changed or taken away. */
export type TablePrints = Readonly<Record<string, string>>

/** What a tenant has in every table, seen by the superuser; without a tenant, what all have. */
export async function tablePrints(database: TestDatabase, tenant?: string): Promise<TablePrints> {
  const sql = printing.get(database) ?? (await printingSql(database))
  printing.set(database, sql)
  const rows = await database.asAdmin<{ name: string; print: string }>(sql, [tenant ?? null])
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}

const printing = new WeakMap<TestDatabase, string>()

async function printingSql(database: TestDatabase): Promise<string> {
  const tables = await database.asAdmin<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by name`,
  )
  // No column is called so: it would stand for the row.
  return tables
    .map(
      ({ name }) => `select '${name}' as name,
        count(*) || ' ' || md5(coalesce(string_agg(whole_row::text, e'\\n' order by whole_row::text), '')) as print
        from "${name}" as whole_row where $1::text is null or tenant_id = $1`,
    )
    .join(' union all ')
}

/** The same without tables that a refused or repeated request may add to. */
export const without = (prints: TablePrints, ...tables: readonly string[]): TablePrints =>
  Object.fromEntries(Object.entries(prints).filter(([name]) => !tables.includes(name)))
