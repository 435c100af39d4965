import { type DomainError, MOST_STAGED, stageHouseholds, today } from '@onewindow/core'
import { type ReadHousehold, type ReportedHousehold, readHouseholds, type Survey } from '@onewindow/survey'
import type { Translator } from '@onewindow/tenant'
import type { OpenTenant } from '../ask.ts'
import type { Report } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import type { ReportFile } from './report-file.ts'

export interface Staging {
  readonly survey: Survey
  readonly surveyImport: string
  readonly texts: Translator
  readonly file: ReportFile
  readonly progress: Report
}

/** Gives the good households to the register in batches, and writes the others into the report. */
export async function stage(
  { stopped }: Terminal,
  { inSession, release, demo }: OpenTenant,
  { survey, surveyImport, texts, file, progress }: Staging,
): Promise<{ readonly good: number; readonly bad: number }> {
  const seen = { good: 0, bad: 0 }
  let batch: ReadHousehold[] = []
  let underWay: Promise<() => Promise<void>> | undefined
  const report = async (refused: ReportedHousehold) => {
    seen.bad += 1
    await file.add(refused)
  }
  const give = async (given: readonly ReadHousehold[]) => {
    const households = given.map(({ instance, lines: [line], household }) => ({ instance, line, household }))
    const { refused } = await inSession((session) => stageHouseholds(session, { surveyImport, households }))
    const errors = new Map(refused.map(({ instance, error }) => [instance, error]))
    return async () => {
      for (const one of given) {
        const error = errors.get(one.instance)
        if (error) await report({ rows: one.rows, problems: [toldAt(one, error, texts)] })
        else seen.good += 1
      }
      progress({ done: seen.good + seen.bad, total: survey.households })
    }
  }
  const settle = async () => {
    const tell = await underWay
    underWay = undefined
    await tell?.()
  }
  // One batch is written while the next is read.
  const flush = async () => {
    await settle()
    underWay = give(batch)
    underWay.catch(() => {})
    batch = []
  }
  const day = today({ now: new Date(), tenant: release })
  try {
    for await (const item of readHouseholds(survey, { today: day, demo })) {
      stopped.throwIfAborted()
      if ('problems' in item) await report(item)
      else batch.push(item)
      if (batch.length === MOST_STAGED) await flush()
    }
    if (batch.length > 0) await flush()
    await settle()
  } finally {
    await underWay?.catch(() => {})
  }
  return seen
}

/** The row of the member that the refusal names; the first one where it is about the household. */
function toldAt({ rows, household, lines: [first] }: ReadHousehold, error: DomainError, texts: Translator) {
  const [list, index] = error.place
  const member = list === 'members' ? rows[Number(index)] : undefined
  const line = rows.length === household.members.length ? (member?.line ?? first) : first
  return { line, text: `${line}: ${texts.t(`error.${error.code}`, error.values)}` }
}
