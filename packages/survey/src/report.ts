import type { Translator } from '@onewindow/tenant'
import { problemText } from './problem.ts'
import type { Survey } from './read/open-survey.ts'
import type { RefusedHousehold } from './read/read-households.ts'
import { csvLine, safeCell } from './write/csv-line.ts'

/** Makes the lines of a report, for a file that begins with `\uFEFF`: a spreadsheet then shows every script. */
export interface ReportWriter {
  readonly header: string
  /** All rows of a household that was refused, each with its own problems. */
  readonly rowsOf: (refused: Pick<RefusedHousehold, 'problems' | 'rows'>) => string
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
          const places = own.map(({ column }) => (column === undefined ? `${line}` : `${line} ${column}`))
          const words = own.map((problem) => problemText(problem, texts))
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
