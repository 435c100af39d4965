import type { Translator } from '@onewindow/tenant'
import { type Problem, problemText } from './problem.ts'
import type { Survey } from './read/open-survey.ts'
import type { Row } from './read/row.ts'
import { csvLine, safeCell } from './write/csv-line.ts'

/** Makes the lines of a report, for a file that begins with `\uFEFF`: a spreadsheet then shows every script. */
export interface ReportWriter {
  readonly header: string
  /** All rows of a household that was refused, each with its own problems. */
  readonly rowsOf: (refused: ReportedHousehold) => string
}

/** What a reader of the file refused, or whoever it was given to, who says why in words. */
export interface ReportedHousehold {
  readonly rows: readonly Row[]
  readonly problems: readonly (Problem | { readonly line: number; readonly text: string })[]
}

/**
 * The report of a file: its bad rows as they were, with what is wrong in two columns before them that reading passes over.
 * Cells are corrected in place and the report is imported like any file.
 */
export function createReport({ columns }: Pick<Survey, 'columns'>, texts: Translator): ReportWriter {
  return reportOf(
    columns.flatMap(({ name, ...column }, index) =>
      column.field || column.is === 'synthetic' ? [{ name, index }] : [],
    ),
    texts,
  )
}

/** The same, of a file whose columns are these, at their positions. */
export function reportOf(
  kept: readonly { readonly name: string; readonly index: number }[],
  texts: Translator,
): ReportWriter {
  return {
    header: `\uFEFF${csvLine(['problem.place', 'problem', ...kept.map(({ name }) => name)])}`,
    rowsOf({ problems, rows }) {
      // Of a row in JSON every member is on the same line: its problems stand in the first.
      const told = new Set<number>()
      return rows
        .map(({ line, cells }) => {
          const own = told.has(line) ? [] : problems.filter((problem) => problem.line === line)
          told.add(line)
          const places = own.map((problem) =>
            'column' in problem && problem.column !== undefined ? `${line} ${problem.column}` : `${line}`,
          )
          const words = own.map((problem) => ('text' in problem ? problem.text : problemText(problem, texts)))
          return csvLine([
            places.join('; '),
            words.join(' · '),
            ...kept.map(({ index }) => safeCell(cells[index] ?? '')),
          ])
        })
        .join('')
    },
  }
}
