import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Definition } from '@onewindow/tenant'
import { cellsOf, columnIds, csvSurvey, jsonSurvey } from '../write/survey-file.ts'
import { createXlsxWriter, MOST_XLSX_ROWS } from '../write/xlsx-survey.ts'
import type { Format } from './defects.ts'
import type { MadeHousehold } from './population.ts'

interface Destination {
  readonly path: string
  readonly format: Format
  readonly definition: Definition
  /** Called after each household with how many are written. */
  readonly onHousehold?: (made: MadeHousehold, written: number) => void
}

/**
 * Writes a population to a file. CSV begins with the mark that lets a spreadsheet open every script.
 *
 * @throws RangeError where a workbook cannot hold so many rows
 */
export async function writePopulation(
  population: Iterable<MadeHousehold>,
  { path, format, definition, onHousehold }: Destination,
): Promise<void> {
  const file = createWriteStream(path)
  let written = 0
  if (format === 'xlsx') {
    const ids = columnIds(definition)
    const writer = createXlsxWriter()
    writer.output.pipe(file)
    await writer.write([ids])
    let rows = 1
    for (const made of population) {
      rows += made.rows.length
      if (rows > MOST_XLSX_ROWS) throw new RangeError('a workbook holds 1,048,576 rows at most')
      await writer.write(made.rows.map((cells) => cellsOf(cells, ids)))
      onHousehold?.(made, ++written)
    }
    await writer.end()
  } else {
    const text = format === 'csv' ? csvSurvey(definition) : jsonSurvey()
    file.write(format === 'csv' ? `\uFEFF${text.header}` : text.header)
    for (const made of population) {
      if (!file.write(text.household(made.rows))) await once(file, 'drain')
      onHousehold?.(made, ++written)
    }
    file.end()
  }
  await finished(file)
}
