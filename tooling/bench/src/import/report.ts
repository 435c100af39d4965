import type { Copied } from './copy-rows.ts'
import type { Imported, Step } from './run-import.ts'
import type { MadeFile } from './survey-file.ts'

/** The steps that write; looking through the file comes before them. */
const WRITING = ['Checking and staging', 'Registering']
const GOAL = 0.5
/** MiB. */
const MOST_MEMORY = 1_024

interface Measured {
  readonly imported: Imported
  readonly copied: readonly Copied[]
  /** Milliseconds of PostgreSQL's processor time. */
  readonly postgres: { readonly imported: number; readonly copied: number }
}

export interface ImportReport extends MadeFile {
  readonly rows: number
  readonly steps: readonly Step[]
  readonly summary: Imported['summary']
  readonly copied: readonly Copied[]
  readonly copySeconds: number
  readonly copyRate: number
  /** Rows a second of all that writes. */
  readonly rate: number
  readonly ratio: number
  /** Rows a second of registering alone, by those of `COPY`. */
  readonly registering: number
  /** Seconds of processor time. */
  readonly cpu: { readonly node: number; readonly postgres: number; readonly copy: number }
  readonly peak: number
  readonly goal: string
  readonly met: boolean
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

export function reportOf(made: MadeFile, { imported, copied, postgres }: Measured): ImportReport {
  const { steps, summary, peak } = imported
  const rows = sum(copied.map((table) => table.rows))
  const copySeconds = sum(copied.map(({ seconds }) => seconds))
  const secondsOf = (...names: readonly string[]) =>
    sum(steps.filter(({ name }) => names.includes(name)).map(({ seconds }) => seconds))
  const seconds = secondsOf(...WRITING)
  const ratio = copySeconds / seconds
  return {
    ...made,
    rows,
    steps,
    summary,
    copied,
    copySeconds,
    copyRate: rows / copySeconds,
    rate: rows / seconds,
    ratio,
    registering: copySeconds / secondsOf('Registering'),
    cpu: { node: imported.cpu, postgres: postgres.imported / 1_000, copy: postgres.copied / 1_000 },
    peak,
    goal: `≥ ${GOAL} × COPY, under ${MOST_MEMORY} MiB`,
    met: ratio >= GOAL && peak < MOST_MEMORY,
  }
}

const whole = (number: number) => Math.round(number).toLocaleString('en')

/** As tables of docs/performance.md. */
export function printReport(report: ImportReport): void {
  const { households, people, rows, steps, copied, goal, met } = report
  console.log(
    `\n${whole(households)} households, ${whole(people)} persons, ${whole(rows)} rows: ${goal}: ${met ? 'met' : 'not met'}\n`,
  )
  console.log('| | seconds | rows/s | ÷ COPY | RSS MiB at 10 %, 50 %, 100 % |\n|---|---:|---:|---:|---:|')
  const line = (name: string, seconds: number, memory = '') =>
    console.log(
      `| ${name} | ${seconds.toFixed(1)} | ${whole(rows / seconds)} | ${(report.copySeconds / seconds).toFixed(2)} | ${memory} |`,
    )
  for (const { name, seconds, memory } of steps) line(name, seconds, memory.map(whole).join(', '))
  line('staging and registering', rows / report.rate, `peak ${whole(report.peak)}`)
  line('COPY of the same rows', report.copySeconds)
  const { node, postgres, copy } = report.cpu
  const [own, server, reference] = [node, postgres, copy].map((seconds) => seconds.toFixed(1))
  console.log(
    `\nProcessor time: the import ${own} s, PostgreSQL for it ${server} s, for COPY ${reference} s\n`,
  )
  console.log('| table | rows | COPY µs a row |\n|---|---:|---:|')
  for (const { table, rows: count, seconds } of copied)
    console.log(`| ${table} | ${whole(count)} | ${((seconds * 1e6) / count).toFixed(1)} |`)
}
