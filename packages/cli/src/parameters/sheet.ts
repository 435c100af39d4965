import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createXlsxWriter, openRows, SurveyFileError, type XlsxCell } from '@onewindow/survey'
import { PARAMETER_COLUMNS } from '@onewindow/tenant'
import { closest } from 'fastest-levenshtein'
import { Failure } from '../failure.ts'
import { kindOf, type TableText, writeTableText } from './table-text.ts'

/** Writes a table as a spreadsheet: days and amounts as such, all else as text. */
export async function writeSheet(file: string, table: TableText): Promise<void> {
  if (!/\.xlsx$/i.test(file)) return writeFile(file, writeTableText(table, table.rows))
  const writer = createXlsxWriter('parameters')
  const written = pipeline(writer.output, createWriteStream(file))
  await writer.write([PARAMETER_COLUMNS, ...table.rows.map(({ cells }) => cells.map(sheetCell))])
  await writer.end()
  await written
}

/** A number only where a spreadsheet would show it as it is written. */
function sheetCell(cell: string, column: number): XlsxCell {
  const kind = kindOf(column)
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(cell)) return { day: cell }
  if (kind === 'number' && cell === String(Number(cell)) && cell !== 'NaN') return { number: cell }
  return cell
}

/** A row of a spreadsheet in the table's columns, with its line. */
export interface SheetRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Reads what somebody edited. @throws Failure that names every cell that cannot be taken */
export async function readSheet(file: string): Promise<readonly SheetRow[]> {
  const opened = await openRows(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
  if (opened.format === 'ndjson') throw new Failure(`${file} is no table: give CSV or XLSX.`)
  const header = opened.header.cells.map((cell) => cell.trim())
  requireColumns(file, header)
  const places = PARAMETER_COLUMNS.map((name) => header.indexOf(name))
  const rows: SheetRow[] = []
  const problems: string[] = []
  try {
    for await (const { line, cells, faults = [] } of opened.readRows()) {
      problems.push(...faults.map(({ code }) => `${file}:${line}: ${code}`))
      for (const [at, cell] of cells.entries())
        if (cell.startsWith('='))
          problems.push(
            `${file}:${line}.${header[at] || at + 1}: it is a formula. Write its value: a table keeps what was decided, not how it was computed.`,
          )
      rows.push({ line, cells: places.map((place) => (cells[place] ?? '').trim()) })
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  if (problems.length > 0) throw new Failure(problems.join('\n'))
  return rows
}

function requireColumns(file: string, header: readonly string[]): void {
  const missing = PARAMETER_COLUMNS.filter((name) => !header.includes(name))
  const strange = header.filter((name) => name !== '' && !PARAMETER_COLUMNS.includes(name))
  const twice = header.filter((name, at) => name !== '' && header.indexOf(name) !== at)
  if (missing.length + strange.length + twice.length === 0) return
  throw new Failure(
    [
      ...missing.map((name) => `${file}:1: the column ${name} is missing.`),
      ...strange.map(
        (name) =>
          `${file}:1: there is no column ${name}. Did you mean ${closest(name, [...PARAMETER_COLUMNS])}?`,
      ),
      ...twice.map((name) => `${file}:1: the column ${name} is there twice.`),
    ].join('\n'),
  )
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof SurveyFileError)
    return new Failure(`${file} cannot be read: ${error.message.replaceAll('\n', '; ')}.`)
  return error instanceof Error && 'code' in error
    ? new Failure(`${file} cannot be read: ${error.message}`)
    : error
}
