import { basename, extname, resolve } from 'node:path'
import { createReport, hashFile, openSurvey, problemText, SurveyFileError } from '@onewindow/survey'
import { createTranslator } from '@onewindow/tenant'
import { accepted, type Refusable } from '../accepted.ts'
import { type OpenTenant, withTenant } from '../ask.ts'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { followJob, resumeJob } from '../jobs/follow.ts'
import { step } from '../progress.ts'
import { requireWritable } from '../screen/slip-file.ts'
import { print, type Terminal } from '../terminal.ts'
import { unreadable } from '../unreadable.ts'
import { openReport } from './report-file.ts'
import { stage } from './stage.ts'

export interface ImportOptions {
  readonly file: string
  readonly tenant?: string
  readonly report?: string
  readonly language?: string
  readonly format: Format
}

/** `onewindow import households`: what can be read is registered, what cannot is reported. */
export const runImportHouseholds = (
  terminal: Terminal,
  installation: Installation,
  { tenant, ...options }: ImportOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'import' }, async (tenantOpened) => {
    const path = resolve(terminal.directory, options.file)
    const { definition } = tenantOpened.release
    const language = options.language ?? definition.locales[0]?.id ?? 'en'
    const texts = createTranslator(definition, language)
    const report = resolve(terminal.directory, options.report ?? reportBeside(path))
    if (report === path)
      throw new Failure('The report would replace the file itself: name another with --report.')
    await requireWritable(report)
    const { survey, sha256 } = await step(terminal, {
      name: 'Looking through the file',
      run: async () => ({ survey: await openSurvey(path, definition), sha256: await hashFile(path) }),
      done: ({ survey: { households, rows } }) => `${count(households)} households, ${count(rows)} rows`,
    }).catch((error: unknown) => {
      throw explained(error, (problem) => problemText(problem, texts))
    })
    const surveyImport = await begin(tenantOpened, { name: basename(path), sha256 })
    const staged = await step(terminal, {
      name: 'Checking and staging',
      run: async (progress) => {
        const file = await openReport(report, createReport(survey, texts))
        try {
          const result = await stage(terminal, tenantOpened, {
            survey,
            surveyImport,
            texts,
            file,
            progress,
          })
          await file.finish(result.bad > 0)
          return result
        } finally {
          await file.discard()
        }
      },
      done: ({ bad, good }) => `${count(good)} good, ${count(bad)} bad`,
    })
    await merge(terminal, tenantOpened, surveyImport)
    const summary = {
      import: surveyImport,
      households: survey.households,
      ...(await countsOf(tenantOpened, surveyImport)),
      bad: staged.bad,
      report: staged.bad > 0 ? report : null,
    }
    print(terminal, options.format === 'json' ? JSON.stringify(summary, null, 2) : textOf(summary))
  })

const count = (number: number): string => number.toLocaleString('en')

const reportBeside = (path: string): string =>
  `${path.slice(0, path.length - extname(path).length)}-report.csv`

function explained(error: unknown, say: (problem: SurveyFileError['problems'][number]) => string): unknown {
  if (error instanceof SurveyFileError) return new Failure(error.problems.map(say).join('\n'))
  return unreadable(error) ?? error
}

const BEGIN = `mutation ($name: String!, $sha256: String!) { answer: beginSurveyImport(name: $name, sha256: $sha256) {
  ... on SurveyImportPayload { surveyImport { id } } ... on Problem { message } } }`

async function begin(
  { ask }: OpenTenant,
  file: { readonly name: string; readonly sha256: string },
): Promise<string> {
  const { answer } = (await ask(BEGIN, file)) as { answer: Refusable<{ surveyImport: { id: string } }> } // the document's shape
  return accepted(answer).surveyImport.id
}

const MERGE = `mutation ($surveyImport: ID!) { answer: mergeSurvey(surveyImport: $surveyImport) {
  ... on SurveyImportPayload { surveyImport { job { id state } } } ... on Problem { message } } }`

async function merge(terminal: Terminal, opened: OpenTenant, surveyImport: string): Promise<void> {
  const { answer } = (await opened.ask(MERGE, { surveyImport })) as {
    answer: Refusable<{ surveyImport: { job: { id: string; state: string } | null } }>
  } // the document's shape
  const { job } = accepted(answer).surveyImport
  if (!job || job.state === 'succeeded') return
  await resumeJob(opened, job.id)
  await step(terminal, {
    name: 'Registering',
    run: (report) => followJob(terminal, opened, { job: job.id, report }),
    done: ({ done }) => `${count(done)} households`,
  })
}

const COUNTS = `query ($id: ID!) { surveyImport(id: $id) { counts { state count } } }`

const STATES = ['registered', 'known', 'review', 'merged', 'skipped', 'refused', 'staged'] as const
type Counts = Readonly<Record<(typeof STATES)[number], number>>

async function countsOf({ ask }: OpenTenant, id: string): Promise<Counts> {
  const { surveyImport } = (await ask(COUNTS, { id })) as {
    surveyImport: { counts: readonly { state: keyof Counts; count: number }[] }
  } // the document's shape
  const of = (state: keyof Counts) => surveyImport.counts.find((one) => one.state === state)?.count ?? 0
  return {
    registered: of('registered'),
    known: of('known'),
    review: of('review'),
    merged: of('merged'),
    skipped: of('skipped'),
    refused: of('refused'),
    staged: of('staged'),
  }
}

const WORDS: Readonly<Record<keyof Counts, string>> = {
  registered: 'registered',
  known: 'known: the form was taken in from another file',
  review: 'wait for a person to look: they may be registered already',
  merged: 'added to a family that was registered',
  skipped: 'left out by whoever looked',
  refused: 'refused by the rules of today',
  staged: 'not taken in yet',
}

interface Summary extends Counts {
  readonly import: string
  /** In the file. */
  readonly households: number
  /** In the report. */
  readonly bad: number
  readonly report: string | null
}

function textOf(summary: Summary): string {
  const line = (number: number, words: string) => `${count(number).padStart(11)}  ${words}`
  const states = STATES.filter((state) => state === 'registered' || summary[state] > 0)
  return [
    line(summary.households, 'households in the file'),
    ...states.map((state) => line(summary[state], WORDS[state])),
    ...(summary.report === null
      ? []
      : [line(summary.bad, `not taken in: correct them in ${summary.report}`)]),
  ].join('\n')
}
