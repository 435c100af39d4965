import { DomainError } from '../errors.ts'
import type { JobId, SurveyImportId } from '../ids.ts'
import { enqueue, inTime, type JobKind, stepSize } from '../job/service.ts'
import { screenAgain } from '../population/service.ts'
import type { Session } from '../session.ts'
import { BATCH, type Merged, mergeNext } from './merge.ts'
import { countStates, setJob } from './queries.ts'
import { requireImport } from './service.ts'

/** How often a window may be quicker with one of the documents of a batch, before the job gives way. */
const MOST_RACES = 10

/** Merges a staged import batch by batch; what a batch wrote and how far it got is one transaction. */
export const mergeSurvey: JobKind<{ readonly surveyImport: SurveyImportId }, Merged> = {
  name: 'survey.merge',
  async run({ id, input, checkpoint, signal, inTenant, save }) {
    const size = stepSize(BATCH)
    const step = (state: Merged | null) =>
      inTime(size, { signal }, (rows) =>
        inTenant('write', async (session) => {
          const merged = await mergeNext(session, input.surveyImport, state, rows)
          if (merged) await save(session, merged, merged)
          else if (state) await screenAgain(session, `${mergeSurvey.name} ${id}`)
          return merged
        }),
      )
    let races = 0
    for (let state = checkpoint; ; ) {
      try {
        const next = await step(state)
        if (!next) return
        state = next
        races = 0
      } catch (error) {
        // A window registered one of them meanwhile: the next look finds them.
        if (!isRace(error) || ++races > MOST_RACES) throw error
      }
    }
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
