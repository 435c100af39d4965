import { createTranslator, type Definition } from '@onewindow/tenant'
import { foldLabel } from '../fold-label.ts'
import { type Problem, SurveyFileError } from '../problem.ts'
import { dayOrders, readDay } from '../read/day.ts'
import type { Row } from '../read/row.ts'
import type { ColumnKey, ListColumns } from './list-columns.ts'
import type { ListOptions } from './list-file.ts'

/** So many places are named of a file that is refused as a whole. */
const MOST = 20

/** What can be wrong with a list as a whole, line by line: its date, and whose it is. */
export function createWhole(definition: Definition, columns: ListColumns, options: ListOptions) {
  const { layout, today } = options
  const orders = dayOrders(definition)
  const elsewhere = codesOfOthers(definition, options)
  const issuers = new Set((layout.issuer?.codes ?? []).map(foldLabel))
  const problems: Problem[] = []
  let date = options.asOf

  return {
    check(row: Row) {
      if (row.faults?.length) return
      checkDate(row)
      checkIssuer(row)
    },
    /** The one day as of which the list is. */
    requireDate(): string {
      if (date === undefined && problems.length === 0) problems.push({ line: 1, code: 'LIST_DATE_MISSING' })
      if (date !== undefined && date > today)
        problems.push({ line: 1, code: 'FUTURE_DATE', values: { date } })
      if (date === undefined || problems.length > 0) throw new SurveyFileError(problems.slice(0, MOST))
      return date
    },
  }

  function checkDate(row: Row) {
    const cell = cellOf(row, 'listDate')
    if (cell === '') return
    const read = readDay(cell, orders)
    if ('code' in read) return report(row, 'listDate', read.code, { date: cell.slice(0, 40) })
    date ??= read.day
    if (read.day !== date) report(row, 'listDate', 'LIST_DATES_DIFFER', { date: read.day, other: date })
  }

  function checkIssuer(row: Row) {
    const issuer = cellOf(row, 'issuer')
    if (issuer !== '' && !issuers.has(foldLabel(issuer))) report(row, 'issuer', 'LIST_MIXED', {})
    const programme = foldLabel(cellOf(row, 'programme'))
    if (elsewhere.has(programme)) report(row, 'programme', 'LIST_MIXED', {})
  }

  function report(row: Row, key: ColumnKey, code: Problem['code'], values: NonNullable<Problem['values']>) {
    if (problems.length >= MOST) return
    const column = columns.names[columns.at.get(key) ?? -1] ?? key
    problems.push({ line: row.line, column, code, values })
  }

  function cellOf({ cells }: Row, key: ColumnKey): string {
    const index = columns.at.get(key)
    return index === undefined ? '' : (cells[index]?.trim() ?? '')
  }
}

/** What other institutions’ programmes are called: by id, by name, and in their own lists. */
function codesOfOthers(definition: Definition, { layout }: ListOptions): ReadonlySet<string> {
  const languages = definition.locales.map(({ id }) => createTranslator(definition, id))
  const others = [
    ...definition.programmes.flatMap(({ id, institution }) =>
      institution === layout.institution
        ? []
        : [id, ...languages.map((texts) => texts.t(`programme.${id}.name`))],
    ),
    ...(definition.lists ?? []).flatMap(({ institution, programme }) =>
      institution === layout.institution || typeof programme === 'string' ? [] : Object.keys(programme.codes),
    ),
  ].map(foldLabel)
  const own = new Set(
    typeof layout.programme === 'string' ? [] : Object.keys(layout.programme.codes).map(foldLabel),
  )
  return new Set(others.filter((code) => code !== '' && !own.has(code)))
}
