import { SurveyFileError } from '../problem.ts'
import { csvRows, type Delimiter, detectDelimiter } from './csv-rows.ts'
import type { Row } from './row.ts'
import { detectEncoding, readHead, type TextEncoding } from './text-encoding.ts'
import { xlsxRows } from './xlsx-rows.ts'

/** A file of rows under a header; of NDJSON, which has none, only its encoding. */
export type OpenedRows =
  | {
      readonly format: 'csv' | 'xlsx'
      readonly encoding?: TextEncoding
      readonly delimiter?: Delimiter
      readonly header: Row
      /** Reads the file again, without its header. */
      readonly readRows: () => AsyncGenerator<Row>
    }
  | { readonly format: 'ndjson'; readonly encoding: TextEncoding; readonly header?: undefined }

/**
 * Finds out what a file is, and reads its header.
 *
 * @throws SurveyFileError `FILE_EMPTY` · `FORMAT_UNKNOWN` · `ENCODING_UNKNOWN` · what is wrong with the header's line
 */
export async function openRows(path: string): Promise<OpenedRows> {
  const head = await readHead(path)
  if (head.length === 0) throw new SurveyFileError([{ line: 1, code: 'FILE_EMPTY' }])
  // An old binary workbook, or a PDF.
  const start = head.subarray(0, 4).toString('hex')
  if (start === 'd0cf11e0' || start === '25504446')
    throw new SurveyFileError([{ line: 1, code: 'FORMAT_UNKNOWN' }])
  if (start === '504b0304') return { format: 'xlsx', ...(await withHeader(() => sound(xlsxRows(path)))) }
  const encoding = await detectEncoding(path)
  if (new TextDecoder(encoding).decode(head.subarray(0, 1024)).trimStart().startsWith('{'))
    return { format: 'ndjson', encoding }
  const delimiter = await detectDelimiter(path, encoding)
  const rows = await withHeader(() => csvRows(path, { encoding, delimiter }))
  return { format: 'csv', encoding, delimiter, ...rows }
}

async function withHeader(readAll: () => AsyncGenerator<Row>) {
  let header: Row | undefined
  for await (const row of readAll()) {
    header = row
    break
  }
  if (!header) throw new SurveyFileError([{ line: 1, code: 'FILE_EMPTY' }])
  if (header.faults?.length) throw new SurveyFileError(header.faults)
  return { header, readRows: () => withoutFirst(readAll()) }
}

async function* withoutFirst(rows: AsyncGenerator<Row>): AsyncGenerator<Row> {
  let first = true
  for await (const row of rows) {
    if (!first) yield row
    first = false
  }
}

/** A ZIP file that holds no workbook, or that was damaged on its way, is no file of rows. */
async function* sound(rows: AsyncGenerator<Row>): AsyncGenerator<Row> {
  try {
    yield* rows
  } catch {
    throw new SurveyFileError([{ line: 1, code: 'FORMAT_UNKNOWN' }])
  }
}
