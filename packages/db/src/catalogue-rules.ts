import { MIGRATION_TABLE_NAME } from './migration-file.ts'
import { ROLES } from './roles.ts'

/** One rule of the wall: `sql` selects the objects that break it, as `object`. */
export interface CatalogueRule {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly sql: string
}

/** Tables that are about the schema, and so have no tenant. Adding one is a decision about the wall. */
const WITHOUT_TENANT = [MIGRATION_TABLE_NAME]

/**
 * The queue's tables, as pg-boss makes them in its own schema: outside the walls, because their rows only point at jobs that
 * are behind them. Not the schema is free of tenants but these tables in it.
 */
const QUEUE_TABLES = `pgboss\\.(version|queue|schedule|subscription|bam|warning|job_dependency|instance|job|job_common|queue_stats(_\\d{8})?)`

/** Functions that run as their owner. Adding one is a decision about the wall. */
const SECURITY_DEFINERS: readonly string[] = []

const list = (names: readonly string[]) => `array[${names.map((name) => `'${name}'`).join(', ')}]::text[]`

/**
 * What the rules select from, as common table expressions: everything that a person or a migration made, so not
 * PostgreSQL's, not an extension's, not temporary.
 */
export const OURS = `
  our_namespace as (
    select oid, nspname from pg_namespace where nspname <> 'information_schema' and nspname !~ '^pg_'
  ),
  relation as (
    select c.oid, c.oid::regclass::text as object, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions,
      c.relrowsecurity, c.relforcerowsecurity,
      format('%s.%s', n.nspname, c.relname) ~ '^${QUEUE_TABLES}$' as queue
    from pg_class c join our_namespace n on n.oid = c.relnamespace
    where not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  ),
  tenant_table as (
    select r.*,
      (select attnum from pg_attribute where attrelid = r.oid and attname = 'tenant_id' and not attisdropped) as tenant_id,
      (select attnum from pg_attribute where attrelid = r.oid and attname = 'operating_area' and not attisdropped) as area
    from relation r where r.relkind in ('r', 'p') and r.relname <> all (${list(WITHOUT_TENANT)}) and not r.queue
  ),
  privilege as (
    select r.object, r.relname, a.grantee, a.privilege_type from relation r, aclexplode(r.relacl) a
    where r.relkind in ('r', 'p', 'v')
    union
    select r.object, r.relname, a.grantee, a.privilege_type
    from relation r join pg_attribute t on t.attrelid = r.oid, aclexplode(t.attacl) a
  )`

