import type { Client } from 'pg'
import type { Role } from './roles.ts'

/** The server or the role is not what the walls need. `problems` says each, in words for who operates it. */
export class BootCheckError extends Error {
  override readonly name = 'BootCheckError'
  readonly code = 'UNSAFE_DATABASE'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The database is not safe to serve from: ${problems.join('; ')}`)
    this.problems = problems
  }
}

export const OLDEST_SERVER = 15
export const NEWEST_SERVER = 18

interface RoleFacts {
  name: string
  version: number
  encoding: string
  superuser: boolean
  bypasses: boolean
  creates: boolean
  owned: string[]
  stronger: string[]
  privileges: string[]
}

const ROLE_FACTS = `
  select current_user as name,
    current_setting('server_version_num')::int / 10000 as version,
    current_setting('server_encoding') as encoding,
    r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcreaterole or r.rolcreatedb as creates,
    array(
      select c.relname::text from pg_class c where c.relowner = r.oid and c.relpersistence <> 't'
      union all select p.proname::text from pg_proc p where p.proowner = r.oid
      union all select n.nspname::text from pg_namespace n where n.nspowner = r.oid and n.nspname !~ '^pg_t'
      union all select d.datname::text from pg_database d where d.datdba = r.oid and d.datname = current_database()
      order by 1) as owned,
    array(
      select o.rolname::text from pg_roles o
      where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member') and (o.rolsuper or o.rolbypassrls
        or o.oid in (select relowner from pg_class where relnamespace = 'public'::regnamespace))
      order by 1) as stronger,
    array(
      select p.privilege || ' on ' || c.relname from pg_class c
        cross join (values ('select'), ('update'), ('delete'), ('truncate'), ('references'), ('trigger')) p(privilege)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and case when p.privilege in ('select', 'update', 'references')
          then has_any_column_privilege(r.oid, c.oid, p.privilege) else has_table_privilege(r.oid, c.oid, p.privilege) end
      order by 1) as privileges
  from pg_roles r where r.rolname = current_user`

/** Throws a `BootCheckError` unless this connection is what `role` must be. */
export async function checkBoot(client: Client, role: Role): Promise<void> {
  const { rows } = await client.query<RoleFacts>(ROLE_FACTS)
  const facts = rows[0]
  if (!facts) throw new BootCheckError(['the role is not in the catalogue'])
  const problems = [...serverProblems(facts), ...roleProblems(facts, role)]
  if (problems.length > 0) throw new BootCheckError(problems)
}

function serverProblems({ version, encoding }: RoleFacts): string[] {
  const problems: string[] = []
  if (version < OLDEST_SERVER || version > NEWEST_SERVER)
    problems.push(`PostgreSQL ${version} is not supported, use ${OLDEST_SERVER} to ${NEWEST_SERVER}`)
  if (encoding !== 'UTF8') problems.push(`the encoding is ${encoding}, create the database with UTF8`)
  return problems
}

function roleProblems(facts: RoleFacts, role: Role): string[] {
  const { name, superuser, bypasses, creates, owned, stronger, privileges } = facts
  const problems: string[] = []
  // A superuser owns and may do everything: naming it all would bury the reason.
  if (superuser) return [`role ${name} is a superuser`]
  if (creates) problems.push(`role ${name} may create roles or databases`)
  if (owned.length > 0) problems.push(`role ${name} owns ${owned.slice(0, 5).join(', ')}`)
  if (stronger.length > 0) problems.push(`role ${name} may become ${stronger.join(', ')}`)
  if (role === 'app') {
    if (bypasses) problems.push(`role ${name} bypasses row security`)
    // TRUNCATE knows no row security; the other two let a role see rows through objects of its own.
    const unguarded = privileges.filter((privilege) => /^(truncate|references|trigger) /.test(privilege))
    if (unguarded.length > 0) problems.push(`role ${name} holds ${unguarded.slice(0, 5).join(', ')}`)
  } else {
    if (!bypasses) problems.push(`role ${name} does not bypass row security, so it cannot COPY`)
    const more = privileges.filter((privilege) => !/^(select|delete|truncate) on staging_/.test(privilege))
    if (more.length > 0) problems.push(`role ${name} holds more than insert: ${more.slice(0, 5).join(', ')}`)
  }
  return problems
}
