import { type Extension, migrationsOf } from '@onewindow/core'
import {
  BootCheckError,
  checkCatalogue,
  connect,
  DatabaseError,
  type DatabaseFacts,
  MigrationError,
  pendingMigrations,
  readDatabaseFacts,
} from '@onewindow/db'
import { type Finding, failed, ok, warning } from './finding.ts'

/** How far two clocks may be apart, in milliseconds: tokens and dates of entry are compared across them. */
const CLOCK = { warns: 2_000, fails: 30_000 }

export interface Urls {
  readonly app: string | null
  readonly owner: string | null
}

export interface DatabaseHealth {
  readonly findings: readonly Finding[]
  /** Whether a pool of the application role could be opened and read. */
  readonly usable: boolean
}

/** Server, roles, walls, migrations and clock. Only asks. */
export async function checkDatabase(
  { app, owner }: Urls,
  extensions: readonly Extension[] = [],
): Promise<DatabaseHealth> {
  const url = app ?? owner
  if (url === null)
    return {
      findings: [warning('database', 'No database is named, and there is no embedded one yet.', NO_DATABASE)],
      usable: false,
    }
  const facts = await reach('database', app === null ? 'ONEWINDOW_OWNER_URL' : 'DATABASE_URL', url)
  if ('state' in facts) return { findings: [facts], usable: false }
  const reached = ok('database', `PostgreSQL ${facts.version}, database ${facts.name}, as ${facts.role}.`)
  const roles = [
    ...(app === null
      ? [warning('roles', 'The role that serves is not named.', SET_APP)]
      : await checkAppRole(app)),
    ...(await checkOwner({ app, owner }, facts)),
  ]
  const migrations = await checkMigrations(owner ?? url, extensions)
  const walls = facts.owner === null ? [] : await checkWalls(owner ?? url)
  const findings = [reached, ...roles, migrations, ...walls, checkClock(facts.clock)]
  const usable = app !== null && migrations.state === 'ok' && roles.every(({ state }) => state !== 'failed')
  return { findings, usable }
}

const NO_DATABASE = 'Set DATABASE_URL and ONEWINDOW_OWNER_URL, or run: onewindow start'
const ROLE = 'Name the application role: `onewindow prepare` makes it.'
const SET_APP = 'Set DATABASE_URL to the application role: `onewindow prepare` prints it.'

async function reach(check: string, setting: string, url: string): Promise<DatabaseFacts | Finding> {
  try {
    return await readDatabaseFacts(url)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return failed(
      check,
      `${setting}: ${error.message}.`,
      'Is PostgreSQL running? Look at the address, the user and the password.',
    )
  }
}

/** What every process that serves checks when it starts. */
async function checkAppRole(url: string): Promise<Finding[]> {
  try {
    await (await connect({ url, role: 'app', max: 1 })).close()
    return [ok('roles', 'The role that serves owns nothing and cannot pass row security.')]
  } catch (error) {
    if (!(error instanceof BootCheckError)) throw error
    return error.problems.map((problem) => failed('roles', `DATABASE_URL: ${problem}.`, ROLE))
  }
}

async function checkOwner({ app, owner }: Urls, served: DatabaseFacts): Promise<Finding[]> {
  if (owner === null) return []
  if (app === null) return owns(served)
  const facts = await reach('owner', 'ONEWINDOW_OWNER_URL', owner)
  if ('state' in facts) return [facts]
  if (facts.role === served.role)
    return [
      failed(
        'owner',
        `ONEWINDOW_OWNER_URL and DATABASE_URL are both ${facts.role}.`,
        'Whoever serves must not own the tables: name the two roles that `onewindow prepare` prints.',
      ),
    ]
  if (facts.name !== served.name)
    return [
      failed(
        'owner',
        `ONEWINDOW_OWNER_URL names the database ${facts.name}, DATABASE_URL ${served.name}.`,
        'Name the same database in both.',
      ),
    ]
  return owns(facts)
}

const owns = ({ role, owner, mayOwn }: DatabaseFacts): Finding[] =>
  mayOwn
    ? [ok('owner', `${role} migrates, apart from the role that serves.`)]
    : [
        failed(
          'owner',
          `${role} may not become ${owner ?? 'onewindow_owner'}, who owns the tables.`,
          'Name the owner in ONEWINDOW_OWNER_URL: `onewindow prepare` prints it.',
        ),
      ]

async function checkMigrations(url: string, extensions: readonly Extension[]): Promise<Finding> {
  try {
    const pending = await pendingMigrations(url, migrationsOf(extensions))
    if (pending.length === 0) return ok('migrations', 'Every migration of this release is applied.')
    const names = pending.map(({ owner, name }) => `${owner}/${name}`)
    return failed('migrations', `Not applied yet: ${names.join(', ')}.`, 'Run: onewindow migrate')
  } catch (error) {
    if (error instanceof DatabaseError)
      return failed('migrations', `They cannot be read: ${error.message}.`, ROLE)
    if (!(error instanceof MigrationError)) throw error
    return failed(
      'migrations',
      `${error.code}: ${error.message}.`,
      'Install the release that the database was migrated with, or a later one.',
    )
  }
}

async function checkWalls(url: string): Promise<Finding[]> {
  const violations = await checkCatalogue(url)
  if (violations.length === 0)
    return [ok('walls', 'Row security is forced on every table, by one policy each.')]
  return violations.map(({ code, object, message, fix }) =>
    failed('walls', `${code}: ${object} ${message}.`, `${fix}.`),
  )
}

/** The server's time is compared with the middle of the question. */
export function checkClock({ asked, server, answered }: DatabaseFacts['clock']): Finding {
  const apart = Math.abs(server - (asked + answered) / 2) - (answered - asked) / 2
  const seconds = `${Math.max(0, apart / 1_000).toFixed(1)} seconds`
  const message = `This machine’s clock and the database’s are ${seconds} apart.`
  const fix = 'Let both keep time by NTP (chrony, systemd-timesyncd).'
  if (apart > CLOCK.fails) return failed('clock', message, fix)
  return apart > CLOCK.warns ? warning('clock', message, fix) : ok('clock', 'The clocks agree.')
}