/** The rules that need no parameter; the policies' text is compared in `catalogue.ts`. */
export const CATALOGUE_RULES: readonly CatalogueRule[] = [
  {
    code: 'TENANT_COLUMN',
    message: 'has no column tenant_id text not null',
    fix: 'Add the column first in the table. Only tables about the schema itself go without, by name, in this file',
    sql: `select object from tenant_table t where not exists (
       select from pg_attribute a where a.attrelid = t.oid and a.attnum = t.tenant_id
         and a.attnotnull and a.atttypid = 'text'::regtype)`,
  },
  {
    code: 'AREA_COLUMN',
    message: 'has an operating_area that is not text',
    fix: 'Make it text: the policy compares it with area codes',
    sql: `select object from tenant_table t join pg_attribute a on a.attrelid = t.oid and a.attnum = t.area
     where a.atttypid <> 'text'::regtype`,
  },
  {
    code: 'PRIMARY_KEY',
    message: 'has no primary key',
    fix: 'Add primary key (tenant_id, …)',
    sql: `select object from tenant_table t
     where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  },
  {
    code: 'KEY_TENANT_FIRST',
    message: 'is a key that does not start with tenant_id: it betrays that another tenant has the value',
    fix: 'Start the primary key, unique or exclusion constraint or unique index with tenant_id (and = in an exclusion)',
    sql: `select t.object || ': ' || i.indexrelid::regclass as object from tenant_table t
       join pg_index i on i.indrelid = t.oid
       left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'x'
     where (i.indisunique or i.indisexclusion) and (i.indkey[0] is distinct from t.tenant_id
       or exists (select from pg_operator o where o.oid = c.conexclop[1] and o.oprname <> '='))`,
  },
  {
    code: 'FOREIGN_KEY_TENANT',
    message:
      'is a foreign key without tenant_id on both sides at one position: it accepts another tenant’s row',
    fix: 'Write foreign key (tenant_id, …) references … (tenant_id, …)',
    sql: `select t.object || ': ' || c.conname as object from tenant_table t
       join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
     where not exists (
       select from unnest(c.conkey, c.confkey) as pair(here, there)
         join pg_attribute a on a.attrelid = c.confrelid and a.attnum = pair.there
       where pair.here = t.tenant_id and a.attname = 'tenant_id')`,
  },
  {
    code: 'ROW_SECURITY',
    message: 'does not have row security enabled and forced',
    fix: 'Call pg_temp.protect(…) in the migration that makes the table; a partition needs its own call',
    sql: `select object from tenant_table where not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    code: 'POLICY_COUNT',
    message: 'does not have exactly one policy',
    fix: 'Keep the one that pg_temp.protect(…) makes: a second one opens the table on Citus, and widens it anywhere',
    sql: `select object from tenant_table t where (select count(*) from pg_policy p where p.polrelid = t.oid) <> 1`,
  },
  {
    code: 'AREA_INDEX',
    // The area need not come second: what is sought by its words in one area and in all has the words before it.
    message:
      'has operating_area but no index that starts with tenant_id and has operating_area among its keys',
    fix: 'Add create index on … (tenant_id, operating_area, …)',
    sql: `select object from tenant_table t where t.area is not null and not exists (
       select from pg_index i where i.indrelid = t.oid and i.indisvalid and i.indpred is null
         and i.indkey[0] = t.tenant_id and t.area = any((i.indkey::int2[])[1:i.indnkeyatts - 1]))`,
  },
  {
    code: 'INDEX_NOT_LEAKPROOF',
    message:
      'is an index that PostgreSQL may not use behind row security, because its operators or functions are not leakproof',
    fix: 'Index plain text, integer, date, timestamp, uuid, boolean or bytea columns; keep scores and money as scaled integers',
    sql: `select t.object || ': ' || i.indexrelid::regclass as object from tenant_table t
       join pg_index i on i.indrelid = t.oid
     where not i.indisunique and not i.indisexclusion and (i.indexprs is not null or exists (
       select from unnest(i.indclass::oid[]) as used(class)
         join pg_opclass k on k.oid = used.class
         join pg_amop m on m.amopfamily = k.opcfamily and m.amoplefttype = k.opcintype and m.amoppurpose = 's'
           and m.amoprighttype = k.opcintype
         join pg_operator o on o.oid = m.amopopr
         join pg_proc f on f.oid = o.oprcode
       where not f.proleakproof))`,
  },
  {
    code: 'ENUM_COLUMN',
    message: 'is a column of an enum type, whose operators are not leakproof',
    fix: 'Make it text with a check constraint',
    sql: `select r.object || '.' || a.attname as object from relation r
       join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
       join pg_type y on y.oid = a.atttypid
       left join pg_type element on element.oid = y.typelem and y.typcategory = 'A'
       left join pg_type base on base.oid = y.typbasetype
     where r.relkind in ('r', 'p', 'v') and not r.queue and 'e' in (y.typtype, element.typtype, base.typtype)`,
  },
  {
    code: 'VIEW_INVOKER',
    message: 'is a view that reads as its owner',
    fix: 'Create it with (security_invoker = true)',
    sql: `select object from relation r where r.relkind = 'v' and not exists (
       select from pg_options_to_table(r.reloptions)
       where option_name = 'security_invoker' and option_value::boolean)`,
  },
  {
    code: 'MATERIALIZED_VIEW',
    message: 'is a materialized view, which has no row security',
    fix: 'Make it a table with tenant_id that a job fills',
    sql: `select object from relation where relkind = 'm'`,
  },
  {
    code: 'FOREIGN_TABLE',
    message: 'is a foreign table, which has no row security',
    fix: 'Load its rows into a table with tenant_id',
    sql: `select object from relation where relkind = 'f'`,
  },
  {
    code: 'REWRITE_RULE',
    message: 'is a rule that rewrites statements and runs them with its owner’s privileges',
    fix: 'Drop it: a service writes what belongs together',
    sql: `select r.object || ': ' || w.rulename as object from relation r join pg_rewrite w on w.ev_class = r.oid
     where w.rulename <> '_RETURN'`,
  },
  {
    code: 'INHERITANCE',
    message:
      'inherits from a table, in which its rows are read and written past its own policy and privileges',
    fix: 'Refer to the other table with a foreign key',
    sql: `select t.object from tenant_table t join pg_inherits h on h.inhrelid = t.oid join pg_class c on c.oid = t.oid
     where not c.relispartition`,
  },
  {
    code: 'DEFAULT_PRIVILEGE',
    message: 'gives the application, the loader or everybody privileges on what later migrations make',
    fix: 'alter default privileges … revoke; pg_temp.protect(…) grants table by table',
    sql: `select distinct 'default privileges of ' || d.defaclrole::regrole as object
     from pg_default_acl d, aclexplode(d.defaclacl) a
     where d.defaclobjtype in ('r', 'n') and a.grantee in (0, '${ROLES.app}'::regrole, '${ROLES.loader}'::regrole)`,
  },
  {
    code: 'STANDING_CONTEXT',
    message: 'sets a tenant, or row security, for whoever connects: without a context there would be rows',
    fix: 'alter database or role … reset',
    sql: `select concat_ws(' in ', case s.setrole when 0 then 'everybody' else s.setrole::regrole::text end,
         (select datname from pg_database where oid = s.setdatabase)) || ': ' || split_part(setting, '=', 1) as object
     from pg_db_role_setting s, unnest(s.setconfig) as setting
     where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
       and setting ~ '^(app[.]|row_security=)'`,
  },
  {
    code: 'SECURITY_DEFINER',
    message: 'is a function that runs as its owner',
    fix: 'Make it security invoker, or list it in this file with the reason',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join our_namespace n on n.oid = p.pronamespace
     where p.prosecdef and p.proname <> all (${list(SECURITY_DEFINERS)})
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  },
  {
    code: 'OWNER',
    message: `is not owned by ${ROLES.owner}`,
    fix: `Run migrations as ${ROLES.owner}`,
    sql: `select object from relation where relkind in ('r', 'p', 'v') and relowner <> '${ROLES.owner}'::regrole`,
  },
  {
    code: 'OWNER_BYPASSES',
    message: 'is the owner role, and row security does not hold it',
    fix: 'alter role … nosuperuser nobypassrls',
    sql: `select rolname::text as object from pg_roles where rolname = '${ROLES.owner}' and (rolsuper or rolbypassrls)`,
  },
  {
    code: 'APP_ROLE',
    message: 'is the application role, and owns something, has an attribute, or is a member of another role',
    fix: 'Reassign what it owns; alter role … nosuperuser nobypassrls nocreaterole nocreatedb noreplication; revoke the membership',
    sql: `select rolname::text as object from pg_roles r where rolname = '${ROLES.app}' and (
       rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
       or exists (select from pg_auth_members m where m.member = r.oid)
       or exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
         and d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database()))))`,
  },
  {
    code: 'APP_PRIVILEGE',
    message: 'gives the application role or everybody a privilege that goes round row security',
    fix: 'Revoke truncate, references and trigger from the application, and everything from public',
    sql: `select object from privilege where grantee = 0
       or grantee = '${ROLES.app}'::regrole and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
     union
     select 'schema ' || n.nspname from our_namespace n where has_schema_privilege('${ROLES.app}', n.oid, 'create')`,
  },
  {
    code: 'LOADER_PRIVILEGE',
    message: 'gives the loader, whom no row security holds, more than insert',
    fix: 'Revoke it; only tables named staging_… may be read and emptied by the loader',
    sql: `select distinct object from privilege
     where grantee = '${ROLES.loader}'::regrole and privilege_type <> 'INSERT'
       and not (relname ~ '^staging_' and privilege_type in ('SELECT', 'DELETE', 'TRUNCATE'))`,
  },
]
