import { once } from '../idempotency/service.ts'
import type { JobId, PopulationScreeningId } from '../ids.ts'
import { cancelJob, enqueue, inTime, type JobKind, stepSize, unfinishedJobs } from '../job/service.ts'
import type { Session } from '../session.ts'
import { BATCH, beginPopulationScreening, type Screened, screenNext } from './screen.ts'

const NOBODY: Screened = { done: 0, total: 0, after: null }

interface Input {
  readonly screening: PopulationScreeningId
  /** Not asked for by a person, but because a job changed much. */
  readonly again?: boolean
}

/** Screens a population batch by batch; what a batch found and how far it got is one transaction. */
export const screenPopulation: JobKind<Input, Screened> = {
  name: 'population.screen',
  givesWay: true,
  async run({ input, checkpoint, signal, inTenant, save }) {
    const size = stepSize(BATCH)
    for (let state = checkpoint; ; ) {
      const from = state
      const next = await inTime(size, { signal }, (rows) =>
        inTenant('write', async (session) => {
          const screened = await screenNext(session, input.screening, from, rows)
          // Its end too is undone where the job was cancelled or taken over.
          const reached = screened ?? from ?? NOBODY
          await save(session, reached, { done: reached.done, total: reached.total })
          return screened
        }),
      )
      if (!next) return
      state = next
    }
  },
}

/** Begins a screening of everyone registered, and asks for the job that makes it. */
export const requestPopulationScreening = (
  session: Session,
  input: { readonly on?: string | null | undefined; readonly idempotencyKey: string },
): Promise<{ readonly screening: PopulationScreeningId; readonly job: JobId }> =>
  once(session, { key: input.idempotencyKey, request: input }, () => begin(session, { on: input.on }))

/**
 * Asks for a screening of everyone as of today, once for each cause: what a job has changed in bulk is counted again, so that
 * coverage follows the register. One that was asked for so and has not finished would say less, and is cancelled.
 */
export const screenAgain = async (session: Session, cause: string): Promise<void> => {
  await once(session, { key: `after ${cause}`, request: { cause } }, async () => {
    for (const { id, input } of await unfinishedJobs(session, screenPopulation))
      if (input.again) await cancelJob(session, id)
    return begin(session, { again: true })
  })
}

async function begin(
  session: Session,
  { on, again = false }: { readonly on?: string | null | undefined; readonly again?: boolean },
): Promise<{ readonly screening: PopulationScreeningId; readonly job: JobId }> {
  const { screening } = await beginPopulationScreening(session, { on })
  const { job } = await enqueue(session, {
    kind: screenPopulation,
    input: { screening, ...(again && { again }) },
    idempotencyKey: `${screenPopulation.name} ${screening}`,
  })
  return { screening, job }
}
