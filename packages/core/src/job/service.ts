import { sendToQueue } from '@onewindow/db'
import { audit } from '../audit/service.ts'
import { DomainError, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { isId, type JobId, newId } from '../ids.ts'
import type { Session } from '../session.ts'
import type { JobKind } from './kind.ts'
import type { MoveName } from './policy.ts'
import { findState, findUnfinished, insertJob, type JobRow, moveJob } from './queries.ts'

export type { JobKind, Progress, RunningJob } from './kind.ts'
export { inTime, type StepSize, stepSize } from './step-size.ts'

export interface JobRequest<Input extends object> {
  readonly kind: JobKind<Input, never>
  /** Without personal data: it is kept, and shown to who may read jobs. */
  readonly input: Input
  /** The same key of the same actor is the same job. */
  readonly idempotencyKey: string
  /** An operating area; without it the job is the whole tenant's, and the transaction must reach all of it. */
  readonly area?: string
}

/** Asks for a job in the caller's transaction: it starts once that commits, and never if it does not. */
export const enqueue = <Input extends object>(
  session: Session,
  { kind, input, idempotencyKey, area }: JobRequest<Input>,
): Promise<{ readonly job: JobId }> =>
  once(session, { key: idempotencyKey, request: { kind: kind.name, input, area } }, async () => {
    const job = newId<'job'>()
    await insertJob(session.tx, {
      tenant_id: session.tenant.id,
      operating_area: area ?? null,
      job_id: job,
      kind: kind.name,
      state: 'queued',
      input: JSON.stringify(input),
      checkpoint: null,
      stage: null,
      done: 0,
      total: null,
      attempts: 0,
      run_id: null,
      error_code: null,
      error_values: null,
      requested_by: session.actor.id,
      requested_at: session.now,
      started_at: null,
      finished_at: null,
    })
    await sendToQueue(session.tx, job, { last: kind.givesWay })
    await audit(session, 'job.enqueue', { subjects: [job], detail: { kind: kind.name } })
    return { job }
  })

/** The jobs of a kind that wait or run, and what they were asked for. */
export const unfinishedJobs = async <Input extends object>(
  { tx }: Session,
  kind: JobKind<Input, never>,
): Promise<{ readonly id: JobId; readonly input: Input }[]> =>
  // What `enqueue` took for this kind.
  (await findUnfinished(tx, kind.name)).map(({ job_id, input }) => ({ id: job_id, input: input as Input }))

/** Ends a job that has not ended. One that runs stops where it would save next, and that is undone. */
export async function cancelJob(session: Session, id: string): Promise<{ readonly job: JobId }> {
  const { job_id: job } = await move(session, id, {
    name: 'cancel',
    changes: { run_id: null, finished_at: session.now },
  })
  await audit(session, 'job.cancel', { subjects: [job] })
  return { job }
}

/** Lets a job that failed or was cancelled go on from its checkpoint. */
export async function retryJob(session: Session, id: string): Promise<{ readonly job: JobId }> {
  const { job_id: job } = await move(session, id, {
    name: 'retry',
    changes: { attempts: 0, error_code: null, error_values: null, finished_at: null },
  })
  await sendToQueue(session.tx, job)
  await audit(session, 'job.retry', { subjects: [job] })
  return { job }
}

async function move(
  session: Session,
  id: string,
  to: { readonly name: MoveName; readonly changes: Parameters<typeof moveJob>[2]['changes'] },
): Promise<JobRow> {
  const moved = isId(id) ? await moveJob(session.tx, id as JobId, to) : undefined
  if (moved) return moved
  const found = isId(id) ? await findState(session.tx, id as JobId) : undefined
  if (!found) throw notFound(['job'])
  throw new DomainError('JOB_STATE', ['job'], { state: found.state })
}
