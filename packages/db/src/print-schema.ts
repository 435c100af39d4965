import type { Client } from 'pg'
import { outsideWalls } from './outside-walls.ts'

/**
 * The public schema as SQL text, from the catalogue (the embedded PostgreSQL has no `pg_dump`): the same schema gives the
 * same text, so that a golden `schema.sql` shows in review what a migration changed. To be read, not to be run.
 *
 * @example
 * await expect(printSchema(database.ownerUrl)).resolves.toMatchFileSnapshot('../schema.sql')
 */
export async function printSchema(ownerUrl: string): Promise<string> {
  return outsideWalls(ownerUrl, async (client) => {
    const parts: string[] = []
    for (const query of [EXTENSIONS, FUNCTIONS, TABLES, VIEWS]) parts.push(...(await texts(client, query)))
    return `${parts.join('\n\n')}\n`
  })
}

async function texts(client: Client, query: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(query)
  return rows.map(({ text }) => text.trimEnd())
}

const OURS = (catalogue: string, alias: string) => `not exists (
  select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${alias}.oid and d.deptype = 'e')`

const EXTENSIONS = `
  select format('create extension %I;', extname) as text from pg_extension
  where extname <> 'plpgsql' order by extname collate "C"`

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) || ';' as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and ${OURS('pg_proc', 'p')}
  order by p.oid::regprocedure::text collate "C"`

/** `contype` n, a named not-null constraint, exists only since PostgreSQL 18: the column says it already. */
const TABLES = `
  select concat_ws(E'\\n',
    format('create table %I (', c.relname),
    (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(f.adbin, f.adrelid) || ') stored'
          when f.adbin is not null then ' default ' || pg_get_expr(f.adbin, f.adrelid) else '' end), E',\\n' order by a.attnum)
      from pg_attribute a left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    case when c.relkind = 'p' then format(') partition by %s;', pg_get_partkeydef(c.oid))
      when c.relispartition then format(') -- partition of %s %s', (select inhparent::regclass from pg_inherits where inhrelid = c.oid),
        pg_get_expr(c.relpartbound, c.oid)) else ');' end,
    (select string_agg(format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)), E'\\n'
        order by array_position('{p,u,x,f,c}'::"char"[], k.contype), k.conname collate "C")
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'f', 'c')),
    (select string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\\n' order by i.indexrelid::regclass::text collate "C")
      from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid)),
    (select string_agg(pg_get_triggerdef(t.oid) || ';', E'\\n' order by t.tgname collate "C")
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
    case when c.relrowsecurity then format('alter table %I enable row level security;', c.relname) end,
    case when c.relforcerowsecurity then format('alter table %I force row level security;', c.relname) end,
    (select string_agg(format(E'create policy %I on %I as %s for %s\\n  using (%s)\\n  with check (%s);', p.policyname, c.relname,
        lower(p.permissive), lower(p.cmd), p.qual, p.with_check), E'\\n' order by p.policyname)
      from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname),
    (select string_agg(format('grant %s on %I to %s;', g.privileges, c.relname, g.grantee), E'\\n' order by g.grantee)
      from (select grantee, string_agg(privilege, ', ' order by privilege) as privileges
        from (
          select a.grantee::regrole::text as grantee, lower(a.privilege_type) as privilege
          from aclexplode(c.relacl) a where a.grantee <> c.relowner
          union all
          select a.grantee::regrole::text, format('%s (%s)', lower(a.privilege_type), string_agg(quote_ident(attname), ', ' order by attnum))
          from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid group by 1, a.privilege_type
        ) each_privilege group by 1) g)
  ) as text
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${OURS('pg_class', 'c')}
  order by c.relname collate "C"`

const VIEWS = `
  select format(E'create view %I with (%s) as\\n%s', c.relname, array_to_string(c.reloptions, ', '), pg_get_viewdef(c.oid)) as text
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and ${OURS('pg_class', 'c')}
  order by c.relname collate "C"`
