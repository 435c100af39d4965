import { Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { isEmpty, LONGEST_ROW, type Row, shortened } from './row.ts'
import { readText, type TextEncoding } from './text-encoding.ts'

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** What separates the cells of the header. */
export async function detectDelimiter(path: string, encoding: TextEncoding): Promise<Delimiter> {
  let line = ''
  for await (const text of readText(path, encoding)) {
    line += text
    if (/\n/.test(line) || line.length > 100_000) break
  }
  const header = (line.trimStart().split(/\r?\n/)[0] ?? '').replace(/"[^"]*"/g, '')
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counted.sort((one, other) => other.count - one.count)[0]?.delimiter ?? ','
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: Pick<Info, 'lines'>
}

/**
 * The rows of a CSV or TSV file, the header first; empty ones are left out. A quote that never closes ends them with a row
 * that says so.
 */
export async function* csvRows(
  path: string,
  { encoding, delimiter }: { readonly encoding: TextEncoding; readonly delimiter: Delimiter },
): AsyncGenerator<Row> {
  const text = { last: '' }
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    info: true,
  })
  const source = Readable.from(remember(readText(path, encoding), text), { objectMode: false })
  source.on('error', (error) => parser.destroy(error))
  let header = 0
  let held: Row | undefined
  let after = 1
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      const breaks = record.reduce(
        (sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0),
        0,
      )
      after = info.lines + 1
      if (isEmpty(record)) continue
      if (held) yield held
      header ||= record.length
      held = { line: info.lines - breaks, cells: record.map(shortened) }
    }
    // Only the file's last line may lack its end, and only where nothing of it is missing.
    if (held && held.cells.length < header && !/[\r\n]$/.test(text.last))
      held = { ...held, faults: [{ line: held.line, code: 'TRUNCATED_LAST_LINE' }] }
    if (held) yield held
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (held) yield held
    yield { line: after, cells: [], faults: [{ line: after, code: 'QUOTE_NOT_CLOSED' }] }
  } finally {
    source.destroy()
    parser.destroy()
  }
}

async function* remember(texts: AsyncIterable<string>, into: { last: string }): AsyncGenerator<string> {
  for await (const text of texts) {
    into.last = text.slice(-1)
    yield text
  }
}
