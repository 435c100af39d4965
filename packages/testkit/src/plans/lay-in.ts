import type { TestDatabase } from '@onewindow/db/testing'

export interface LaidIn {
  readonly tenant: string
  readonly areas: readonly string[]
  /** Rows of a table, at most. */
  readonly rows: number
  /** Small tenants beside it. */
  readonly neighbours: number
}

/** What a tenant has few of, however many families it has. */
const FEW = [
  'tenant',
  'release',
  'area',
  'account',
  'account_role',
  'job',
  'audit_seal',
  'list',
  'survey_import',
  'population_screening',
  'coverage',
  'coverage_base',
  'flag_scan',
  'quota',
  'back_check_draw',
  'idempotency',
]
/** They name one of those. */
const NAMES_FEW = ['list_id', 'survey_import_id', 'job_id', 'account_id', 'population_screening_id']
/** Texts that no two rows may share. */
const UNIQUE = ['reference', 'lookup', 'instance', 'fingerprint', 'key', 'cause']

/**
 * Copies of all rows that are there, under ids of their own and in one area after the other, until the largest tables hold
 * `rows`; and a copy for each of the neighbours. Gives the tables that hold many.
 */
export async function layIn(
  database: TestDatabase,
  { tenant, areas, rows, neighbours }: LaidIn,
): Promise<ReadonlySet<string>> {
  await database.asAdmin(`create schema laid_in;
    create function laid_in.other(id uuid, copy int) returns uuid language sql immutable parallel safe as $$
      select (lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - copy * 60000), 12, '0') || substr(replace(id::text, '-', ''), 13))::uuid $$`)
  const columns = await database.asAdmin<{ table: string; column: string; type: string }>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
       and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
     order by c.oid, a.attnum`,
    [FEW],
  )
  const tables = Map.groupBy(columns, ({ table }) => table)
  const places = `array[${areas.map((area) => `'${area}'`).join(', ')}]`
  const copied = ({ column, type }: { column: string; type: string }) => {
    if (column === 'tenant_id') return 'c.tenant'
    if (column === 'operating_area' || column === 'area_then')
      return `(${places})[1 + (array_position(${places}, t.${column}) + abs(c.copy)) % ${areas.length}]`
    if (NAMES_FEW.includes(column)) return `t.${column}`
    if (type === 'uuid') return `laid_in.other(t.${column}, c.copy)`
    if (type === 'uuid[]') return `array(select laid_in.other(id, c.copy) from unnest(t.${column}) as id)`
    if (UNIQUE.includes(column)) return `t.${column} || ' ' || c.copy`
    // Nobody has declared every conflict.
    if (column === 'account') return `t.account || abs(c.copy) % 500`
    if (column === 'line') return 't.line + abs(c.copy) * 1000'
    return column === 'token' ? `t.token || abs(c.copy) % 1000` : `t.${column}`
  }
  const fill = [...tables].map(([table, own]) => {
    const list = own.map(({ column }) => column).join(', ')
    return `create temp table made as select * from ${table} where tenant_id = '${tenant}';
      insert into ${table} (${list})
      select ${own.map(copied).join(', ')} from made t cross join lateral (
        select copy, '${tenant}' as tenant
        from generate_series(1, (select ${rows} / greatest(count(*), ${LEAST}) from made)::int) as copy
        union all select -n, 'neighbour-' || n from generate_series(1, ${neighbours}) as n) as c;
      drop table made;`
  })
  const indexes = await indexesOf(database, [...tables.keys()])
  await database.asAdmin(`set session_replication_role = replica; set maintenance_work_mem = '256MB';
    ${indexes.map(({ drop }) => drop).join(';\n')};
    ${fill.join('\n')}
    ${indexes.map(({ make }) => make).join(';\n')}`)
  await database.asAdmin('vacuum analyze')
  const large = await database.asAdmin<{ table: string }>(
    `select relname as "table" from pg_class where reltuples >= 5000 and relname = any($1)`,
    [[...tables.keys()]],
  )
  return new Set(large.map(({ table }) => table))
}

/** What copies are made of at least, though it were fewer rows: a table of one row each has fewer copies than others have rows. */
const LEAST = 8

/** Those that no key is held by: built at once they take a fraction of the time. */
const indexesOf = (database: TestDatabase, tables: readonly string[]) =>
  database.asAdmin<{ drop: string; make: string }>(
    `select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make
     from pg_index i where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     union all
     select format('alter table %s drop constraint %I', conrelid::regclass, conname),
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
     from pg_constraint where contype = 'x' and conrelid = any($1::regclass[])`,
    [tables],
  )
