import type { Field } from '../field.ts'
import type { ProblemCode } from '../problem.ts'
import type { Cells } from '../write/rows-of.ts'
import { BEYOND } from '../write/survey-file.ts'
import type { Random } from './random.ts'

/** What was made wrong in a household, and how the reader must call it. */
export interface Defect {
  readonly kind: string
  readonly code: ProblemCode
  /** Position of the row among the household's; 0 is the head. */
  readonly row: number
  readonly column?: string
}

export type Format = 'csv' | 'xlsx' | 'ndjson'

interface Breaking {
  readonly rows: readonly Cells[]
  readonly fields: readonly Field[]
  readonly random: Random
}

interface Kind {
  readonly code: ProblemCode
  /** Formats in which it can be seen; all without it. */
  readonly formats?: readonly Format[]
  /** Breaks a row, and answers with its place; nothing where this household cannot be broken like this. */
  readonly break: (breaking: Breaking) => Pick<Defect, 'row' | 'column'> | undefined
}

/** Puts a cell of a random person, or of the household, wrong. */
const put =
  (column: string, cell: string) =>
  ({ rows, random }: Breaking) => {
    const row = column.startsWith('household.') ? 0 : random.between(0, rows.length - 1)
    rows[row]?.set(column, cell)
    return { row, column }
  }

/** A document that some person of this household has. */
const ofDocument =
  (change: (number: string) => string) =>
  ({ rows }: Breaking) => {
    for (const [row, cells] of rows.entries())
      for (const [column, number] of cells)
        if (column.startsWith('document.')) {
          cells.set(column, change(number))
          return { row, column }
        }
    return undefined
  }

/** The mistakes that survey files come with, each under the name that a summary counts it by. */
export const DEFECTS: Readonly<Record<string, Kind>> = {
  no_name: { code: 'FIELD_REQUIRED', break: put('member.name', '') },
  unknown_sex: { code: 'UNKNOWN_OPTION', break: put('member.sex', '7') },
  impossible_date: { code: 'IMPOSSIBLE_DATE', break: birth('31/02/1990') },
  two_digit_year: { code: 'AMBIGUOUS_DATE', break: birth('01/02/85') },
  future_visit: { code: 'FUTURE_DATE', break: put('household.visited_on', '2199-01-01') },
  no_consent: { code: 'CONSENT_REQUIRED', break: put('household.consent', 'no') },
  unknown_area: { code: 'UNKNOWN_AREA', break: put('household.area', 'XX000') },
  short_document: { code: 'MALFORMED_IDENTIFIER', break: ofDocument((number) => number.slice(0, -2)) },
  damaged_document: {
    code: 'DAMAGED_NUMBER',
    break: ofDocument((number) => `${number.charAt(0)}.${number.slice(1, 4)}E+${number.length - 1}`),
  },
  unknown_mother: { code: 'UNKNOWN_MEMBER', break: put('member.mother', '99') },
  own_guardian: {
    code: 'OWN_RELATIVE',
    break({ rows }) {
      rows[0]?.set('member.guardian', rows[0].get('member.key') ?? '')
      return { row: 0, column: 'member.guardian' }
    },
  },
  key_twice: {
    code: 'KEY_TWICE',
    break({ rows }) {
      if (rows.length < 2) return undefined
      rows[1]?.set('member.key', rows[0]?.get('member.key') ?? '')
      return { row: 1, column: 'member.key' }
    },
  },
  birth_twice: {
    code: 'BIRTH_SAID_TWICE',
    break({ rows }) {
      rows[0]?.set('member.birth_date', '1980-01-01')
      rows[0]?.set('member.birth_year', '1980')
      return { row: 0, column: 'member.birth_date' }
    },
  },
  second_head: {
    code: 'HEAD_COUNT',
    break({ rows }) {
      if (rows.length < 2) return undefined
      rows[1]?.set('member.role', 'head')
      return { row: 0, column: 'member.role' }
    },
  },
  out_of_range: {
    code: 'NUMBER_OUT_OF_RANGE',
    break({ rows, fields }) {
      const field = fields.find(
        ({ answer, of }) => of === 'household' && answer.type === 'number' && answer.max,
      )
      if (field) rows[0]?.set(field.id, '100000')
      return field && { row: 0, column: field.id }
    },
  },
  not_a_number: {
    code: 'NUMBER_MALFORMED',
    break({ rows, fields }) {
      const field = fields.find(({ answer, of }) => of === 'household' && answer.type === 'number')
      if (field) rows[0]?.set(field.id, 'many')
      return field && { row: 0, column: field.id }
    },
  },
  formula: { code: 'FORMULA', break: put('household.village', '=A1&"x"') },
  damaged_text: { code: 'DAMAGED_TEXT', break: put('household.village', 'Demo \uFFFD\uFFFD') },
  too_long: { code: 'CELL_TOO_LONG', break: put('household.address', 'x'.repeat(10_001)) },
  shifted: {
    code: 'CELL_COUNT',
    formats: ['csv'],
    break({ rows, random }) {
      const row = random.between(0, rows.length - 1)
      rows[row]?.set(BEYOND, 'yes')
      return { row }
    },
  },
  cells_differ: {
    code: 'CELLS_DIFFER',
    formats: ['csv', 'xlsx'],
    break({ rows }) {
      if (rows.length < 2) return undefined
      rows[1]?.set('household.village', 'Demo')
      rows[0]?.set('household.village', 'Other demo')
      return { row: 1, column: 'household.village' }
    },
  },
}

function birth(cell: string) {
  return ({ rows, random }: Breaking) => {
    const row = random.between(0, rows.length - 1)
    for (const id of ['member.birth_year', 'member.age']) rows[row]?.delete(id)
    rows[row]?.set('member.birth_date', cell)
    return { row, column: 'member.birth_date' }
  }
}

/** Makes one thing of a household wrong, in its rows, and says what. */
export function spoil(breaking: Breaking, format: Format): Defect {
  const kinds = Object.entries(DEFECTS).filter(([, { formats }]) => !formats || formats.includes(format))
  for (;;) {
    const [kind, { code, break: spoilRows }] = breaking.random.pick(kinds)
    const place = spoilRows(breaking)
    if (place) return { kind, code, ...place }
  }
}
