import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { QueryResult as PgResult, Pool, PoolClient, QueryResultRow } from 'pg'
import { connectionError, DatabaseError, withoutValues } from './database-error.ts'

/** What one tenant transaction needs of the pool. */
export interface TenantDriverOptions {
  readonly pool: Pool
  /** Everything before the first query, in one round trip; its last result is the opening row. */
  readonly openingBatch: string
  readonly signal: AbortSignal
  /** Cancels what this backend runs, over a connection of its own. */
  readonly cancel: (pid: number) => Promise<void>
}

/** A Kysely dialect for exactly one transaction on one pooled connection. */
export function tenantDialect(driver: TenantDriver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

export class TenantDriver implements Driver {
  readonly #options: TenantDriverOptions
  #connection: TenantConnection | undefined
  openingRow: QueryResultRow | undefined

  constructor(options: TenantDriverOptions) {
    this.#options = options
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#options.pool.connect().catch((error) => {
      throw connectionError(error)
    })
    this.#connection = new TenantConnection(client, this.#options)
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    this.openingRow = await this.#open().begin(this.#options.openingBatch)
  }

  async commitTransaction(): Promise<void> {
    await this.#open().commit()
  }

  async rollbackTransaction(): Promise<void> {
    await this.#open().rollback()
  }

  async releaseConnection(): Promise<void> {
    this.#open().release()
  }

  #open(): TenantConnection {
    if (!this.#connection) throw new Error('The transaction has no connection')
    return this.#connection
  }
}

/** A pooled connection for the length of one transaction; afterwards it answers nobody. */
class TenantConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #options: TenantDriverOptions
  #pid: number | undefined
  #running = false
  /** Not known to be clean: it is closed, and the server rolls back, instead of going to another tenant. */
  #spoilt = true
  #released = false
  /** Why the server or the network ended the connection. */
  #lost: Error | undefined

  constructor(client: PoolClient, options: TenantDriverOptions) {
    this.#client = client
    this.#options = options
    client.on('error', this.#onError)
    options.signal.addEventListener('abort', this.#onAbort)
  }

  async begin(batch: string): Promise<QueryResultRow | undefined> {
    // pg answers a batch with one result per statement, which its types do not say; the backend's id comes last but one.
    const results = (await this.#send(batch)) as PgResult | PgResult[]
    const [backend, opening] = Array.isArray(results) ? results.slice(-2) : []
    this.#pid = backend?.rows[0]?.pid
    return opening?.rows[0]
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#send(query.sql, query.parameters)
    const changes =
      command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: rows ?? [], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('A tenant transaction does not stream: read in pages by key')
  }

  async commit(): Promise<void> {
    if (this.#running) throw new Error('A query of the transaction was not awaited')
    const { command } = await this.#send('commit')
    // An earlier failed statement, caught by the caller, turns COMMIT into a rollback without an error.
    if (command === 'ROLLBACK')
      throw new DatabaseError('25P02', 'A statement failed, so nothing was committed')
    this.#spoilt = false
  }

  async rollback(): Promise<void> {
    if (this.#options.signal.aborted) return
    if (this.#running) return this.#cancel()
    try {
      await this.#send('rollback')
      this.#spoilt = false
    } catch {
      // Closing the connection rolls back as well, and the first error is the one to tell.
    }
  }

  release(): void {
    if (this.#released) return
    this.#released = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    this.#client.removeListener('error', this.#onError)
    this.#client.release(this.#spoilt || this.#options.signal.aborted)
  }

  async #send(sql: string, parameters?: readonly unknown[]): Promise<PgResult> {
    if (this.#released) throw new Error('The tenant transaction is over')
    this.#options.signal.throwIfAborted()
    this.#spoilt = true
    this.#running = true
    try {
      return parameters ? await this.#client.query(sql, [...parameters]) : await this.#client.query(sql)
    } catch (error) {
      this.#options.signal.throwIfAborted()
      throw this.#lost ? connectionError(this.#lost) : withoutValues(error)
    } finally {
      this.#running = false
    }
  }

  // The timeout and shutdown of the server end an idle connection; without a listener that would end the process.
  readonly #onError = (error: Error) => {
    this.#lost ??= error
  }

  readonly #onAbort = () => {
    if (this.#running) void this.#cancel()
  }

  async #cancel(): Promise<void> {
    if (this.#pid !== undefined) await this.#options.cancel(this.#pid)
  }
}
