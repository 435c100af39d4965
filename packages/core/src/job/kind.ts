import type { Mode } from '@onewindow/db'
import type { JobId } from '../ids.ts'
import type { LoadedRelease } from '../release/service.ts'
import type { Session } from '../session.ts'

/**
 * A kind of long work. `run` may be cut off at any instant and is then called again, elsewhere, with the last checkpoint
 * that was saved: so what it writes goes into the transaction that saves the checkpoint.
 *
 * @example
 * export const countFamilies: JobKind<object, { readonly after: string }> = {
 *   name: 'household.count',
 *   async run({ checkpoint, inTenant, save }) {
 *     for (let after = checkpoint?.after; ; )
 *       if (await inTenant('write', async (session) => { …; await save(session, { after }, { done, total }) })) return
 *   },
 * }
 */
export interface JobKind<Input extends object = object, Checkpoint extends object = object> {
  /** Slice and deed: `audit.seal`. It stays for ever: rows name it. */
  readonly name: string
  /** Asked for once a day in every tenant, with this input. */
  readonly daily?: Input
  /** The tenant’s other jobs go first: between two transactions it stops for those that wait, and goes on after them. */
  readonly givesWay?: true
  run(job: RunningJob<Input, Checkpoint>): Promise<void>
}

export interface RunningJob<Input extends object, Checkpoint extends object> {
  readonly id: JobId
  readonly input: Input
  /** Null at the very beginning. */
  readonly checkpoint: Checkpoint | null
  /** The tenant's release at this start; every transaction refuses to go on under another one. */
  readonly release: LoadedRelease
  /** Aborts when this run must end: the process stops, or another has taken the job over. Cancels running SQL. */
  readonly signal: AbortSignal
  /** One transaction, as who asked for the job, within the job's area. */
  inTenant<Result>(mode: Mode, use: (session: Session) => Promise<Result>): Promise<Result>
  /**
   * Keeps how far the job is, in the transaction that got it there. Throws where the job was cancelled or taken over, so
   * that the transaction is undone; let that error through.
   */
  save(session: Session, checkpoint: Checkpoint, progress: Progress): Promise<void>
}

export interface Progress {
  readonly done: number
  /** Null where nobody can know it yet. */
  readonly total: number | null
  /** Of a job that has several: `load`. */
  readonly stage?: string
}
