import { createWriteStream, type WriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { openList as beginList, DomainError, stageEntries, submitList, today } from '@onewindow/core'
import {
  type ListedLine,
  type ListFile,
  openList,
  problemText,
  readLines,
  reportOf,
  SurveyFileError,
} from '@onewindow/survey'
import { createTranslator, type ListKind, type ListLayout, type Translator } from '@onewindow/tenant'
import { type OpenTenant, withTenant } from '../ask.ts'
import { Failure, misused } from '../failure.ts'
import type { Installation } from '../installation.ts'
import { followJob, resumeJob } from '../jobs/follow.ts'
import { type Report, step } from '../progress.ts'
import { requireWritable } from '../screen/slip-file.ts'
import { print, type Terminal } from '../terminal.ts'
import { unreadable } from '../unreadable.ts'
import { presentReport, readReport } from './present-list.ts'

export interface ImportListOptions {
  readonly file: string
  readonly kind: ListKind
  readonly institution: string
  readonly tenant?: string
  /** A layout’s id, where the institution sends several of this kind. */
  readonly list?: string
  readonly asOf?: string
  readonly area?: string
  readonly report?: string
  readonly language?: string
  readonly format: 'text' | 'csv' | 'json'
}

const AT_ONCE = 500

/** `onewindow import enrolments` and `onewindow import decisions`: the same file again changes nothing. */
export const runImportList = (
  terminal: Terminal,
  installation: Installation,
  options: ImportListOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant: options.tenant, as: 'import' }, async (open) => {
    const { definition } = open.release
    const texts = createTranslator(definition, options.language ?? definition.locales[0]?.id ?? 'en')
    try {
      await importList(terminal, open, { options, texts })
    } catch (error) {
      if (error instanceof SurveyFileError)
        throw new Failure(error.problems.map((problem) => problemText(problem, texts)).join('\n'))
      if (error instanceof DomainError) throw new Failure(texts.t(`error.${error.code}`, error.values))
      throw error
    }
  })

async function importList(
  terminal: Terminal,
  open: OpenTenant,
  { options, texts }: { readonly options: ImportListOptions; readonly texts: Translator },
): Promise<void> {
  const { release, demo, inSession } = open
  const { definition } = release
  const { asOf, area, format } = options
  const layout = chooseLayout(definition.lists ?? [], options)
  if (area !== undefined && !definition.areas.some(({ id }) => id === area))
    throw misused(`There is no area ${area}.`)
  const path = resolve(terminal.directory, options.file)
  const reportPath = resolve(terminal.directory, options.report ?? `${options.file}.report.csv`)
  await requireWritable(reportPath)
  const file = await step(terminal, {
    name: 'Reading the list',
    run: () =>
      openList(path, definition, {
        layout,
        asOf,
        area,
        today: today({ now: new Date(), tenant: release }),
        demo,
      }),
    done: ({ lines, asOf }) => `${lines.toLocaleString('en')} lines, as of ${asOf}`,
  }).catch((error: unknown) => {
    throw unreadable(error) ?? error
  })
  const begun = await inSession((session) =>
    beginList(session, { layout: layout.id, asOf: file.asOf, area, sha256: file.sha256 }),
  )
  const bring = () =>
    step(terminal, {
      name: 'Bringing it in',
      run: (report) => stage(open, file, { list: begun.list, texts, reportPath, report }),
      done: ({ refused }) =>
        refused === 0 ? '' : `${refused.toLocaleString('en')} lines stay out: ${reportPath}`,
    })
  const job: string = begun.job ?? (await bring()).job
  await resumeJob(open, job)
  await step(terminal, {
    name: 'Matching and applying it',
    run: (report) => followJob(terminal, open, { job, report }),
  })
  print(terminal, presentReport(terminal, await readReport(open, begun.list), format))
}

function chooseLayout(layouts: readonly ListLayout[], options: ImportListOptions): ListLayout {
  const { institution, kind, list } = options
  const own = layouts.filter((each) => each.institution === institution && each.kind === kind)
  const [layout, ...others] = own.filter(({ id }) => list === undefined || id === list)
  const named = (several: readonly ListLayout[]) => several.map(({ id }) => id).join(', ')
  if (!layout) {
    const known = layouts.map((each) => `${each.institution} (${each.kind}): ${each.id}`)
    throw misused(`There is no such list. Those of this tenant:\n${known.join('\n') || 'none'}`)
  }
  if (others.length > 0) throw misused(`Name one with --list: ${named(own)}.`)
  return layout
}

async function stage(
  { inSession }: OpenTenant,
  file: ListFile,
  to: {
    readonly list: Awaited<ReturnType<typeof beginList>>['list']
    readonly texts: Translator
    readonly reportPath: string
    readonly report: Report
  },
) {
  const writer = reportOf(file.columns.kept, to.texts)
  let refusals: WriteStream | undefined
  let refused = 0
  let read = 0
  let batch: ListedLine[] = []
  const flush = async () => {
    const entries = batch
    batch = []
    if (entries.length > 0) await inSession((session) => stageEntries(session, to.list, entries))
    to.report({ done: read, total: file.lines })
  }
  for await (const line of readLines(file)) {
    read += 1
    if ('problems' in line) {
      refused += 1
      if (!refusals) {
        refusals = createWriteStream(to.reportPath)
        refusals.write(writer.header)
      }
      refusals.write(writer.rowsOf(line))
    } else batch.push(line)
    if (batch.length === AT_ONCE) await flush()
  }
  await flush()
  if (refusals) {
    refusals.end()
    await finished(refusals)
  }
  const { isReport } = file.columns
  const { job } = await inSession((session) =>
    submitList(session, to.list, { lines: file.lines, refused, whole: !isReport }),
  )
  return { job, refused }
}
