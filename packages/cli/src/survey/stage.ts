import { MOST_STAGED, today } from '@onewindow/core'
import { type ReadHousehold, type ReportedHousehold, readHouseholds, type Survey } from '@onewindow/survey'
import { accepted, type Refusable } from '../accepted.ts'
import type { OpenTenant } from '../ask.ts'
import type { Report } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import type { ReportFile } from './report-file.ts'

export interface Staging {
  readonly survey: Survey
  readonly surveyImport: string
  readonly language: string
  readonly file: ReportFile
  readonly progress: Report
}

/** Gives the good households to the register in batches, and writes the others into the report. */
export async function stage(
  { stopped }: Terminal,
  { ask, release, demo }: OpenTenant,
  { survey, surveyImport, language, file, progress }: Staging,
): Promise<{ readonly good: number; readonly bad: number }> {
  const seen = { good: 0, bad: 0 }
  let batch: ReadHousehold[] = []
  const report = async (refused: ReportedHousehold) => {
    seen.bad += 1
    await file.add(refused)
  }
  const flush = async () => {
    const refused = await stageBatch(ask, { batch, surveyImport, language })
    for (const one of batch) {
      const problem = refused.get(one.instance)
      if (problem) await report({ rows: one.rows, problems: [toldAt(one, problem)] })
      else seen.good += 1
    }
    batch = []
    progress({ done: seen.good + seen.bad, total: survey.households })
  }
  const day = today({ now: new Date(), tenant: release })
  for await (const item of readHouseholds(survey, { today: day, demo })) {
    stopped.throwIfAborted()
    if ('problems' in item) await report(item)
    else batch.push(item)
    if (batch.length === MOST_STAGED) await flush()
  }
  if (batch.length > 0) await flush()
  return seen
}

const STAGE = `mutation ($surveyImport: ID!, $households: [StagedHouseholdInput!]!) {
  answer: stageHouseholds(surveyImport: $surveyImport, households: $households) {
    ... on StagePayload { refused { instance problem { message path } } } ... on Problem { message } } }`

interface Told {
  readonly message: string
  readonly path: readonly string[]
}

async function stageBatch(
  ask: OpenTenant['ask'],
  {
    batch,
    surveyImport,
    language,
  }: { readonly batch: readonly ReadHousehold[]; readonly surveyImport: string; readonly language: string },
): Promise<ReadonlyMap<string, Told>> {
  const households = batch.map(({ instance, lines: [line], household }) => ({ instance, line, household }))
  const { answer } = (await ask(STAGE, { surveyImport, households }, language)) as {
    answer: Refusable<{ refused: readonly { instance: string; problem: Told }[] }>
  } // the document's shape
  return new Map(accepted(answer).refused.map(({ instance, problem }) => [instance, problem]))
}

/** The row of the member that the refusal names; the first one where it is about the household. */
function toldAt({ rows, household, lines: [first] }: ReadHousehold, { message, path }: Told) {
  const [list, index] = path
  const member = list === 'members' ? rows[Number(index)] : undefined
  const line = rows.length === household.members.length ? (member?.line ?? first) : first
  return { line, text: `${line}: ${message}` }
}
