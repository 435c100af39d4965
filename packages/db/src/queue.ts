import type { Pool } from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import { type Database, internalsOf } from './connect.ts'
import { connectionError } from './database-error.ts'
import { databaseOf, type TenantTransaction } from './tenant-transaction.ts'

/** Made by a migration: the application's role may not. */
const SCHEMA = 'pgboss'

/** A worker that has not been heard of for so long has lost its job; another one takes it some seconds later. */
const LEASE_SECONDS = 20

/** Between two looks for jobs that can start. */
const LOOK_SECONDS = 2
/** A worker that nobody wakes asks for itself. */
const BACKSTOP_SECONDS = 60

/** Each tenant's queue: one job at a time, whoever works on it. */
const QUEUE = {
  policy: 'singleton',
  heartbeatSeconds: LEASE_SECONDS,
  // A lost lease is the only thing that pg-boss retries, and it never gives up: attempts are the job's to count.
  retryLimit: 1_000_000,
  retryDelay: 0,
  // The most that pg-boss takes. A longer job goes on from its checkpoint.
  expireInSeconds: 24 * 3_600,
  retentionSeconds: 10 * 365 * 24 * 3_600,
  deleteAfterSeconds: 24 * 3_600,
} as const

/** What a queue's row holds: where the job is, and nothing about it. */
interface Pointer {
  readonly job: string
}

/**
 * Points the tenant's queue at a job, in the transaction that writes the job: both are there, or neither.
 *
 * @param when `after`: the earliest moment of its start, default at once; `last`: when no other job of the tenant can start
 */
export async function sendToQueue<DB>(
  tx: TenantTransaction<DB>,
  job: string,
  { after, last = false }: { readonly after?: Date | undefined; readonly last?: boolean | undefined } = {},
): Promise<void> {
  const boss = await senderOf(databaseOf(tx))
  await openQueue(boss, tx.tenant)
  const pointer: Pointer = { job }
  await boss.send(tx.tenant, pointer, {
    db: fromKysely(tx),
    priority: last ? -1 : 0,
    ...(after && { startAfter: after }),
  })
}

export interface QueueWork {
  readonly tenants: readonly string[]
  /**
   * Runs the job of this id to its end. `signal` aborts when another worker has taken it over. It is called again, here or
   * elsewhere, if the process ends before the promise does, or if it rejects.
   */
  readonly run: (tenant: string, job: string, signal: AbortSignal) => Promise<void>
  /** What failed beside the jobs: a lost connection, above all. */
  readonly failed: (error: unknown) => void
}

/**
 * Takes jobs from the tenants' queues, one of each tenant at a time, until it is stopped; then waits for those that run.
 *
 * @example
 * const stop = await workQueues(db, { tenants: ['kp'], run, failed })
 */
export async function workQueues<DB>(
  db: Database<DB>,
  { tenants, run, failed }: QueueWork,
): Promise<() => Promise<void>> {
  const boss = await startBoss(db, failed, true)
  const { closing } = internalsOf(db)
  let stopLooking = () => {}
  const stop = () => {
    stopLooking()
    return boss.stop({ close: false, timeout: 20_000 })
  }
  closing.add(stop)
  const options = { pollingIntervalSeconds: BACKSTOP_SECONDS, heartbeatRefreshSeconds: LEASE_SECONDS / 4 }
  const workers = new Map<string, string>()
  for (const tenant of tenants) {
    await openQueue(boss, tenant)
    const worker = await boss.work<Pointer>(tenant, options, async ([taken]) => {
      if (!taken) return
      try {
        await run(tenant, taken.data.job, taken.signal)
      } catch (error) {
        failed(error)
        // pg-boss keeps what it is told, and an error may quote rows.
        throw new Error('The job’s end could not be recorded')
      }
    })
    workers.set(tenant, worker)
  }
  stopLooking = keepLooking(boss, { pool: internalsOf(db).pool, workers, failed })
  return async () => {
    await stop()
    closing.delete(stop)
  }
}

/**
 * Wakes the workers whose queues have something to start, by one statement for all: were each to ask for itself every two
 * seconds, an idle process of two hundred tenants would ask a hundred times a second.
 */
function keepLooking(
  boss: PgBoss,
  {
    pool,
    workers,
    failed,
  }: {
    readonly pool: Pick<Pool, 'query'>
    readonly workers: ReadonlyMap<string, string>
    readonly failed: QueueWork['failed']
  },
): () => void {
  let looking = false
  const look = async () => {
    if (looking) return
    looking = true
    try {
      const { rows } = await pool.query<{ name: string }>(
        `select distinct name from ${SCHEMA}.job where name = any($1) and state < 'active' and start_after <= now()`,
        [[...workers.keys()]],
      )
      for (const { name } of rows) boss.notifyWorker(workers.get(name) ?? '')
    } catch (error) {
      failed(connectionError(error))
    } finally {
      looking = false
    }
  }
  const timer = setInterval(look, LOOK_SECONDS * 1_000)
  return () => clearInterval(timer)
}

const queues = new WeakMap<PgBoss, Map<string, Promise<void>>>()

/** Asked for once in a process: it takes a second connection while a transaction holds one. */
function openQueue(boss: PgBoss, tenant: string): Promise<void> {
  const known = queues.get(boss) ?? new Map<string, Promise<void>>()
  queues.set(boss, known)
  const opening = known.get(tenant) ?? boss.createQueue(tenant, QUEUE)
  known.set(tenant, opening)
  opening.catch(() => known.delete(tenant))
  return opening
}

const senders = new WeakMap<object, Promise<PgBoss>>()

/** One for each pool, started when it is first needed. */
function senderOf(db: object): Promise<PgBoss> {
  const known = senders.get(db)
  if (known) return known
  // A send that fails rejects; beside that there is nothing that this one does.
  const starting = startBoss(db, () => {}, false)
  senders.set(db, starting)
  starting.then(
    (boss) => internalsOf(db).closing.add(() => boss.stop({ close: false, graceful: false })),
    () => senders.delete(db),
  )
  return starting
}

async function startBoss(db: object, failed: (error: unknown) => void, supervise: boolean): Promise<PgBoss> {
  const { pool } = internalsOf(db)
  const boss = new PgBoss({
    db: {
      // Maintenance sends several statements at once and wants all their results, as pg gives them.
      executeSql: (text, values) =>
        pool.query(text, values).catch((error) => {
          throw connectionError(error)
        }),
    },
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    // What needs more than the application's role may do, and is not needed.
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', failed)
  return boss.start()
}
