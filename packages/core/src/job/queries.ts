import { within } from '@onewindow/db'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { JobId } from '../ids.ts'
import type { Transaction } from '../session.ts'
import type { Progress } from './kind.ts'
import { MOVES, type MoveName } from './policy.ts'
import type { JobState, JobTable } from './table.ts'

export type JobRow = Selectable<JobTable>

export async function insertJob(tx: Transaction, row: Insertable<JobTable>): Promise<void> {
  await tx.insertInto('job').values(row).execute()
}

/** What a move writes beside the state. */
type Changes = Pick<
  Updateable<JobTable>,
  'run_id' | 'attempts' | 'error_code' | 'error_values' | 'finished_at'
>

/**
 * Moves a job from one state to the next; undefined where it is not in reach, in another state or, where `run` is named, in
 * another run.
 */
export const moveJob = (
  tx: Transaction,
  job: JobId,
  move: { readonly name: MoveName; readonly run?: string; readonly changes: Changes },
): Promise<JobRow | undefined> =>
  tx
    .updateTable('job')
    .set({ state: MOVES[move.name].to, ...move.changes })
    .where(within(tx, 'job'))
    .where('job_id', '=', job)
    .where('state', 'in', MOVES[move.name].from)
    .$if(move.run !== undefined, (query) => query.where('run_id', '=', move.run ?? ''))
    .returningAll()
    .executeTakeFirst()

/** Gives a job to a run, which it takes from the run that has lost it; undefined where it has ended, or is out of reach. */
export const startJob = (
  tx: Transaction,
  { job, run, now }: { readonly job: JobId; readonly run: string; readonly now: Date },
): Promise<JobRow | undefined> =>
  tx
    .updateTable('job')
    .set({
      state: MOVES.start.to,
      run_id: run,
      attempts: sql`attempts + 1`,
      started_at: sql`coalesce(started_at, ${now})`,
    })
    .where(within(tx, 'job'))
    .where('job_id', '=', job)
    .where('state', 'in', MOVES.start.from)
    .returningAll()
    .executeTakeFirst()

export const findState = (
  tx: Transaction,
  job: JobId,
): Promise<{ readonly state: JobState; readonly attempts: number } | undefined> =>
  tx
    .selectFrom('job')
    .select(['state', 'attempts'])
    .where(within(tx, 'job'))
    .where('job_id', '=', job)
    .executeTakeFirst()

/**
 * Whether a job of the tenant waits that is none of these kinds. One that failed and is to be tried again after a while does not
 * count.
 */
export async function isAnyWaiting(tx: Transaction, except: readonly string[]): Promise<boolean> {
  const waiting = await tx
    .selectFrom('job')
    .select('job_id')
    .where('tenant_id', '=', tx.tenant)
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .where('kind', 'not in', except)
    .limit(1)
    .executeTakeFirst()
  return waiting !== undefined
}

export const findUnfinished = (
  tx: Transaction,
  kind: string,
): Promise<{ readonly job_id: JobId; readonly input: object }[]> =>
  tx
    .selectFrom('job')
    .select(['job_id', 'input'])
    .where(within(tx, 'job'))
    .where('kind', '=', kind)
    .where('state', 'in', MOVES.cancel.from)
    .execute()

/** False where this run is not the one that may save. */
export async function saveProgress(
  tx: Transaction,
  { job, run }: { readonly job: JobId; readonly run: string },
  { checkpoint, progress }: { readonly checkpoint: object; readonly progress: Progress },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('job')
    .set({
      checkpoint: JSON.stringify(checkpoint),
      stage: progress.stage ?? null,
      done: progress.done,
      total: progress.total,
      attempts: 0,
    })
    .where(within(tx, 'job'))
    .where('job_id', '=', job)
    .where('run_id', '=', run)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
