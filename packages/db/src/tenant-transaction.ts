import { type Expression, Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import { escapeLiteral } from 'pg'
import { type Database, internalsOf } from './connect.ts'
import { type Scope, setScopeSql, validateScope } from './scope.ts'
import { type Statement, TenantDriver, tenantDialect } from './tenant-driver.ts'

const walled = Symbol('walled')

/** A Kysely transaction behind both walls. Only `inTenant` makes one, so a function that takes it cannot be called without. */
export type TenantTransaction<DB> = Transaction<DB> & {
  readonly [walled]: true
  readonly tenant: string
  readonly areas: Scope['areas']
  readonly mode: Mode
  /** First row of `connect({ opening })`, where there is one; in a read it may still be under way. */
  readonly opening: Promise<Readonly<Record<string, unknown>> | undefined>
}

/** `read`: one snapshot, read only. `write`: read committed. */
export type Mode = 'read' | 'write'

export interface TenantOptions {
  readonly scope: Scope
  readonly mode: Mode
  /**
   * The first query leaves with the opening, and does not wait for it: always so in a read. In a write only for rows that are
   * added whatever `tx.opening` says; `fn` need not wait for them then, and COMMIT leaves with them. Where the opening fails
   * nothing is written: its transaction is broken, or none, and then the walls refuse every row.
   */
  readonly together?: boolean
  /**
   * All its statements find their rows by keys, whatever their values are: they are planned without looking at these, and a
   * named one once for each connection. Planning a nested read takes PostgreSQL longer than running it.
   */
  readonly planned?: boolean
  /** A client that went away: its running SQL is cancelled and `inTenant` rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

const BEGIN: Record<Mode, string> = {
  read: 'begin isolation level repeatable read, read only',
  write: 'begin isolation level read committed, read write',
}

interface Opened {
  readonly database: object
  readonly driver: TenantDriver
}

const opened = new WeakMap<object, Opened>()

function openedBy(tx: object): Opened {
  const found = opened.get(tx)
  if (!found) throw new TypeError('This transaction was not opened by inTenant()')
  return found
}

/** The database that a tenant transaction runs in. */
export const databaseOf = (tx: object): object => openedBy(tx).database

/**
 * What a statement of one row and one column answers, as the text that PostgreSQL wrote: nothing parses JSON on its way to a
 * client. Null for SQL's null, and where there is no row.
 *
 * @throws DatabaseError, without values
 * @example
 * const json = await readText(tx, { sql: 'select json_agg(…) from … where tenant_id = $1', parameters: [tx.tenant] })
 */
export const readText = (tx: object, statement: Statement): Promise<string | null> =>
  openedBy(tx).driver.readText(statement)

/**
 * Runs `fn` in one transaction of one tenant, and commits; whatever `fn` throws rolls back and comes out again. Everything
 * before the first query is one round trip, which a read does not wait for. The connection comes from the tenant's share of the pool.
 *
 * @throws InvalidScopeError before any SQL · DatabaseError, without values · the signal's reason
 * @example
 * await inTenant(db, { scope: { tenant: 'kp', areas: 'all' }, mode: 'write', signal }, async (tx) => {
 *   await tx.insertInto('household').values({ tenant_id: tx.tenant, … }).execute()
 * })
 */
export async function inTenant<DB, T>(
  db: Database<DB>,
  options: TenantOptions,
  fn: (tx: TenantTransaction<DB>) => Promise<T>,
): Promise<T> {
  const { scope, mode, together = mode === 'read', planned = false } = options
  validateScope(scope)
  const { pool, share, waitTimeout, settingsSql, opening, cancel } = internalsOf(db)
  const signal = options.signal ?? new AbortController().signal
  const giveBack = await share.take(scope.tenant, signal, waitTimeout)
  try {
    const statements = opening(escapeLiteral(scope.tenant), mode)
    const openingBatch = [
      BEGIN[mode],
      setScopeSql(scope),
      settingsSql,
      ...(planned ? ['set local plan_cache_mode = force_generic_plan'] : []),
      ...statements.slice(0, -1),
      'select pg_backend_pid() as pid',
      ...statements.slice(-1),
    ].join('; ')
    const driver = new TenantDriver({ pool, openingBatch, mode, together, signal, cancel })
    const kysely = new Kysely<DB>({ dialect: tenantDialect(driver) })
    return await kysely.transaction().execute((transaction) => {
      const { tenant, areas } = scope
      const { opening } = driver
      const tx = Object.assign(transaction, { [walled]: true as const, tenant, areas, mode, opening })
      opened.set(tx, { database: db, driver })
      return fn(tx)
    })
  } finally {
    giveBack()
  }
}

/** What of a transaction its predicates need, so that they take one of any table map. */
interface Walled {
  readonly tenant: string
  readonly areas: Scope['areas']
}

/**
 * `table.tenant_id = $n`, which every query says of every table it reads: row security is the seat belt, this predicate is
 * the steering (indexes, estimates, and on Citus the one shard).
 */
export function ofTenant(tx: Walled, table: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.tenant_id`)} = ${tx.tenant}`
}

/** The same for a table with an area wall: also `table.operating_area = any($m)`, unless the scope is wide. */
export function within(tx: Walled, table: string): Expression<SqlBool> {
  if (tx.areas === 'all') return ofTenant(tx, table)
  return sql<SqlBool>`(${ofTenant(tx, table)} and ${sql.ref(`${table}.operating_area`)} = any(${tx.areas}::text[]))`
}
