import type { Definition, ListLayout } from '@onewindow/tenant'
import { type Problem, SurveyFileError } from '../problem.ts'
import { hashFile } from '../read/hash-file.ts'
import { openRows } from '../read/open-rows.ts'
import type { Row } from '../read/row.ts'
import { type ListColumns, readColumns } from './list-columns.ts'
import { createLineReader, type ListedLine } from './read-line.ts'
import { createWhole } from './whole-file.ts'

export type { ListedLine } from './read-line.ts'

export interface ListOptions {
  readonly layout: ListLayout
  /** ISO day as of which the list is, where no column says so. */
  readonly asOf?: string | undefined
  /** The one operating area that the list is given for. */
  readonly area?: string | undefined
  /** ISO day: nothing lies after it. */
  readonly today: string
  /** Numbers that no authority issues are accepted, and made-up people. */
  readonly demo: boolean
}

/** A list that was read through once, and can be taken in. */
export interface ListFile {
  readonly options: ListOptions
  readonly definition: Definition
  readonly asOf: string
  /** Of the file's bytes, in hex. */
  readonly sha256: string
  /** Without the header. */
  readonly lines: number
  readonly columns: ListColumns
  readonly readRows: () => AsyncGenerator<Row>
}

/** A line that stays out, as it was. */
export interface RefusedLine {
  readonly problems: readonly Problem[]
  readonly rows: readonly Row[]
}

/**
 * Opens an institution's list, CSV or XLSX, and reads it through once.
 *
 * @throws SurveyFileError where nothing of it can be taken in: no list date, one in the future, several; lines of another
 * institution; encoding, format, header
 */
export async function openList(
  path: string,
  definition: Definition,
  options: ListOptions,
): Promise<ListFile> {
  const opened = await openRows(path)
  if (!opened.header) throw new SurveyFileError([{ line: 1, code: 'FORMAT_UNKNOWN' }])
  const columns = readColumns(opened.header, options.layout)
  const whole = createWhole(definition, columns, options)
  let lines = 0
  for await (const row of opened.readRows()) {
    lines += 1
    whole.check(row)
  }
  if (lines === 0) throw new SurveyFileError([{ line: 1, code: 'FILE_EMPTY' }])
  return {
    options,
    definition,
    asOf: whole.requireDate(),
    sha256: await hashFile(path),
    lines,
    columns,
    readRows: opened.readRows,
  }
}

/** Every line, in order, either understood or with what is wrong with it. */
export async function* readLines(file: ListFile): AsyncGenerator<ListedLine | RefusedLine> {
  const read = createLineReader(file)
  for await (const row of file.readRows()) {
    const line = read(row)
    yield 'problems' in line ? { problems: line.problems, rows: [row] } : line
  }
}
