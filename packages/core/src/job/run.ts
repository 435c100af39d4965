import { randomUUID } from 'node:crypto'
import { type Database, inTenant, type Mode, sendToQueue } from '@onewindow/db'
import { audit } from '../audit/service.ts'
import { DomainError } from '../errors.ts'
import type { JobId } from '../ids.ts'
import { findCurrentRelease, type LoadedRelease } from '../release/service.ts'
import { type Actor, type AreaScope, type Session, systemActor, type Transaction } from '../session.ts'
import type { Tables } from '../tables.ts'
import type { JobKind, RunningJob } from './kind.ts'
import { failureOf, type JobFailure, MOST_ATTEMPTS, patience } from './policy.ts'
import { findState, isAnyWaiting, type JobRow, moveJob, saveProgress, startJob } from './queries.ts'

/** What every run in a process shares. */
export interface RunServices {
  readonly db: Database<Tables>
  readonly cipher: Session['cipher']
  readonly demo: boolean
  readonly now: () => Date
  readonly kinds: ReadonlyMap<string, JobKind>
  /** The extension that a kind is of; core's are in no extension. */
  readonly owners?: ReadonlyMap<string, string>
  /** An error that nobody expected, for the log; it may quote values. */
  readonly bug: (error: unknown, job: { readonly tenant: string; readonly job: string }) => void
}

/** Whether the tenant uses the extension that a kind is of. */
export function isEnabled(
  { owners }: Pick<RunServices, 'owners'>,
  tenant: { readonly definition: Pick<LoadedRelease['definition'], 'extensions'> },
  { name }: Pick<JobKind, 'name'>,
): boolean {
  const owner = owners?.get(name)
  return owner === undefined || (tenant.definition.extensions ?? []).includes(owner)
}

/** The job was cancelled, or another run has it: this one has nothing more to say. */
class JobGone extends Error {
  override readonly name = 'JobGone'
}

/** Another job goes first. */
class GivesWay extends Error {
  override readonly name = 'GivesWay'
}

export interface Start {
  readonly tenant: string
  readonly job: JobId
  readonly signal: AbortSignal
}

/**
 * Takes a job and runs it until it ends, fails, is cancelled or `signal` aborts; every end is in the job's row. A job that
 * has ended already is left alone. Rejects only where the end could not be recorded.
 */
export async function runJob(services: RunServices, start: Start): Promise<void> {
  const { tenant, job, signal } = start
  const release = await findCurrentRelease(services.db, tenant)
  if (!release) throw new Error(`${tenant} has no release`)
  const run = new Run(services, release, { job, run: randomUUID(), signal })
  const row = await run.take()
  if (!row) return
  try {
    await run.work(row)
  } catch (error) {
    if (error instanceof JobGone) return
    if (signal.aborted || error instanceof GivesWay) return run.giveBack(row)
    const failure = failureOf(error)
    if (failure.isBug) services.bug(error, { tenant, job })
    return run.fail(row, failure)
  }
  await run.succeed(row)
}

class Run {
  readonly #services: RunServices
  readonly #tenant: LoadedRelease
  readonly #place: { readonly job: JobId; readonly run: string; readonly signal: AbortSignal }
  /** Of whom asked for the job. */
  #actor: Actor = systemActor('worker')
  #areas: AreaScope = 'all'

  constructor(
    services: RunServices,
    release: LoadedRelease,
    place: { readonly job: JobId; readonly run: string; readonly signal: AbortSignal },
  ) {
    this.#services = services
    this.#tenant = release
    this.#place = place
  }

  async take(): Promise<JobRow | undefined> {
    const { job, run } = this.#place
    const now = this.#services.now()
    const row = await this.#transaction('write', (tx) => startJob(tx, { job, run, now }))
    if (!row) return undefined
    this.#areas = row.operating_area === null ? 'all' : [row.operating_area]
    this.#actor = { ...systemActor(row.kind, this.#areas), id: row.requested_by }
    return row
  }

