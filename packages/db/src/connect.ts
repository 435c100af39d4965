import { Client, Pool, type PoolConfig } from 'pg'
import { BootCheckError, checkBoot } from './boot-check.ts'
import { connectionError } from './database-error.ts'
import { PoolShare } from './pool-share.ts'
import type { Role } from './roles.ts'
import type { Mode } from './tenant-transaction.ts'
import { valueTypes } from './value-types.ts'

export interface ConnectOptions {
  readonly url: string
  readonly role: Role
  /** Connections in the pool. Default 10. */
  readonly max?: number
  /** Connections that one tenant may hold at once. Default: half of `max`, rounded up. */
  readonly share?: number
  /** Milliseconds one statement may run. Default 15,000. */
  readonly statementTimeout?: number
  /** Milliseconds a statement may wait for a lock. Default 5,000. */
  readonly lockTimeout?: number
  /** Milliseconds a transaction may sit between statements before the server ends it. Default 15,000. */
  readonly idleTimeout?: number
  /** Milliseconds to wait for a connection, own share included. Default 10,000. */
  readonly waitTimeout?: number
  /**
   * Statements that every tenant transaction runs in its opening batch, before `fn`; the first row of the last is
   * `tx.opening`. They get the tenant as a quoted SQL literal, so that one can say `tenant_id = …` (row security alone would
   * do, slowly).
   */
  readonly opening?: (tenant: string, mode: Mode) => readonly string[]
}

/** A pool behind the walls. `DB` is Kysely's table map; the only way to the tables is `inTenant`. */
export interface Database<DB> {
  readonly role: Role
  /** Round trip to the server; for health checks. */
  ping(): Promise<void>
  /** Waits for the running transactions. */
  close(): Promise<void>
  /** Carries the table types; there is no such value. */
  readonly tables?: DB
}

interface Internals {
  readonly pool: Pool
  readonly share: PoolShare
  readonly waitTimeout: number
  readonly settingsSql: string
  readonly opening: (tenant: string, mode: Mode) => readonly string[]
  readonly cancel: (pid: number) => Promise<void>
  /** What stops before the pool closes. */
  readonly closing: Set<() => Promise<void>>
}

const internals = new WeakMap<object, Internals>()

export function internalsOf(db: object): Internals {
  const found = internals.get(db)
  if (!found) throw new TypeError('This database was not made by connect()')
  return found
}

/**
 * Opens a pool as the application or the loader, after checking that the server and the role keep the walls: PostgreSQL
 * 15 to 18, UTF8, and a role that owns nothing, is a member of no owner and (application) cannot bypass row security.
 *
 * @throws BootCheckError naming every problem · DatabaseError where the server refuses the connection
 * @example
 * const db = await connect<Tables>({ url, role: 'app' })
 * const households = await inTenant(db, { scope: { tenant: 'kp', areas: ['PK212'] }, mode: 'read' }, (tx) =>
 *   tx.selectFrom('household').where(within(tx, 'household')).selectAll().execute())
 * await db.close()
 */
export async function connect<DB>(options: ConnectOptions): Promise<Database<DB>> {
  const { url, role, max = 10, share = Math.ceil(max / 2), waitTimeout = 10_000 } = options
  const config: PoolConfig = {
    connectionString: url,
    application_name: `onewindow-${role}`,
    connectionTimeoutMillis: waitTimeout,
    keepAlive: true,
    // Several queries are on their way at once; the server answers them in their order.
    pipeline: true,
    types: valueTypes,
    max,
  }
  await checkFirst(config, role)
  const pool = new Pool(config)
  // A server that restarts drops idle connections; the pool opens new ones.
  pool.on('error', () => {})
  const closing = new Set<() => Promise<void>>()
  const db: Database<DB> = {
    role,
    async ping() {
      await pool.query('select 1').catch((error) => {
        throw connectionError(error)
      })
    },
    async close() {
      for (const stop of closing) await stop()
      await pool.end()
    },
  }
  const { statementTimeout = 15_000, lockTimeout = 5_000, idleTimeout = 15_000 } = options
  internals.set(db, {
    pool,
    share: new PoolShare(share),
    waitTimeout,
    settingsSql: [
      // Another server's defaults would move days and change how dates are written.
      `set local timezone = 'UTC'; set local datestyle = 'ISO'`,
      `set local statement_timeout = ${milliseconds(statementTimeout)}`,
      `set local lock_timeout = ${milliseconds(lockTimeout)}`,
      `set local idle_in_transaction_session_timeout = ${milliseconds(idleTimeout)}`,
    ].join('; '),
    opening: options.opening ?? (() => ['select 1']),
    cancel: (pid) => cancelBackend(config, pid),
    closing,
  })
  return db
}

async function checkFirst(config: PoolConfig, role: Role): Promise<void> {
  const client = new Client(config)
  try {
    await client.connect()
    await checkBoot(client, role)
  } catch (error) {
    throw error instanceof BootCheckError ? error : connectionError(error)
  } finally {
    await client.end()
  }
}

/** Its own connection, so that a full pool cannot keep the cancellation waiting. */
async function cancelBackend(config: PoolConfig, pid: number): Promise<void> {
  const client = new Client(config)
  try {
    await client.connect()
    await client.query('select pg_cancel_backend($1)', [pid])
  } catch {
    // The statement timeout ends it instead.
  } finally {
    await client.end().catch(() => {})
  }
}

function milliseconds(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError('A timeout is a whole number of milliseconds')
  return value
}
