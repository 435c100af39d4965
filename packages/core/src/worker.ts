import { type Database, inTenant, workQueues } from '@onewindow/db'
import type { Extension } from './extension/define.ts'
import type { Cipher } from './identifier/cipher.ts'
import type { JobId } from './ids.ts'
import { isEnabled, type RunServices, runJob } from './job/run.ts'
import { enqueue, type JobKind } from './job/service.ts'
import { JOB_KINDS } from './job-kinds.ts'
import { findCurrentRelease } from './release/service.ts'
import { systemActor, today } from './session.ts'
import type { Tables } from './tables.ts'

export interface WorkerOptions {
  readonly db: Database<Tables>
  /** Tenants whose jobs it runs, one of each at a time: slugs. */
  readonly tenants: readonly string[]
  readonly cipher: Cipher
  readonly demo?: boolean
  readonly now?: () => Date
  /** Their jobs run in tenants that use them. */
  readonly extensions?: readonly Extension[]
  /** Default: core's. */
  readonly kinds?: readonly JobKind[]
  /** Such as pino's. Whatever it is told of an error may quote values. */
  readonly log: { error(about: object, message: string): void }
}

export interface Worker {
  /** Takes no more jobs, and gives those that run back, so that another process goes on with them at once. */
  close(): Promise<void>
}

const OFTEN = 600_000

/**
 * Runs the jobs of any number of tenants, and asks each day for those that are daily. Any number of processes may.
 *
 * @example
 * const worker = await createWorker({ db, tenants: ['kp'], cipher, log })
 * await worker.close()
 */
export async function createWorker(options: WorkerOptions): Promise<Worker> {
  const { db, tenants, cipher, demo = false, now = () => new Date(), log } = options
  const { extensions = [], kinds = JOB_KINDS } = options
  const added = extensions.flatMap(({ name: owner, jobs = [] }) => jobs.map((kind) => ({ owner, kind })))
  const services: RunServices = {
    db,
    cipher,
    demo,
    now,
    kinds: new Map([...kinds, ...added.map(({ kind }) => kind)].map((kind) => [kind.name, kind])),
    owners: new Map(added.map(({ owner, kind }) => [kind.name, owner])),
    bug: (err, job) => log.error({ err, ...job }, 'a job failed'),
  }
  const stopping = new AbortController()
  const stop = await workQueues(db, {
    tenants,
    run: (tenant, job, lost) =>
      // Only ids of jobs are sent.
      runJob(services, { tenant, job: job as JobId, signal: AbortSignal.any([lost, stopping.signal]) }),
    failed: (err) => {
      // What came in while it stops goes back to the queue.
      if (err !== stopping.signal.reason) log.error({ err }, 'the queue failed')
    },
  })
  const askAll = async () => {
    for (const tenant of tenants)
      await askForDaily(services, tenant).catch((err) =>
        log.error({ err, tenant }, 'daily jobs were not asked for'),
      )
  }
  let asking = askAll()
  const timer = setInterval(() => {
    asking = asking.then(askAll)
  }, OFTEN)
  return {
    async close() {
      clearInterval(timer)
      stopping.abort(new Error('The process stops'))
      await Promise.all([asking, stop()])
    },
  }
}

/** However many processes ask, and however often: the key says the tenant's day. */
export async function askForDaily(services: RunServices, tenantId: string): Promise<void> {
  const { db, cipher, demo, now, kinds } = services
  const tenant = await findCurrentRelease(db, tenantId)
  if (!tenant) return
  await inTenant(db, { scope: { tenant: tenantId, areas: 'all' }, mode: 'write' }, async (tx) => {
    const session = { tx, tenant, actor: systemActor('worker'), now: now(), cipher, demo }
    for (const kind of kinds.values())
      if (kind.daily && isEnabled(services, tenant, kind))
        await enqueue(session, {
          kind,
          input: kind.daily,
          idempotencyKey: `${kind.name} ${today(session)}`,
        })
  })
}
