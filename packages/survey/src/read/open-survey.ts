import type { Definition } from '@onewindow/tenant'
import { surveyFields } from '../fields.ts'
import { SurveyFileError } from '../problem.ts'
import { readBlocks } from './blocks.ts'
import type { Delimiter } from './csv-rows.ts'
import { type Column, readHeader } from './header.ts'
import { jsonRows } from './json-rows.ts'
import { openRows } from './open-rows.ts'
import type { Row } from './row.ts'
import type { TextEncoding } from './text-encoding.ts'

/** A file that was looked through once: what it is, what its columns mean, and which forms come twice. */
export interface Survey {
  readonly definition: Definition
  readonly format: 'csv' | 'xlsx' | 'ndjson'
  /** As detected; a workbook has none. */
  readonly encoding?: TextEncoding
  readonly delimiter?: Delimiter
  readonly columns: readonly Column[]
  /** Rows of people, and blocks of them: as many items as `readHouseholds` gives. */
  readonly rows: number
  readonly households: number
  /** Of each form number that comes in several places: where they begin, and whether each is a whole form. */
  readonly repeated: ReadonlyMap<string, Repeated>
  /** Reads the file again, without its header. */
  readonly readRows: () => AsyncGenerator<Row>
}

export interface Repeated {
  readonly lines: readonly number[]
  /** Household answers stand in more than one place: two forms, and not one whose rows were torn apart. */
  readonly whole: boolean
}

/**
 * Opens a survey file of any format and encoding, and reads it through once.
 *
 * @throws SurveyFileError where nothing of it can be taken in: encoding, format, header
 */
export async function openSurvey(path: string, definition: Definition): Promise<Survey> {
  const file = await detect(path, definition)
  const { columns, ...opened } = file
  const instanceColumn = columns.findIndex(({ field }) => field?.id === 'household.instance')
  const household = columns.flatMap(({ field }, index) =>
    field?.of === 'household' && index !== instanceColumn ? [index] : [],
  )
  const seen = new Map<string, number>()
  const repeated = new Map<string, { lines: number[]; wholes: number }>()
  let rows = 0
  let households = 0
  for await (const block of readBlocks(file.readRows(), { instanceColumn, width: columns.length })) {
    rows += block.rows.length
    households += 1
    const { instance } = block
    const [first] = block.rows
    if (instance === '' || !first) continue
    const before = seen.get(instance)
    if (before === undefined) {
      seen.set(instance, first.line)
      continue
    }
    const found = repeated.get(instance) ?? { lines: [before], wholes: 1 }
    found.lines.push(first.line)
    if (household.some((index) => first.cells[index]?.trim())) found.wholes += 1
    repeated.set(instance, found)
  }
  if (rows === 0) throw new SurveyFileError([{ line: 1, code: 'FILE_EMPTY' }])
  return {
    ...opened,
    definition,
    columns,
    rows,
    households,
    repeated: new Map(
      [...repeated].map(([instance, { lines, wholes }]) => [instance, { lines, whole: wholes > 1 }]),
    ),
  }
}

type File = Pick<Survey, 'format' | 'encoding' | 'delimiter' | 'columns' | 'readRows'>

async function detect(path: string, definition: Definition): Promise<File> {
  const opened = await openRows(path)
  if (opened.header) {
    const { header, ...file } = opened
    return { ...file, columns: readHeader(header, definition) }
  }
  const { encoding } = opened
  const fields = surveyFields(definition)
  const columns = [
    ...fields.map((field): Column => ({ name: field.id, field })),
    { name: 'synthetic', is: 'synthetic' } as const,
  ]
  return { format: 'ndjson', encoding, columns, readRows: () => jsonRows(path, { encoding, fields }) }
}
