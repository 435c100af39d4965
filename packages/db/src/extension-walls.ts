import type { Client } from 'pg'
import { findViolations } from './catalogue.ts'
import { MigrationError, type MigrationFile } from './migration-file.ts'

/**
 * Runs a file of an extension, and throws where it makes what the extension does not declare, changes what is not its own,
 * or opens the wall anywhere: the caller's transaction is then undone, and nothing is left.
 */
export async function applyWithinWalls(
  client: Client,
  { owner, name, sql, transaction }: MigrationFile,
  tables: readonly string[],
): Promise<void> {
  const refuse = (problems: readonly string[]) => {
    if (problems.length > 0)
      throw new MigrationError(
        'MIGRATION_UNPROTECTED',
        `${owner}/${name} was not applied:\n${problems.map((line) => `- ${line}`).join('\n')}`,
      )
  }
  // What runs outside a transaction cannot be undone, and an index opens nothing.
  if (!transaction && !/^(\s*--[^\n]*\n)*\s*create index concurrently\b[^;]*;?\s*$/i.test(sql))
    refuse(['Without a transaction it may hold one `create index concurrently` and nothing else'])
  const before = await relations(client)
  await client.query(sql)
  const after = await relations(client)
  const strange = [...new Set([...before.keys(), ...after.keys()])]
    .filter((relation) => before.get(relation) !== after.get(relation) && !tables.includes(relation))
    .sort()
  refuse(
    strange.map((relation) =>
      before.has(relation)
        ? `${relation} is not a table of ${owner}: it may not be changed`
        : `${relation} is not in the tables that ${owner} declares`,
    ),
  )
  if (!transaction) return
  const violations = await findViolations(client)
  refuse(violations.map(({ object, message, fix }) => `${object} ${message}. ${fix}`))
}

/** Every table and view with its columns, privileges and policies: what a file that keeps to itself leaves as it was. */
async function relations(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; shape: string }>(`
    select c.relname as name, md5(concat_ws('|', c.relkind, c.relowner, c.relacl::text, c.relrowsecurity, c.relforcerowsecurity,
      (select string_agg(concat_ws(' ', attname, atttypid, attnotnull, attisdropped, attacl::text), ',' order by attnum)
       from pg_attribute where attrelid = c.oid and attnum > 0),
      (select string_agg(concat_ws(' ', conname, pg_get_constraintdef(oid)), ',' order by conname)
       from pg_constraint where conrelid = c.oid),
      (select string_agg(pg_get_indexdef(indexrelid), ',' order by indexrelid) from pg_index where indrelid = c.oid),
      (select string_agg(concat_ws(' ', tgname, tgfoid), ',' order by tgname)
       from pg_trigger where tgrelid = c.oid and not tgisinternal),
      (select string_agg(concat_ws(' ', polname, polcmd, pg_get_expr(polqual, polrelid)), ',' order by polname)
       from pg_policy where polrelid = c.oid))) as shape
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`)
  return new Map(rows.map(({ name, shape }) => [name, shape]))
}