  async work(row: JobRow): Promise<void> {
    const kind = this.#services.kinds.get(row.kind)
    if (!kind) throw new DomainError('JOB_KIND_UNKNOWN')
    if (!isEnabled(this.#services, this.#tenant, kind)) throw new DomainError('EXTENSION_NOT_ENABLED')
    // Whatever ends its process each time would do so for ever.
    if (row.attempts > MOST_ATTEMPTS)
      throw new DomainError('JOB_KEEPS_STOPPING', [], { attempts: MOST_ATTEMPTS })
    const { job, signal } = this.#place
    let isFirst = true
    const running: RunningJob<object, object> = {
      id: job,
      input: row.input,
      checkpoint: row.checkpoint,
      release: this.#tenant,
      signal,
      inTenant: async (mode, use) => {
        // Each start gets on, however many others there are.
        if (!isFirst && kind.givesWay) await this.#giveWay()
        isFirst = false
        return this.#transaction(mode, async (tx) => {
          if ((await tx.opening)?.current_release !== this.#tenant.hash)
            throw new DomainError('RELEASE_CHANGED')
          return use(this.#session(tx))
        })
      },
      save: async ({ tx }, checkpoint, progress) => {
        if (!(await saveProgress(tx, this.#place, { checkpoint, progress }))) throw new JobGone()
      },
    }
    await kind.run(running)
  }

  succeed(row: JobRow): Promise<void> {
    return this.#settle((tx) => this.#end(tx, row, 'succeed'))
  }

  /** Tries again after a while where the failure may pass. */
  fail(row: JobRow, failure: JobFailure): Promise<void> {
    return this.#settle(async (tx) => {
      const attempts = (await findState(tx, this.#place.job))?.attempts ?? 0
      if (failure.passes && attempts < MOST_ATTEMPTS)
        await this.#release(tx, row, { after: new Date(Date.now() + patience(attempts) * 1_000) })
      else await this.#end(tx, row, 'fail', failure)
    })
  }

  /** So that another process, or this one, goes on with it. Being stopped is no failed attempt. */
  giveBack(row: JobRow): Promise<void> {
    return this.#settle((tx) => this.#release(tx, row, { changes: { attempts: 0 } }))
  }

  async #giveWay(): Promise<void> {
    const kinds = [...this.#services.kinds.values()].filter(({ givesWay }) => givesWay)
    const names = kinds.map(({ name }) => name)
    if (await this.#transaction('read', (tx) => isAnyWaiting(tx, names))) throw new GivesWay()
  }

  async #end(tx: Transaction, row: JobRow, name: 'succeed' | 'fail', failure?: JobFailure): Promise<void> {
    const { job, run } = this.#place
    const changes = {
      run_id: null,
      finished_at: this.#services.now(),
      ...(failure && { error_code: failure.code, error_values: JSON.stringify(failure.values) }),
    }
    if (!(await moveJob(tx, job, { name, run, changes }))) return
    const detail = { kind: row.kind, ...(failure && { code: failure.code }) }
    await audit(this.#session(tx), `job.${name}`, { subjects: [job], detail })
  }

  async #release(
    tx: Transaction,
    row: JobRow,
    { after, changes }: { after?: Date; changes?: { attempts: 0 } },
  ): Promise<void> {
    const { job, run } = this.#place
    if (await moveJob(tx, job, { name: 'release', run, changes: { run_id: null, ...changes } }))
      await sendToQueue(tx, job, { after, last: this.#services.kinds.get(row.kind)?.givesWay })
  }

  /** The end is recorded although the signal has aborted. */
  #settle(use: (tx: Transaction) => Promise<void>): Promise<void> {
    const scope = { tenant: this.#tenant.id, areas: this.#areas }
    return inTenant(this.#services.db, { scope, mode: 'write' }, use)
  }

  #transaction<Result>(mode: Mode, use: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const scope = { tenant: this.#tenant.id, areas: this.#areas }
    const { signal } = this.#place
    return inTenant(this.#services.db, { scope, mode, signal }, use)
  }

  #session(tx: Transaction): Session {
    const { cipher, demo, now } = this.#services
    const { job } = this.#place
    return { tx, tenant: this.#tenant, actor: this.#actor, now: now(), cipher, demo, requestId: job }
  }
}
