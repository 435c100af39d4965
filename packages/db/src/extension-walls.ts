import { type Client, DatabaseError as PgError } from 'pg'
import { findViolations } from './catalogue.ts'
import { MIGRATION_TABLE_NAME, MigrationError, type MigrationFile } from './migration-file.ts'

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
  // What runs outside a transaction cannot be undone, and an index of its own opens nothing.
  if (!transaction) {
    const [, table] = ONE_INDEX.exec(sql) ?? []
    if (table === undefined)
      refuse(['Without a transaction it may hold one `create index concurrently` and nothing else'])
    else if (!tables.includes(table)) refuse([`${table} is not a table of ${owner}: it may not be changed`])
  }
  const before = await relations(client)
  if (transaction) await insideTransaction(client, sql, refuse)
  else await client.query(sql)
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

const ONE_INDEX =
  /^(?:\s*--[^\n]*\n)*\s*create index concurrently\b[^;]*?\son\s+(?:only\s+)?(?:public\.)?(\w+)[^;]*;?\s*$/i

/** A file that ended the transaction, such as one with its own `begin` and `commit`, could not be undone any more. */
async function insideTransaction(
  client: Client,
  sql: string,
  refuse: (problems: readonly string[]) => void,
): Promise<void> {
  await client.query(`create or replace function pg_temp.run_file(file text) returns void language plpgsql
    as $run$ begin execute file; end $run$`)
  try {
    await client.query('select pg_temp.run_file($1)', [sql])
  } catch (error) {
    if (error instanceof PgError && error.code === '0A000' && /transaction command/.test(error.message))
      refuse(['It begins or ends a transaction; it runs in one already'])
    throw error
  }
}

/**
 * Every table and view with its columns, privileges and policies, the functions of schemas that core made, and what was
 * migrated: what a file that keeps to itself leaves as it was.
 */
async function relations(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; shape: string }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name,
      md5(concat_ws('|', c.relkind, c.relpersistence, c.reloptions::text, c.relreplident, c.relowner, c.relacl::text, c.relrowsecurity, c.relforcerowsecurity,
      (select string_agg(concat_ws(' ', attname, atttypid, atttypmod, attcollation, attnotnull, attidentity, attgenerated,
         attisdropped, attacl::text, pg_get_expr(adbin, adrelid)), ',' order by attnum)
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = c.oid and attnum > 0),
      (select string_agg(pg_get_ruledef(oid), ',' order by rulename)
       from pg_rewrite where ev_class = c.oid and rulename <> '_RETURN'),
      (select string_agg(inhrelid::regclass::text, ',' order by inhrelid) from pg_inherits where inhparent = c.oid),
      (select string_agg(concat_ws(' ', conname, pg_get_constraintdef(oid)), ',' order by conname)
       from pg_constraint where conrelid = c.oid),
      (select string_agg(pg_get_indexdef(indexrelid), ',' order by indexrelid) from pg_index where indrelid = c.oid),
      (select string_agg(concat_ws(' ', tgname, tgfoid, tgenabled), ',' order by tgname)
       from pg_trigger where tgrelid = c.oid and not tgisinternal),
      (select string_agg(concat_ws(' ', polname, polcmd, pg_get_expr(polqual, polrelid)), ',' order by polname)
       from pg_policy where polrelid = c.oid))) as shape
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    union all
    select p.oid::regprocedure::text, md5(pg_get_functiondef(p.oid)) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prokind in ('f', 'p') and n.nspname not in ('public', 'information_schema') and n.nspname !~ '^pg_'
    union all
    select 'what was migrated', md5(string_agg(concat_ws(' ', owner, name, sha256), ',' order by owner, name))
    from ${MIGRATION_TABLE_NAME}`)
  return new Map(rows.map(({ name, shape }) => [name, shape]))
}
