import type { Headers, ListLayout } from '@onewindow/tenant'
import { foldLabel } from '../fold-label.ts'
import { type Problem, SurveyFileError } from '../problem.ts'
import type { Row } from '../read/row.ts'

/** What columns of a list can be, and `document.<kind>`. */
export type ColumnKey =
  | Exclude<keyof ListLayout['columns'], 'amount'>
  | 'amount'
  | 'issuer'
  | 'programme'
  | 'status'
  | 'synthetic'
  | `document.${string}`

export interface ListColumns {
  /** Positions in a row. */
  readonly at: ReadonlyMap<ColumnKey, number>
  /** As the header calls them, without those of a report. */
  readonly kept: readonly { readonly name: string; readonly index: number }[]
  readonly names: readonly string[]
  /** The file is a report of bad lines that was corrected: not the whole list. */
  readonly isReport: boolean
}

/**
 * Finds the layout's columns in a header; others are the institution's own, and are not read.
 *
 * @throws SurveyFileError `LIST_COLUMN_MISSING` · `DUPLICATE_COLUMN`
 */
export function readColumns({ line, cells }: Row, layout: ListLayout): ListColumns {
  const keys = keysOf(layout)
  const names = cells.map((cell) => cell.trim())
  const folded = names.map(foldLabel)
  const at = new Map<ColumnKey, number>()
  const problems: Problem[] = []
  for (const [index, header] of folded.entries()) {
    const key = keys.get(header)
    if (key === undefined) continue
    const column = names[index]?.slice(0, 80) ?? ''
    if (at.has(key)) problems.push({ line, column, code: 'DUPLICATE_COLUMN', values: { column } })
    at.set(key, index)
  }
  for (const [key, headers] of needed(layout))
    if (!at.has(key)) {
      const [column = key] = headers
      problems.push({ line, column, code: 'LIST_COLUMN_MISSING', values: { column } })
    }
  if (problems.length > 0) throw new SurveyFileError(problems)
  const reported = folded.map((header) => /^problem(\.place)?$/.test(header))
  return {
    at,
    names,
    kept: names.flatMap((name, index) => (reported[index] ? [] : [{ name, index }])),
    isReport: reported.includes(true),
  }
}

/** Without these nobody can say what a line means. */
function needed({ columns, programme, status }: ListLayout): readonly (readonly [ColumnKey, Headers])[] {
  return [
    ['name', columns.name],
    ...(typeof programme === 'string' ? [] : [['programme', programme.headers] as const]),
    ...(status ? [['status', status.headers] as const] : []),
    ...(columns.number ? [['number', columns.number] as const] : []),
  ]
}

function keysOf(layout: ListLayout): ReadonlyMap<string, ColumnKey> {
  const { amount, ...columns } = layout.columns
  const keys = new Map<string, ColumnKey>([['synthetic', 'synthetic']])
  const add = (key: ColumnKey, headers: Headers = []) => {
    for (const header of headers) keys.set(foldLabel(header), key)
  }
  for (const [key, headers] of Object.entries(columns)) add(key as keyof typeof columns, headers)
  add('amount', amount?.headers)
  add('issuer', layout.issuer?.headers)
  add('status', layout.status?.headers)
  if (typeof layout.programme !== 'string') add('programme', layout.programme.headers)
  for (const { kind, headers } of layout.documents) add(`document.${kind}`, headers)
  return keys
}
