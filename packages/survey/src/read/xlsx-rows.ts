import { SaxesParser } from 'saxes'
import { isEmpty, type Row, shortened } from './row.ts'
import { local, openWorkbook, type Workbook } from './xlsx-parts.ts'
import { openZip } from './zip-entries.ts'

interface Cell {
  column: number
  type: string
  style: number
  /** Formula and value as written. */
  formula: string | undefined
  value: string
}

const LAST_COLUMN = 16_384

/** The rows of a workbook's first sheet, the header first; a formula's cell reads `=…`, a day `2024-02-01`. */
export async function* xlsxRows(path: string): AsyncGenerator<Row> {
  const zip = await openZip(path)
  try {
    const workbook = await openWorkbook(zip)
    const done: Row[] = []
    const parser = sheetParser(workbook, (row) => done.push(row))
    const stream = await zip.read(workbook.sheet)
    for await (const chunk of stream.setEncoding('utf8')) {
      parser.write(chunk as string)
      yield* done.splice(0)
    }
    parser.close()
    yield* done
  } finally {
    zip.close()
  }
}

function sheetParser(workbook: Workbook, emit: (row: Row) => void): SaxesParser {
  let line = 0
  let cells: string[] = []
  let numeric = new Set<number>()
  let cell: Cell | undefined
  let into: 'value' | 'formula' | undefined
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    switch (local(name)) {
      case 'row':
        line = Number(attributes.r ?? line + 1)
        cells = []
        numeric = new Set()
        break
      case 'c':
        cell = {
          column: attributes.r === undefined ? cells.length : columnOf(attributes.r),
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          formula: undefined,
          value: '',
        }
        break
      case 'f':
        if (cell) cell.formula = ''
        into = 'formula'
        break
      case 'v':
      case 't':
        into = 'value'
        break
      case 'rPh':
        into = undefined
    }
  })
  parser.on('text', (text) => {
    if (cell && into) cell[into] = shortened(`${cell[into] ?? ''}${text}`)
  })
  parser.on('closetag', ({ name }) => {
    const tag = local(name)
    if (tag === 'f' || tag === 'v' || tag === 't') into = undefined
    if (tag === 'c' && cell) {
      if (cell.column < LAST_COLUMN) {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = cellText(cell, workbook)
        if (isNumber(cell, workbook)) numeric.add(cell.column)
      }
      cell = undefined
    }
    if (tag === 'row' && !isEmpty(cells)) emit({ line, cells, numeric })
  })
  return parser
}

/** `C5` stands in the third column. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const isNumber = ({ type, formula, style, value }: Cell, { dateStyles }: Workbook): boolean =>
  type === 'n' && formula === undefined && value !== '' && !dateStyles.has(style)

function cellText(
  { type, formula, style, value }: Cell,
  { strings, dateStyles, from1904 }: Workbook,
): string {
  // An error value can come from nothing but a formula.
  if (formula !== undefined || type === 'e') return `=${formula ?? value}`
  if (value === '') return ''
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'd') return value.slice(0, 10)
  if (type !== 'n') return value
  const number = Number(value)
  if (dateStyles.has(style)) return dayOf(number, from1904)
  // Past fifteen digits a spreadsheet has rounded.
  return Math.abs(number) >= 1e15 ? number.toExponential().toUpperCase() : String(number)
}

const dayOf = (serial: number, from1904: boolean): string => {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial + (from1904 ? 1462 : 0)) * 86_400_000)
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10)
}
