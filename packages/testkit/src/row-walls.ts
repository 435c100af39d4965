import type { TestDatabase } from '@onewindow/db/testing'

/** Whose rows are looked for, and from where. */
export interface Beyond {
  readonly victim: string
  /** The victim's operating area, for a stranger of the same tenant; all of its rows without it. */
  readonly area?: string
  readonly scope: { readonly tenant: string; readonly areas: 'all' | readonly string[] }
}

/**
 * What the walls of the database alone let a scope do to rows that are none of its own, table by table of the catalogue:
 * reading, changing, deleting and adding. Queries say the same predicates again, so a hole here shows in no answer.
 */
export async function findOpenTables(database: TestDatabase, beyond: Beyond): Promise<string[]> {
  const { victim, area, scope } = beyond
  const tables = await database.asAdmin<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and exists (
         select from pg_attribute where attrelid = c.oid and attname = 'tenant_id')
       and ($1 or exists (select from pg_attribute where attrelid = c.oid and attname = 'operating_area'))
     order by name`,
    [area === undefined],
  )
  const names = tables.map(({ name }) => name)
  const foreign = area === undefined ? 'tenant_id = $1' : 'tenant_id = $1 and operating_area = $2'
  const rows = await database.asAdmin<{ name: string; row: object }>(
    names
      .map(
        (name) => `(select '${name}' as name, to_jsonb(t) as row from "${name}" t where ${foreign} limit 1)`,
      )
      .join(' union all '),
    area === undefined ? [victim] : [victim, area],
  )
  const literal = (value: string) => `'${value.replaceAll("'", "''")}'`
  const [{ found = '' } = {}] = await database.asApp<{ found: string }>(
    scope,
    `do $probe$ ${PROBE(literal(JSON.stringify(rows)), literal(victim), literal(area ?? ''))} $probe$;
     select current_setting('sweep.found') as found`,
  )
  return found
    .split(' ')
    .filter((open) => open !== '')
    .map((open) => `the wall of ${open} lets ${scope.tenant} (${scope.areas}) through to ${area ?? victim}`)
}

/** Each attempt is a block of its own: what it did is taken back, and being refused is what it should be. */
const PROBE = (rows: string, victim: string, area: string) => `
  declare
    probe record;
    attempt text;
    touched bigint;
    found text := '';
    foreign_rows text;
  begin
    for probe in select * from jsonb_to_recordset(${rows}::jsonb) as given(name text, "row" jsonb) loop
      foreign_rows := format('tenant_id = %L', ${victim});
      if ${area} <> '' then foreign_rows := foreign_rows || format(' and operating_area = %L', ${area}); end if;
      foreach attempt in array array[
        format('select from %I where %s', probe.name, foreign_rows),
        format('update %I set tenant_id = tenant_id where %s', probe.name, foreign_rows),
        format('delete from %I where %s', probe.name, foreign_rows),
        format('insert into %1$I select (jsonb_populate_record(null::%1$I, %2$L)).*', probe.name, probe."row")
      ] loop
        begin
          execute attempt;
          get diagnostics touched = row_count;
          if touched > 0 then found := found || probe.name || ':' || split_part(attempt, ' ', 1) || ' '; end if;
          raise exception using errcode = 'ZZ000';
        exception
          when sqlstate 'ZZ000' or insufficient_privilege then null;
          -- It was let in as far as a key or a check.
          when integrity_constraint_violation then found := found || probe.name || ':' || split_part(attempt, ' ', 1) || ' ';
        end;
      end loop;
    end loop;
    perform set_config('sweep.found', found, true);
  end`
