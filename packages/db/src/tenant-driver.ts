import type { Writable } from 'node:stream'
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
import type { QueryResult as PgResult, Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg'
import { connectionError, DatabaseError, withoutValues } from './database-error.ts'
import type { Mode } from './tenant-transaction.ts'

/** What one tenant transaction needs of the pool. */
export interface TenantDriverOptions {
  readonly pool: Pool
  /** Everything before the first query, in one message; its last result is the opening row. */
  readonly openingBatch: string
  /** Whether nobody waits for how it ends: it has only read. */
  readonly mode: Mode
  /** Whether its first query leaves behind the opening, without waiting for the answer. */
  readonly together: boolean
  readonly signal: AbortSignal
  /** Cancels what this backend runs, over a connection of its own. */
  readonly cancel: (pid: number) => Promise<void>
}

/** A write that waits for nothing it sends. */
const onlyAdds = ({ mode, together }: Pick<TenantDriverOptions, 'mode' | 'together'>): boolean =>
  mode === 'write' && together

/** A statement as it goes to PostgreSQL. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /**
   * The same for the same text alone: each connection plans it once. Not for texts that come but once: a connection that
   * has been given {@link NAMES} of them is closed after its transaction.
   */
  readonly name?: string | undefined
}

/** Names that one connection may hold, each with its plan in the server's memory. */
export const NAMES = 300

const namesOf = new WeakMap<PoolClient, Set<string>>()

/** Nothing is parsed: what PostgreSQL wrote is the answer. */
const asText = { getTypeParser: () => (text: string) => text }

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
  opening: Promise<QueryResultRow | undefined> = Promise.resolve(undefined)

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
    this.opening = this.#open().begin(this.#options.openingBatch)
    if (!this.#options.together) await this.opening
    // It is told at the end, unless a query behind it fails of the same cause before.
    else this.opening.catch(() => {})
  }

  async commitTransaction(): Promise<void> {
    if (!onlyAdds(this.#options)) await this.opening
    const ended = this.#open().commit()
    // Told below, unless the opening failed before it.
    ended.catch(() => {})
    await this.opening
    await ended
  }

  async rollbackTransaction(): Promise<void> {
    await this.#open().rollback()
  }

  async releaseConnection(): Promise<void> {
    this.#open().release()
  }

  /** The first column of the first row as PostgreSQL wrote it; null for SQL's null, and where there is no row. */
  async readText(statement: Statement): Promise<string | null> {
    return this.#open().readText(statement)
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
  #begun: Promise<unknown> = Promise.resolve()
  #running = 0
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
    if (this.#options.together) this.#sendTogether()
    // pg answers a batch with one result per statement, which its types do not say; the backend's id comes last but one.
    const sent = this.#send({ text: batch })
    this.#begun = sent
    const results = (await sent) as PgResult | PgResult[]
    const [backend, opening] = Array.isArray(results) ? results.slice(-2) : []
    this.#pid = backend?.rows[0]?.pid
    return opening?.rows[0]
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#send({ text: query.sql, values: [...query.parameters] })
    const changes =
      command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: rows ?? [], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
  }

  async readText({ sql: text, parameters, name }: Statement): Promise<string | null> {
    if (name !== undefined) this.#names.add(name)
    const values = [...parameters]
    const { rows } = await this.#send({
      text,
      values,
      rowMode: 'array',
      types: asText,
      ...(name !== undefined && { name }),
    })
    return rows[0]?.[0] ?? null
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('A tenant transaction does not stream: read in pages by key')
  }

  async commit(): Promise<void> {
    // Rows that are only added may be on their way still: where one fails, nothing is committed.
    if (this.#running > 0 && !onlyAdds(this.#options))
      throw new Error('A query of the transaction was not awaited')
    const sent = this.#send({ text: 'commit' })
    if (this.#options.mode === 'read') {
      // Nothing hangs on how it ends: the next transaction on this connection comes after it, and a broken one is told there.
      sent.catch(() => {})
      this.#spoilt = false
      return
    }
    const { command } = await sent
    // An earlier failed statement, caught by the caller, turns COMMIT into a rollback without an error.
    if (command === 'ROLLBACK')
      throw new DatabaseError('25P02', 'A statement failed, so nothing was committed')
    this.#spoilt = false
  }

  async rollback(): Promise<void> {
    if (this.#options.signal.aborted) return
    if (this.#running > 0) return this.#cancel()
    try {
      await this.#send({ text: 'rollback' })
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
    this.#client.release(this.#spoilt || this.#options.signal.aborted || this.#names.size > NAMES)
  }

  /** What is asked before the process turns to anything else goes out as one packet. */
  #sendTogether(): void {
    // pg keeps it to itself; without it each message is a packet.
    const { stream } = Object(Reflect.get(this.#client, 'connection')) as { readonly stream?: Writable }
    stream?.cork()
    process.nextTick(() => stream?.uncork())
  }

  get #names(): Set<string> {
    const names = namesOf.get(this.#client) ?? new Set()
    namesOf.set(this.#client, names)
    return names
  }

  async #send(query: QueryConfig & { readonly rowMode?: 'array' }): Promise<PgResult> {
    if (this.#released) throw new Error('The tenant transaction is over')
    this.#options.signal.throwIfAborted()
    this.#spoilt = true
    this.#running++
    try {
      return await this.#client.query(query)
    } catch (error) {
      this.#options.signal.throwIfAborted()
      throw this.#lost ? connectionError(this.#lost) : withoutValues(error)
    } finally {
      this.#running--
    }
  }

  // The timeout and shutdown of the server end an idle connection; without a listener that would end the process.
  readonly #onError = (error: Error) => {
    this.#lost ??= error
  }

  readonly #onAbort = () => {
    if (this.#running > 0) void this.#cancel()
  }

  async #cancel(): Promise<void> {
    await this.#begun.catch(() => {})
    if (this.#pid !== undefined && this.#running > 0) await this.#options.cancel(this.#pid)
  }
}
