import { DomainError } from '../errors.ts'
import type { JobId, SurveyImportId } from '../ids.ts'
import { enqueue, inTime, type JobKind, type StepSize, stepSize } from '../job/service.ts'
import { screenAgain } from '../population/service.ts'
import type { Session } from '../session.ts'
import { BATCH, mergeNext } from './merge.ts'
import { countStagedByArea, countStates, setJob } from './queries.ts'
import { requireImport } from './service.ts'

/** How often a window may be quicker with one of the documents of a batch, before the job gives way. */
const MOST_RACES = 10

/** Areas at once: while PostgreSQL writes a batch of one, this process makes the next of another. */
const LANES = 2

interface Merged {
  /** Households so far, and in all. */
  readonly done: number
  readonly total: number
}

/**
 * Merges a staged import batch by batch, two areas at once; what a batch wrote and how far it got is one transaction. Whoever
 * may be somebody of the same area is looked for in the register, so an area is one lane's alone.
 */
export const mergeSurvey: JobKind<{ readonly surveyImport: SurveyImportId }, Merged> = {
  name: 'survey.merge',
  async run({ id, input: { surveyImport }, checkpoint, signal, inTenant, save }) {
    const staged = await inTenant('read', ({ tx }) => countStagedByArea(tx, surveyImport))
    const left = staged.reduce((sum, { count }) => sum + count, 0)
    const total = checkpoint?.total ?? left
    let done = Math.max(0, total - left)
    let failed = false
    const step = (area: string, size: StepSize) =>
      inTime(size, { signal }, (rows) =>
        inTenant('write', async (session) => {
          const settled = await mergeNext(session, surveyImport, { area, size: rows })
          const far = { done: done + settled, total }
          if (settled > 0) await save(session, far, far)
          return settled
        }),
      )
    const mergeArea = async (area: string) => {
      const size = stepSize(BATCH)
      for (let races = 0; !failed; ) {
        try {
          const settled = await step(area, size)
          if (settled === 0) return
          done += settled
          races = 0
        } catch (error) {
          // A window, or another area, registered one of them meanwhile: the next look finds them.
          if (isRace(error) && ++races <= MOST_RACES) continue
          failed = true
          throw error
        }
      }
    }
    const areas = staged.values()
    const lane = async () => {
      for (const { area } of areas) await mergeArea(area)
    }
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
    if (left > 0 || checkpoint)
      await inTenant('write', async (session) => {
        await save(session, { done, total }, { done, total })
        await screenAgain(session, `${mergeSurvey.name} ${id}`)
      })
  },
}

const isRace = (error: unknown): boolean =>
  error instanceof DomainError && ['IDENTIFIER_TAKEN', 'REGISTERED_ELSEWHERE'].includes(error.code)

/** Asks for the job that merges what is staged; null where nothing is left to merge. */
export async function requestMerge(
  session: Session,
  id: string,
): Promise<{ readonly surveyImport: SurveyImportId; readonly job: JobId | null }> {
  const { survey_import_id: surveyImport, job_id } = await requireImport(session, id, 'lock')
  const states = await countStates(session.tx, 'all', surveyImport)
  if (!states.get('staged')) return { surveyImport, job: job_id }
  // More of the file may have been staged since an earlier job began.
  const all = [...states.values()].reduce((sum, count) => sum + count, 0)
  const { job } = await enqueue(session, {
    kind: mergeSurvey,
    input: { surveyImport },
    idempotencyKey: `${mergeSurvey.name} ${surveyImport} ${all}`,
  })
  await setJob(session.tx, surveyImport, job)
  return { surveyImport, job }
}
