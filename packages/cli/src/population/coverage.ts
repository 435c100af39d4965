import Table from 'cli-table3'
import { type OpenTenant, withTenant } from '../ask.ts'
import { Failure } from '../failure.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'

export interface CoverageOptions {
  readonly screening?: string
  readonly measure: 'programme' | 'guarantee'
  readonly by: readonly string[]
  readonly area?: string
  readonly language?: string
  readonly format: 'text' | 'csv' | 'json'
}

/** `onewindow coverage`: what the last screening of everyone counted. */
export const runCoverage = (
  terminal: Terminal,
  installation: Installation,
  { tenant, ...options }: CoverageOptions & { readonly tenant?: string },
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'coverage' }, (open) =>
    showCoverage(terminal, open, options),
  )

const COVERAGE = `query ($screening: ID, $measure: CoverageMeasure!, $by: [CoverageDimension!]!, $area: ID) {
  coverage(screening: $screening, measure: $measure, by: $by, area: $area) {
    on knownAt bases { area { id name } households people population }
    rows { subject subjectName area { id name } unit sex ageGroup disability enrolled eligible unknown barred notEligible } } }`

interface Row {
  readonly subject: string
  readonly subjectName: string
  readonly area: { readonly id: string; readonly name: string } | null
  readonly unit: string | null
  readonly sex: string | null
  readonly ageGroup: string | null
  readonly disability: string | null
  readonly enrolled: number | null
  readonly eligible: number | null
  readonly unknown: number | null
  readonly barred: number | null
  readonly notEligible: number | null
}

interface Coverage {
  readonly on: string
  readonly knownAt: string
  readonly rows: readonly Row[]
  readonly bases: readonly {
    readonly area: { readonly id: string; readonly name: string }
    readonly households: number
    readonly people: number
    readonly population: number | null
  }[]
}

export async function showCoverage(
  terminal: Terminal,
  { ask, release }: OpenTenant,
  { format, language, ...variables }: CoverageOptions,
): Promise<void> {
  const spoken = language ?? release.definition.locales[0]?.id ?? 'en'
  const { coverage } = (await ask(COVERAGE, variables, spoken)) as { coverage: Coverage | null } // the document's shape
  if (!coverage) throw new Failure('Nothing has been counted yet. Run: onewindow screen')
  if (format === 'json') print(terminal, JSON.stringify(coverage, null, 2))
  else if (format === 'csv') print(terminal, csv(coverage))
  else print(terminal, text(terminal, coverage))
}

/** One to four are not told. */
const shown = (count: number | null): string => (count === null ? '1–4' : count.toLocaleString('en'))

/** Of those who are known to meet the conditions, how many are in it; not where a number is not told. */
function rate({ enrolled, eligible }: Row): string {
  if (enrolled === null || eligible === null || enrolled + eligible === 0) return ''
  return `${((100 * enrolled) / (enrolled + eligible)).toFixed(1)}%`
}

const groupsOf = ({ area, unit, sex, ageGroup, disability }: Row): string[] =>
  [area?.name, unit, sex, ageGroup, disability].filter((group) => group != null)

function text({ stdout }: Pick<Terminal, 'stdout'>, { on, knownAt, rows, bases }: Coverage): string {
  const cells = rows.map((row) => [
    row.subjectName,
    ...groupsOf(row),
    ...[row.enrolled, row.eligible].map(shown),
    rate(row),
    ...[row.unknown, row.barred, row.notEligible].map(shown),
  ])
  const sum = (of: (base: Coverage['bases'][number]) => number) =>
    bases.reduce((total, base) => total + of(base), 0).toLocaleString('en')
  const counted = bases.some(({ population }) => population !== null)
    ? ` of ${sum(({ population }) => population ?? 0)} people (last census)`
    : ''
  const base = `On ${on}, as known at ${knownAt.slice(0, 16).replace('T', ' ')} UTC: ${sum(({ households }) => households)} households and ${sum(({ people }) => people)} people registered in ${bases.length} areas${counted}.`
  if (!stdout.isTTY) return [...cells.map((row) => row.join('\t')), base].join('\n')
  const [first] = rows
  const table = new Table({
    head: [
      '',
      ...(first ? groupsOf(first).map(() => '') : []),
      'Enrolled',
      'Eligible, not in it',
      'Coverage',
      'Not known',
      'Barred',
      'Not eligible',
    ],
    style: { head: [], border: [] },
  })
  table.push(...cells)
  return `${table.toString()}\n${base}`
}

const COLUMNS = [
  'subject',
  'area',
  'unit',
  'sex',
  'ageGroup',
  'disability',
  'enrolled',
  'eligible',
  'unknown',
  'barred',
  'notEligible',
] as const

/** Ids and numbers alone, so that nothing needs quoting; `1-4` where a number is not told. */
const csv = ({ rows }: Coverage): string =>
  [
    COLUMNS.join(','),
    ...rows.map((row) =>
      COLUMNS.map((column) => {
        const value = column === 'area' ? (row.area?.id ?? '') : row[column]
        const isCount = COLUMNS.indexOf(column) > COLUMNS.indexOf('disability')
        return value ?? (isCount ? '1-4' : '')
      }).join(','),
    ),
  ].join('\n')
