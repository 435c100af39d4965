import { once } from '../idempotency/service.ts'
import type { JobId, PopulationScreeningId } from '../ids.ts'
import { enqueue, type JobKind } from '../job/service.ts'
import type { Session } from '../session.ts'
import { beginPopulationScreening, type Screened, screenNext } from './screen.ts'

const NOBODY: Screened = { done: 0, total: 0, after: null }

/** Screens a population batch by batch; what a batch found and how far it got is one transaction. */
export const screenPopulation: JobKind<{ readonly screening: PopulationScreeningId }, Screened> = {
  name: 'population.screen',
  async run({ input, checkpoint, inTenant, save }) {
    for (let state = checkpoint; ; ) {
      const next = await inTenant('write', async (session) => {
        const screened = await screenNext(session, input.screening, state)
        // Its end too is undone where the job was cancelled or taken over.
        const reached = screened ?? state ?? NOBODY
        await save(session, reached, { done: reached.done, total: reached.total })
        return screened
      })
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
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const { screening } = await beginPopulationScreening(session, input)
    const { job } = await enqueue(session, {
      kind: screenPopulation,
      input: { screening },
      idempotencyKey: `${screenPopulation.name} ${screening}`,
    })
    return { screening, job }
  })

/**
 * Asks for a screening of everyone as of today, once for each cause: what a job has changed in bulk is counted again, so that
 * coverage follows the register.
 */
export const screenAgain = async (session: Session, cause: string): Promise<void> => {
  await requestPopulationScreening(session, { idempotencyKey: `after ${cause}` })
}
