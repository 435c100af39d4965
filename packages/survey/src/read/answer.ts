import { createTranslator, type Definition, normaliseIdentifier, parseDigits } from '@onewindow/tenant'
import type { Field } from '../field.ts'
import { foldLabel } from '../fold-label.ts'
import type { Problem } from '../problem.ts'
import { dayOrders, isYear, readDay } from './day.ts'
import { LONGEST_CELL } from './row.ts'

/** Texts, decimal numbers and option ids as text; keys as a list; a year or an age as a number. */
export type Value = string | boolean | number | readonly string[]
type Wrong = Pick<Problem, 'code' | 'values'>
export type Answered = { readonly value: Value } | Wrong

export interface AnswerReader {
  /** What a cell that is not empty says; `numeric` where a spreadsheet held it as a number. */
  read(field: Field, cell: string, numeric: boolean): Answered
}

// Control characters break what shows them; bidirectional overrides make a text read as another.
const UNFIT = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

/** Reads cells by the definition: options by id, code or label in any of the tenant's languages, digits of any script. */
export function createAnswerReader(
  definition: Definition,
  { today, demo }: { readonly today: string; readonly demo: boolean },
): AnswerReader {
  const orders = dayOrders(definition)
  const languages = definition.locales.map(({ id }) => createTranslator(definition, id))
  const yesNo = new Map<string, boolean>([
    ...(['yes', 'true', 'y', '1'] as const).map((word) => [word, true] as const),
    ...(['no', 'false', 'n', '2', '0'] as const).map((word) => [word, false] as const),
    ...languages.flatMap((texts) => [
      [foldLabel(texts.t('value.yes')), true] as const,
      [foldLabel(texts.t('value.no')), false] as const,
    ]),
  ])
  const options = new Map<Field, ReadonlyMap<string, string | null>>()

  return {
    read(field, raw, numeric) {
      if (raw.length > LONGEST_CELL) return { code: 'CELL_TOO_LONG', values: { most: LONGEST_CELL } }
      if (raw.includes('\uFFFD')) return { code: 'DAMAGED_TEXT' }
      // What a report wrote for a spreadsheet not to compute.
      const cell = (/^'[=+\-@]/.test(raw) ? raw.slice(1) : raw).trim()
      if (cell.startsWith('=')) return { code: 'FORMULA' }
      return readAs(field, cell, numeric)
    },
  }

  function readAs(field: Field, cell: string, numeric: boolean): Answered {
    const { answer } = field
    switch (answer.type) {
      case 'text':
        if (isExponent(cell)) return { code: 'DAMAGED_NUMBER' }
        return cell.length > answer.most || UNFIT.test(cell)
          ? { code: 'TEXT_MALFORMED', values: { most: answer.most } }
          : { value: cell }
      case 'key':
      case 'keys':
        return readKeys(cell, answer.type === 'keys')
      case 'boolean': {
        const value = find(yesNo, cell)
        if (value !== undefined) return { value }
        return { code: 'UNKNOWN_OPTION', values: { id: field.id, options: '1, 2' } }
      }
      case 'choice': {
        const value = find(optionsOf(field), cell)
        if (value != null) return { value }
        const codes = answer.options.map(({ code }) => code).join(', ')
        return field.id === 'household.area'
          ? { code: 'UNKNOWN_AREA', values: { id: cell.slice(0, 80), date: today } }
          : { code: 'UNKNOWN_OPTION', values: { id: field.id, options: codes } }
      }
      case 'day': {
        const read = readDay(cell, orders)
        if ('code' in read) return { code: read.code, values: { date: cell.slice(0, 40) } }
        return read.day > today ? { code: 'FUTURE_DATE', values: { date: read.day } } : { value: read.day }
      }
      case 'day_or_year': {
        if (/^\d{4}$/.test(parseDigits(cell))) return readYear(cell)
        return readAs({ ...field, answer: { type: 'day' } }, cell, numeric)
      }
      case 'year':
        return readYear(cell)
      case 'age': {
        const digits = parseDigits(cell)
        return /^\d{1,3}$/.test(digits) && Number(digits) <= 130
          ? { value: Number(digits) }
          : { code: 'IMPOSSIBLE_BIRTH', values: { oldest: 130 } }
      }
      case 'number':
        return readNumber(field.id, answer, cell)
      case 'identifier': {
        const { kind } = answer
        if (isExponent(cell)) return { code: 'DAMAGED_NUMBER' }
        const read = normaliseIdentifier(kind, cell, { demo })
        if ('number' in read) return { value: read.number }
        // A spreadsheet drops the zeros that a number begins with.
        return numeric
          ? { code: 'DAMAGED_NUMBER' }
          : { code: 'MALFORMED_IDENTIFIER', values: { kind: kind.id, display: kind.display ?? kind.id } }
      }
    }
  }

  function readYear(cell: string): Answered {
    const digits = parseDigits(cell)
    if (!/^\d{4}$/.test(digits) || !isYear(Number(digits)))
      return { code: 'IMPOSSIBLE_DATE', values: { date: cell.slice(0, 40) } }
    return digits > today.slice(0, 4)
      ? { code: 'FUTURE_DATE', values: { date: digits } }
      : { value: Number(digits) }
  }

  function optionsOf(field: Field): ReadonlyMap<string, string | null> {
    const found = options.get(field)
    if (found) return found
    const words = new Map<string, string | null>()
    const { answer } = field
    for (const { id, label } of answer.type === 'choice' ? answer.options : [])
      for (const word of languages.map((texts) => foldLabel(label(texts)))) {
        // A word of two options is no answer.
        words.set(word, (words.get(word) ?? id) === id ? id : null)
      }
    for (const { id, code } of answer.type === 'choice' ? answer.options : []) {
      words.set(foldLabel(code), id)
      words.set(foldLabel(id), id)
    }
    options.set(field, words)
    return words
  }
}

/** Most cells hold a word as it is kept. */
const find = <Found>(words: ReadonlyMap<string, Found>, cell: string): Found | undefined => {
  const found = words.get(cell)
  return found === undefined ? words.get(foldLabel(cell)) : found
}

/** What a spreadsheet makes of a long number: `9.12E+12`. */
const isExponent = (cell: string): boolean => /^\d(?:[.,]\d+)?E\+?\d+$/i.test(cell)

function readKeys(cell: string, several: boolean): Answered {
  if (isExponent(cell)) return { code: 'DAMAGED_NUMBER' }
  const key = parseDigits(cell.normalize('NFKC')).replace(/\p{Cf}/gu, '')
  if (key.length > 100 || UNFIT.test(key)) return { code: 'TEXT_MALFORMED', values: { most: 100 } }
  return several ? { value: key.split(/[\s,;،؛]+/).filter(Boolean) } : { value: key }
}

function readNumber(
  id: string,
  { scale, min, max }: { readonly scale: number; readonly min?: number; readonly max?: number },
  cell: string,
): Answered {
  const digits = parseDigits(cell)
    .replace(/\p{Cf}/gu, '')
    .replace('٫', '.')
  if (isExponent(digits)) return { code: 'DAMAGED_NUMBER' }
  const match = /^-?\d{1,12}(?:\.(\d+))?$/.exec(digits)
  if (!match || (match[1] ?? '').length > scale)
    return { code: 'NUMBER_MALFORMED', values: { id, digits: scale } }
  const value = Number(digits)
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return { code: 'NUMBER_OUT_OF_RANGE', values: { id, min: min ?? '−∞', max: max ?? '∞' } }
  return { value: digits }
}
