import type { Definition } from '@onewindow/tenant'
import { surveyFields } from '../fields.ts'
import { csvLine } from './csv-line.ts'
import type { Cells } from './rows-of.ts'

/** A file's text, household by household. A row may hold more cells than there are columns: `extra`. */
export interface SurveyText {
  readonly header: string
  readonly household: (rows: readonly Cells[]) => string
}

/** Columns of a file that is made up. */
export const columnIds = (definition: Definition): readonly string[] => [
  ...surveyFields(definition).map(({ id }) => id),
  'synthetic',
]

/** Key of a cell that stands beyond the header, as in a row that was shifted. */
export const BEYOND = '\u0000beyond'

/** @param header what the columns are called; by default their ids */
export function csvSurvey(
  definition: Definition,
  { delimiter = ',', header }: { readonly delimiter?: string; readonly header?: readonly string[] } = {},
): SurveyText {
  const ids = columnIds(definition)
  return {
    header: csvLine(header ?? ids, delimiter),
    household: (rows) => rows.map((cells) => csvLine(cellsOf(cells, ids), delimiter)).join(''),
  }
}

export const cellsOf = (cells: Cells, ids: readonly string[]): string[] => [
  ...ids.map((id) => cells.get(id) ?? ''),
  ...(cells.has(BEYOND) ? [cells.get(BEYOND) ?? ''] : []),
]

export function jsonSurvey(): SurveyText {
  return { header: '', household: (rows) => `${JSON.stringify(nested(rows))}\n` }
}

const GROUPS = new Map([
  ['fact', 'facts'],
  ['document', 'documents'],
  ['enrolled', 'enrolments'],
])

/** One household as NDJSON has it: its own answers, and below `members` each person's. */
function nested(rows: readonly Cells[]): object {
  const [first = new Map<string, string>()] = rows
  const household: Record<string, unknown> = {}
  const members = rows.map((cells) => {
    const member: Record<string, unknown> = {}
    for (const [id, cell] of cells) {
      const point = id.indexOf('.')
      const [kind, name] = point < 0 ? ['household', id] : [id.slice(0, point), id.slice(point + 1)]
      if (kind === 'household') {
        if (cells === first) household[name] = cell
        continue
      }
      const group = GROUPS.get(kind)
      if (group === undefined) member[name] = cell
      else member[group] = { ...(member[group] as object | undefined), [name]: cell }
    }
    return member
  })
  return { ...household, members }
}
