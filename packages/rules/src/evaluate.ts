import { compareBounds, type DayBounds } from './bounds.ts'
import { elapsedSince, parseDay } from './calendar.ts'
import { isClosed } from './closed.ts'
import { elementsOf } from './collection.ts'
import { isEnrolled } from './enrolment.ts'
import { malformed, RuleError } from './error.ts'
import type {
  BooleanExpression,
  Collection,
  Comparison,
  DateExpression,
  NumberExpression,
  TextExpression,
  Who,
} from './expression.ts'
import {
  add,
  align,
  compareNumbers,
  divide,
  exactly,
  greatest,
  hull,
  least,
  multiply,
  type NumberInterval,
  subtract,
  unbounded,
} from './number-interval.ts'
import { isDateInterval, observationOf } from './observation.ts'
import type { Scope } from './programme.ts'
import { bind, type Reader, readerOf, silent, subjectOf } from './reader.ts'
import { scaleOf } from './scale.ts'
import { conjunction, disjunction, negate, type Truth } from './truth.ts'

/**
 * Reads a rule for one unit of one household on one date, by the table of semantics. A missing fact makes the result
 * `null` (unknown) where it matters, never false. Throws `RuleError` for a rule that cannot be read.
 *
 * @example evaluateBoolean(atLeast(age(unit), 60), { household, unit: 'p1', on: '2024-02-01', parameter })
 */
export const evaluateBoolean = (expression: BooleanExpression, scope: Scope): Truth =>
  readBoolean(expression, readerOf(scope))

/** The bounds of a number at the expression's scale; `null` where a bound is not known. */
export const evaluateNumber = (expression: NumberExpression, scope: Scope): NumberInterval =>
  readNumber(expression, readerOf(scope))

/** The first and last possible day; `null` where nothing is known. */
export const evaluateDate = (expression: DateExpression, scope: Scope): DayBounds =>
  readDate(expression, readerOf(scope))

export function readBoolean(expression: BooleanExpression, reader: Reader): Truth {
  switch (expression.op) {
    case 'boolean':
      return expression.value
    case 'unknown':
      return null
    case 'fact': {
      const value = observationOf(expression, reader)?.value
      return typeof value === 'boolean' ? value : null
    }
    case 'and':
      return readJunction(expression.of.map(partOf), { settles: false }, reader)
    case 'or':
      return readJunction(expression.of.map(partOf), { settles: true }, reader)
    case 'not':
      return negate(readBoolean(expression.of, reader))
    case 'compare': {
      const { how, left, right } = expression
      const values = [readNumber(left, reader), readNumber(right, reader)] as const
      if (left.op === 'number') witnessConstant(mirrored[how], left, reader)
      if (right.op === 'number') witnessConstant(how, right, reader)
      return compareNumbers(how, ...values)
    }
    case 'compareDates':
      return compareBounds(
        expression.how,
        readDate(expression.left, reader),
        readDate(expression.right, reader),
      )
    case 'is': {
      const text = readText(expression.of, reader)
      if (expression.in.length === 0) return false
      return text === null ? null : expression.in.includes(text)
    }
    case 'known':
      return observationOf(expression.of, reader) !== undefined
    case 'any':
      return readOnce(expression, reader, () => {
        const conditions = readConditions(expression, silent(reader))
        const parts = conditions.map(({ holds }, index) => (of: Reader) => {
          if (of.witness) readConditions(expression, of, index)
          return holds
        })
        return readJunction(parts, { settles: true }, reader)
      })
    case 'enrolled': {
      const { programmes, atLeast } = expression
      const { id: subject } = subjectOf(reader, expression.who)
      const rows = reader.household.enrolments.filter((row) => row.subject === subject)
      const value = isEnrolled(rows, programmes, atLeast)
      reader.witness?.({ kind: 'enrolment', subject, programmes, value })
      return value
    }
    default:
      return malformed(expression)
  }
}

function readOnce(expression: BooleanExpression, { closed, witness }: Reader, read: () => Truth): Truth {
  if (!closed || witness || !isClosed(expression)) return read()
  const before = closed.get(expression)
  if (before !== undefined) return before
  const value = read()
  closed.set(expression, value)
  return value
}

/** One operand of an `and`, `or` or `any`. */
type Part = (reader: Reader) => Truth

const partOf =
  (expression: BooleanExpression): Part =>
  (reader) =>
    readBoolean(expression, reader)

/**
 * Kleene's and (settled by false) or or (settled by true). The witness sees only what decides: the operand that settles it, or
 * else the open ones, or else all. A clerk is not shown a relaxed line that a met score makes irrelevant.
 */
function readJunction(
  parts: readonly Part[],
  { settles }: { readonly settles: boolean },
  reader: Reader,
): Truth {
  const combine = settles ? disjunction : conjunction
  const values = parts.map((part) => part(silent(reader)))
  if (reader.witness) for (const index of decisive(values, settles)) parts[index]?.(reader)
  return combine(values)
}

function decisive(values: readonly Truth[], settles: boolean): readonly number[] {
  const settled = values.indexOf(settles)
  if (settled >= 0) return [settled]
  const open = values.flatMap((value, index) => (value === null ? [index] : []))
  return open.length > 0 ? open : [...values.keys()]
}

