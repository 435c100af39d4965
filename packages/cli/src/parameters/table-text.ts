import { csvLine } from '@onewindow/survey'
import { PARAMETER_COLUMNS } from '@onewindow/tenant'
import { parse } from 'csv-parse/sync'

/** A row of a table of parameters: its cells in the table's order, and the bytes it was read from. */
export interface TableRow {
  readonly cells: readonly string[]
  readonly raw: string
}

export interface TableText {
  /** Everything before the first row. */
  readonly head: string
  readonly rows: readonly TableRow[]
  readonly lineEnd: '\n' | '\r\n'
}

/** Reads a table so that every row can be written back byte for byte. Throws what csv-parse throws. */
export function readTableText(text: string): TableText {
  const parsed: unknown = parse(text, {
    bom: true,
    raw: true,
    skip_empty_lines: true,
    trim: true,
  })
  // csv-parse's types do not know what `raw` adds.
  const [header, ...rows] = parsed as { readonly record: string[]; readonly raw: string }[]
  return {
    head: header?.raw ?? '',
    rows: rows.map(({ record, raw }) => ({ cells: record, raw })),
    lineEnd: /\r\n/.test(text) ? '\r\n' : '\n',
  }
}

/** Only what a person changed is written anew. */
export function writeTableText(
  { head, lineEnd }: TableText,
  rows: readonly (TableRow | readonly string[])[],
): string {
  const ended = (line: string) => (line.endsWith('\n') ? line : `${line}${lineEnd}`)
  return [
    ended(head),
    ...rows.map((row) => ended('raw' in row ? row.raw : csvLine(row).replace(/\r\n$/, lineEnd))),
  ].join('')
}

const DATES = ['from', 'to']
const NUMBERS = ['scale', 'values']

/** What a column holds, for a spreadsheet: text stays as it is written. */
export const kindOf = (column: number): 'day' | 'number' | 'text' => {
  const name = PARAMETER_COLUMNS[column] ?? ''
  if (DATES.includes(name)) return 'day'
  return NUMBERS.includes(name) ? 'number' : 'text'
}

/** `12000`, `12000.0` and a spreadsheet's number 12000 say the same; `12000|24000` says it in parts. */
export function sameCell(one: string, other: string, column: number): boolean {
  if (one === other) return true
  if (kindOf(column) !== 'number') return false
  const [parts, others] = [one, other].map((text) => text.split('|').map((part) => part.trim()))
  return (
    parts !== undefined &&
    parts.length === others?.length &&
    parts.every(
      (part, index) => isNumber(part) && isNumber(others[index]) && Number(part) === Number(others[index]),
    )
  )
}

const isNumber = (text = ''): boolean => /^-?\d+(\.\d+)?$/.test(text)
