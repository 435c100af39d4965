import Table from 'cli-table3'
import { type OpenTenant, withTenant } from '../ask.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'

export interface OverlapsOptions {
  readonly tenant?: string
  readonly area?: string
  readonly state: 'open' | 'resolved' | 'gone'
  readonly format: 'text' | 'csv' | 'json'
}

const SUM = '{ low { minorUnits } high { minorUnits } }'
const OVERLAPS = `query ($area: ID, $state: OverlapState, $after: String) {
  overlaps(area: $area, state: $state, first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
    id state area { id name } reference programme { id name } otherProgramme { id name } rules bars
    yearly ${SUM} otherYearly ${SUM} raisedOn resolution } } } }`
const TOTALS = `query ($area: ID) { overlapTotals(area: $area) {
  area { id name } state overlaps bars households atStake ${SUM} unsummed } }`

interface Sum {
  readonly low: { readonly minorUnits: number }
  readonly high: { readonly minorUnits: number }
}
interface Named {
  readonly id: string
  readonly name: string
}
interface Overlap {
  readonly id: string
  readonly state: string
  readonly area: Named
  readonly reference: string
  readonly programme: Named | null
  readonly otherProgramme: Named | null
  readonly rules: readonly string[]
  readonly bars: boolean
  readonly yearly: Sum | null
  readonly otherYearly: Sum | null
  readonly raisedOn: string
  readonly resolution: string | null
}
interface Total {
  readonly area: Named
  readonly state: string
  readonly overlaps: number
  readonly bars: number
  readonly households: number
  readonly atStake: Sum
  readonly unsummed: number
}

/** `onewindow overlaps`: enrolments that stand against each other. Of families it names references only. */
export const runOverlaps = (
  terminal: Terminal,
  installation: Installation,
  { tenant, area, state, format }: OverlapsOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'overlaps' }, async (open) => {
    const { release } = open
    const overlaps = await readAll(open, { area, state })
    const { overlapTotals } = (await open.ask(TOTALS, { area })) as { overlapTotals: readonly Total[] } // the document's shape
    const totals = overlapTotals.filter((total) => total.state === state)
    const { minorUnits, currency } = release.definition.formats
    const money = (sum: Sum | null) => shown(sum, 10 ** minorUnits)
    if (format === 'json') print(terminal, JSON.stringify({ overlaps, totals }, null, 2))
    else if (format === 'csv') print(terminal, csv(overlaps, 10 ** minorUnits))
    else print(terminal, text(terminal, { overlaps, totals, money, currency }))
  })

async function readAll(
  { ask }: OpenTenant,
  of: { readonly area: string | undefined; readonly state: string },
): Promise<readonly Overlap[]> {
  const found: Overlap[] = []
  for (let after: string | null = null; ; ) {
    const { overlaps } = (await ask(OVERLAPS, { ...of, after })) as Page // the document's shape
    found.push(...overlaps.edges.map(({ node }) => node))
    if (!overlaps.pageInfo.hasNextPage) return found
    after = overlaps.pageInfo.endCursor
  }
}

interface Page {
  readonly overlaps: {
    readonly edges: readonly { readonly node: Overlap }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

const shown = (sum: Sum | null, scale: number): string => {
  if (!sum) return 'not known'
  const [low, high] = [sum.low, sum.high].map(({ minorUnits }) => (minorUnits / scale).toLocaleString('en'))
  return low === high ? `${low}` : `${low}–${high}`
}

function text(
  { stdout }: Pick<Terminal, 'stdout'>,
  of: {
    readonly overlaps: readonly Overlap[]
    readonly totals: readonly Total[]
    readonly money: (sum: Sum | null) => string
    readonly currency: string
  },
): string {
  const rows = of.overlaps.map((one) => [
    one.area.name,
    one.reference,
    one.programme?.name ?? '',
    of.money(one.yearly),
    one.otherProgramme?.name ?? '',
    of.money(one.otherYearly),
    one.bars ? 'bars' : 'warns',
    one.resolution ?? one.state,
  ])
  const totals = of.totals.map(
    (total) =>
      `${total.area.name}: ${total.overlaps} in ${total.households} households, ${total.bars} of them bar; at stake ${of.currency} ${of.money(total.atStake)} a year${total.unsummed > 0 ? `, without ${total.unsummed} of unknown amount` : ''}`,
  )
  if (!stdout.isTTY) return [...rows.map((row) => row.join('\t')), ...totals].join('\n')
  const table = new Table({
    head: ['Area', 'Household', 'Programme', 'a year', 'Beside', 'a year', 'Rule', 'State'],
    style: { head: [], border: [] },
  })
  table.push(...rows)
  return [table.toString(), ...totals].join('\n')
}

const COLUMNS = [
  'area',
  'household',
  'programme',
  'yearly_low',
  'yearly_high',
  'other_programme',
  'other_yearly_low',
  'other_yearly_high',
  'bars',
  'state',
  'resolution',
  'raised_on',
]

/** Ids, references and numbers alone, so that nothing needs quoting. */
const csv = (overlaps: readonly Overlap[], scale: number): string => {
  const sums = (sum: Sum | null) =>
    sum ? [sum.low.minorUnits / scale, sum.high.minorUnits / scale] : ['', '']
  return [
    COLUMNS.join(','),
    ...overlaps.map((one) =>
      [
        one.area.id,
        one.reference,
        one.programme?.id ?? '',
        ...sums(one.yearly),
        one.otherProgramme?.id ?? '',
        ...sums(one.otherYearly),
        one.bars ? 'yes' : 'no',
        one.state,
        one.resolution ?? '',
        one.raisedOn,
      ].join(','),
    ),
  ].join('\n')
}