export function readNumber(expression: NumberExpression, reader: Reader): NumberInterval {
  switch (expression.op) {
    case 'number':
      return exactly(expression.value, expression.scale)
    case 'fact': {
      const value = observationOf(expression, reader)?.value
      return typeof value === 'number' ? exactly(value, expression.scale) : unbounded(expression.scale)
    }
    case 'parameter':
      return readParameter(expression.id, reader)
    case 'count': {
      const holds = readConditions(expression, reader).map((each) => each.holds)
      const from = holds.filter((each) => each === true).length
      const to = from + holds.filter((each) => each === null).length
      reader.witness?.({ kind: 'count', from, to })
      return { lo: from, hi: to, scale: 0 }
    }
    case 'sum':
      return readSum(expression, reader)
    case 'add':
      return expression.of.map((each) => readNumber(each, reader)).reduce(add, exactly(0, 0))
    case 'least':
      return readExtreme(expression.of, least, reader)
    case 'greatest':
      return readExtreme(expression.of, greatest, reader)
    case 'subtract':
      return subtract(readNumber(expression.left, reader), readNumber(expression.right, reader))
    case 'multiply':
      return multiply(readNumber(expression.left, reader), readNumber(expression.right, reader))
    case 'divide':
      if (!(Number.isSafeInteger(expression.by) && expression.by > 0)) {
        throw new RuleError('RULE_NODE_MALFORMED', { node: expression })
      }
      return divide(readNumber(expression.of, reader), expression.by, expression)
    case 'age': {
      const value = elapsedSince(expression.in, readDate(expression.of, reader), reader.on)
      if (expression.of.op === 'fact') {
        const subject = subjectOf(reader, expression.of.who).id
        const { lo: from, hi: to } = value
        reader.witness?.({ kind: 'age', subject, fact: expression.of.id, in: expression.in, from, to })
      }
      return value
    }
    case 'if': {
      const scale = scaleOf(expression, reader.parameter)
      const test = readBoolean(expression.test, reader)
      if (test !== null) return align(readNumber(test ? expression.yes : expression.no, reader), scale)
      return hull(readNumber(expression.yes, reader), readNumber(expression.no, reader))
    }
    default:
      return malformed(expression)
  }
}

export function readDate(expression: DateExpression, reader: Reader): DayBounds {
  switch (expression.op) {
    case 'date':
      parseDay(expression.value)
      return { lo: expression.value, hi: expression.value }
    case 'on':
      return { lo: reader.on, hi: reader.on }
    case 'fact': {
      const value = observationOf(expression, reader)?.value
      return value !== undefined && isDateInterval(value)
        ? { lo: value.from, hi: value.to }
        : { lo: null, hi: null }
    }
    default:
      return malformed(expression)
  }
}

export function readText(expression: TextExpression, reader: Reader): string | null {
  const value = observationOf(expression, reader)?.value
  return typeof value === 'string' ? value : null
}

export interface Condition {
  readonly over: Collection
  readonly as: Who
  readonly where: BooleanExpression
}

/** For each element, whether it is in the collection and meets the condition, and the reader that speaks of it. */
export function readConditions({ over, as, where }: Condition, reader: Reader, only?: number) {
  const elements = elementsOf(over, reader)
  return (only === undefined ? elements : elements.slice(only, only + 1)).map(({ person, belongs }) => {
    const of = bind(reader, as, person)
    const meets = belongs === false ? false : readBoolean(where, of)
    return { person, belongs, meets, holds: conjunction([belongs, meets]), reader: of }
  })
}

function readParameter(id: string, reader: Reader): NumberInterval {
  const { values, scale, unit, evidence, source, from, rounds } = reader.parameter(id)
  reader.witness?.({
    kind: 'parameter',
    id,
    values,
    scale,
    unit,
    evidence,
    source,
    ...(from === undefined ? {} : { from }),
    ...(rounds.length === 0 ? {} : { rounds }),
  })
  return { lo: values.at(0) ?? null, hi: values.at(-1) ?? null, scale }
}

function readSum(expression: Extract<NumberExpression, { op: 'sum' }>, reader: Reader): NumberInterval {
  const none = exactly(0, scaleOf(expression.of, reader.parameter))
  return readConditions(expression, reader)
    .filter(({ holds }) => holds !== false)
    .map(({ holds, reader: of }) => {
      const term = readNumber(expression.of, of)
      return holds === null ? hull(term, none) : term
    })
    .reduce(add, none)
}

function readExtreme(
  of: readonly NumberExpression[],
  extreme: (left: NumberInterval, right: NumberInterval) => NumberInterval,
  reader: Reader,
): NumberInterval {
  const [first, ...rest] = of.map((each) => readNumber(each, reader))
  return first === undefined ? unbounded(0) : rest.reduce(extreme, first)
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
  eq: 'eq',
  ne: 'ne',
}

// As the threshold of what stands on the other side.
function witnessConstant(
  how: Comparison,
  { value, scale }: { readonly value: number; readonly scale: number },
  reader: Reader,
): void {
  reader.witness?.({ kind: 'constant', how, value, scale })
}
