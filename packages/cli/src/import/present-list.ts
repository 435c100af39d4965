import Table from 'cli-table3'
import type { OpenTenant } from '../ask.ts'
import type { Terminal } from '../terminal.ts'

const COUNTS = [
  ['matched', 'Known whom they are about'],
  ['applied', '  said something new'],
  ['outdated', '  something newer is known'],
  ['contradicted', '  a decision says otherwise, and stands'],
  ['unapplied', '  a decision nobody has applied for'],
  ['known', 'Known already'],
  ['ambiguous', 'A person has to say whom they are about'],
  ['unknown', 'Nobody registered is like them'],
  ['missing', 'On the list before, and not on this one'],
  ['refused', 'Stayed out'],
] as const
type Count = (typeof COUNTS)[number][0]

export interface ListReport {
  readonly id: string
  readonly layout: string
  readonly institution: string
  readonly kind: string
  readonly asOf: string
  readonly lines: number
  readonly complete: boolean
  readonly report: Readonly<Record<Count, number>>
}

const LIST = `query ($id: ID!) { institutionList(id: $id) { id layout institution kind asOf lines complete
  report { ${COUNTS.map(([count]) => count).join(' ')} } } }`

export async function readReport({ ask }: OpenTenant, list: string): Promise<ListReport> {
  const { institutionList } = (await ask(LIST, { id: list })) as { institutionList: ListReport } // the document's shape
  return institutionList
}

/** A table on a terminal, otherwise a line for each count; CSV and JSON for programs. */
export function presentReport(
  { stdout }: Pick<Terminal, 'stdout'>,
  list: ListReport,
  format: 'text' | 'csv' | 'json',
): string {
  if (format === 'json') return JSON.stringify(list, null, 2)
  const { report, layout, asOf, lines, complete } = list
  if (format === 'csv')
    return [
      ['layout', 'as_of', 'lines', ...COUNTS.map(([count]) => count)].join(','),
      [layout, asOf, lines, ...COUNTS.map(([count]) => report[count])].join(','),
    ].join('\n')
  const rows = COUNTS.filter(([count]) => count !== 'missing' || complete).map(([count, words]) => [
    words,
    report[count].toLocaleString('en'),
  ])
  const head = `${layout} as of ${asOf}: ${lines.toLocaleString('en')} lines`
  const note = complete ? [] : ['It does not tell who is missing: it is a part, or lines of it stayed out.']
  if (!stdout.isTTY) return [head, ...rows.map((row) => row.join('\t')), ...note].join('\n')
  const table = new Table({ style: { head: [], border: [] }, colAligns: ['left', 'right'] })
  table.push(...rows)
  return [head, table.toString(), ...note].join('\n')
}
