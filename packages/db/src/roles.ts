import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { type Client, escapeIdentifier, escapeLiteral } from 'pg'
import { outsideWalls } from './outside-walls.ts'

/** Who a pool connects as: the application serves behind row security, the loader only inserts, without it. */
export type Role = 'app' | 'loader'

/** The roles' names, the same in every database, so that migrations can grant to them. */
export const ROLES = { owner: 'onewindow_owner', app: 'onewindow_app', loader: 'onewindow_loader' } as const

/** Clear passwords; the server and its log only ever see verifiers. */
export interface RolePasswords {
  readonly owner: string
  readonly app: string
  /** Without it the loader cannot log in. */
  readonly loader?: string
}

/**
 * Makes the roles and hands the database of `adminUrl` to the owner; safe to repeat, and then it sets the passwords anew.
 * The admin creates roles, and one with `bypassrls`:
 * a superuser, or from PostgreSQL 16 a role that has both attributes.
 *
 * @example
 * await prepareRoles('postgres://postgres:…@db.example/onewindow', { owner: '…', app: '…', loader: '…' })
 */
export async function prepareRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const { owner, app, loader } = passwords
  await outsideWalls(adminUrl, async (client) => {
    await ensureRole(client, ROLES.owner, { password: owner })
    await ensureRole(client, ROLES.app, { password: app })
    await ensureRole(client, ROLES.loader, {
      attributes: 'bypassrls',
      ...(loader !== undefined && { password: loader }),
    })
  })
  await prepareSchema(adminUrl)
}

/** Hands database and schema to the owner, and lets nobody in but the three roles. */
export async function prepareSchema(adminUrl: string): Promise<void> {
  await outsideWalls(adminUrl, async (client) => {
    const { rows } = await client.query<{ database: string; superuser: boolean }>(
      'select current_database() as database, rolsuper as superuser from pg_roles where rolname = current_user',
    )
    const database = escapeIdentifier(rows[0]?.database ?? '')
    // Only a member may hand an object over; a superuser needs no membership.
    if (!rows[0]?.superuser) await client.query(`grant ${ROLES.owner} to current_user`)
    await client.query(`
      alter database ${database} owner to ${ROLES.owner};
      alter schema public owner to ${ROLES.owner};
      revoke all on database ${database} from public;
      revoke all on schema public from public;
      grant connect on database ${database} to ${ROLES.app}, ${ROLES.loader};
      grant temporary on database ${database} to ${ROLES.app};
      grant usage on schema public to ${ROLES.app}, ${ROLES.loader}`)
  })
}

interface RoleSpecification {
  readonly password?: string
  readonly attributes?: string
}

async function ensureRole(client: Client, name: string, spec: RoleSpecification): Promise<void> {
  if (!(await exists(client, name))) await client.query(`create role ${name} ${spec.attributes ?? ''}`)
  if (spec.password === undefined) return
  await client.query(`alter role ${name} login password ${escapeLiteral(scramVerifier(spec.password))}`)
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  return rowCount === 1
}

/** RFC 5802 with SHA-256, as PostgreSQL stores it. */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256')
  const key = (name: string) => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}
