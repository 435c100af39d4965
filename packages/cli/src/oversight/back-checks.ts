import Table from 'cli-table3'
import { withTenant } from '../ask.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'

export interface BackChecksOptions {
  readonly tenant?: string
  readonly from?: string
  readonly to?: string
  readonly byArea: boolean
  readonly language?: string
  readonly format: 'text' | 'csv' | 'json'
}

interface Rate {
  readonly errors: number
  readonly of: number
  readonly rate: number
  readonly low: number
  readonly high: number
}

interface Row {
  readonly programme: { readonly id: string; readonly name: string }
  readonly area: { readonly id: string; readonly name: string } | null
  readonly agreed: number | null
  readonly inclusionErrors: number | null
  readonly exclusionErrors: number | null
  readonly undecided: number | null
  readonly inclusion: Rate | null
  readonly exclusion: Rate | null
}

interface Report {
  readonly from: string
  readonly to: string
  readonly draws: readonly {
    readonly considered: number
    readonly drawn: number
    readonly recorded: number
    readonly notPossible: number
  }[]
  readonly rows: readonly Row[]
}

const REPORT = `query ($from: Date, $to: Date, $byArea: Boolean) {
  backCheckReport(from: $from, to: $to, byArea: $byArea) { from to
    draws { area { id name } considered drawn recorded notPossible }
    rows { programme { id name } area { id name } agreed inclusionErrors exclusionErrors undecided
      inclusion { errors of rate low high } exclusion { errors of rate low high } } } }`

/** `onewindow back-checks`: who was wrongly let in or refused, as far as screenings were asked again. */
export const runBackChecks = (
  terminal: Terminal,
  installation: Installation,
  { tenant, format, language, ...period }: BackChecksOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'back-checks' }, async ({ ask, release }) => {
    const spoken = language ?? release.definition.locales[0]?.id ?? 'en'
    const answer = await ask(REPORT, period, spoken)
    const { backCheckReport: report } = answer as { backCheckReport: Report } // the document's shape
    if (format === 'json') print(terminal, JSON.stringify(report, null, 2))
    else if (format === 'csv') print(terminal, csv(report))
    else print(terminal, text(terminal, report))
  })

/** One to four are not told. */
const shown = (count: number | null): string => (count === null ? '1–4' : count.toLocaleString('en'))
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
const rate = (of: Rate | null): string =>
  of === null ? '' : `${percent(of.rate)} of ${of.of} (${percent(of.low)}–${percent(of.high)})`

function text({ stdout }: Pick<Terminal, 'stdout'>, { from, to, draws, rows }: Report): string {
  const cells = rows.map((row) => [
    row.programme.name,
    ...(row.area ? [row.area.name] : []),
    ...[row.agreed, row.inclusionErrors, row.exclusionErrors, row.undecided].map(shown),
    rate(row.inclusion),
    rate(row.exclusion),
  ])
  const sum = (of: 'considered' | 'drawn' | 'recorded' | 'notPossible') =>
    draws.reduce((total, draw) => total + draw[of], 0).toLocaleString('en')
  const base = `${from} to ${to}: of ${sum('considered')} screenings ${sum('drawn')} drawn, ${sum('recorded')} asked again, ${sum('notPossible')} not possible.`
  if (!stdout.isTTY) return [...cells.map((row) => row.join('\t')), base].join('\n')
  const table = new Table({
    head: [
      '',
      ...(rows[0]?.area ? [''] : []),
      'Agreed',
      'Wrongly in',
      'Wrongly out',
      'Undecided',
      'Inclusion error, of those let in',
      'Exclusion error, of those eligible',
    ],
    style: { head: [], border: [] },
  })
  table.push(...cells)
  return `${table.toString()}\n${base}`
}

/** Ids and numbers alone; `1-4` where a number is not told, and an empty rate. */
const csv = ({ rows }: Report): string =>
  [
    'programme,area,agreed,inclusionErrors,exclusionErrors,undecided,letIn,inclusionRate,inclusionLow,inclusionHigh,foundEligible,exclusionRate,exclusionLow,exclusionHigh',
    ...rows.map((row) =>
      [
        row.programme.id,
        row.area?.id ?? '',
        ...[row.agreed, row.inclusionErrors, row.exclusionErrors, row.undecided].map(
          (count) => count ?? '1-4',
        ),
        ...[row.inclusion, row.exclusion].flatMap((of) =>
          of === null
            ? ['', '', '', '']
            : [of.of, ...[of.rate, of.low, of.high].map((share) => share.toFixed(4))],
        ),
      ].join(','),
    ),
  ].join('\n')
