import {
  type AgeUnit,
  type BooleanExpression,
  type Collection,
  type Comparison,
  type DateExpression,
  type EnrolmentLevel,
  type FactExpression,
  HOUSEHOLD,
  type NumberExpression,
  type Presence,
  type Relation,
  type Rounding,
  type TextExpression,
  UNIT,
  type Who,
} from './expression.ts'
import { scaledInteger } from './scaled-integer.ts'

/** The person or household that is being screened. */
export const unit: Who = UNIT
/** The unit's household. */
export const household: Who = HOUSEHOLD

export const yes: BooleanExpression = { op: 'boolean', value: true }
export const no: BooleanExpression = { op: 'boolean', value: false }
/** Neither yes nor no, whatever the household: a rule whose test was not found. */
export const unknown: BooleanExpression = { op: 'unknown' }

export const all = (...of: BooleanExpression[]): BooleanExpression => ({ op: 'and', of })
export const either = (...of: BooleanExpression[]): BooleanExpression => ({ op: 'or', of })
export const not = (of: BooleanExpression): BooleanExpression => ({ op: 'not', of })

type Fact<Type extends FactExpression['type']> = Extract<FactExpression, { type: Type }>

export const booleanFact = (who: Who, id: string): Fact<'boolean'> => ({
  op: 'fact',
  type: 'boolean',
  who,
  id,
})

/** `scale` is that of the fact's definition; `roundOf` restricts a score to the rounds its cut-off is stated for. */
export const numberFact = (who: Who, id: string, scale = 0, roundOf?: string): Fact<'number'> => ({
  op: 'fact',
  type: 'number',
  who,
  id,
  scale,
  ...(roundOf === undefined ? {} : { roundOf }),
})
export const dateFact = (who: Who, id: string): Fact<'date'> => ({ op: 'fact', type: 'date', who, id })
export const textFact = (who: Who, id: string): Fact<'text'> => ({ op: 'fact', type: 'text', who, id })

export const is = (of: TextExpression, ...options: string[]): BooleanExpression => ({
  op: 'is',
  of,
  in: options,
})
/** Was it observed at all? Never unknown itself. */
export const known = (of: FactExpression): BooleanExpression => ({ op: 'known', of })

/** Decimal text, so that `decimal('16.17')` is exact. */
export function decimal(text: string): NumberExpression {
  const scale = text.split('.')[1]?.length ?? 0
  return { op: 'number', value: scaledInteger(text, scale), scale }
}
export const parameter = (id: string, scale = 0): NumberExpression => ({ op: 'parameter', id, scale })

const compare =
  (how: Comparison) =>
  (left: NumberExpression, right: NumberExpression | number): BooleanExpression => ({
    op: 'compare',
    how,
    left,
    right: typeof right === 'number' ? { op: 'number', value: right, scale: 0 } : right,
  })
export const below = compare('lt')
export const atMost = compare('le')
export const above = compare('gt')
export const atLeast = compare('ge')
export const equals = compare('eq')
export const differs = compare('ne')

const compareDates =
  (how: Comparison) =>
  (left: DateExpression, right: DateExpression): BooleanExpression => ({
    op: 'compareDates',
    how,
    left,
    right,
  })
export const before = compareDates('lt')
export const notAfter = compareDates('le')
export const after = compareDates('gt')
export const notBefore = compareDates('ge')

/** The date of the screening. */
export const on: DateExpression = { op: 'on' }
export const day = (value: string): DateExpression => ({ op: 'date', value })
/** Completed years or months from a date to the date of the screening; see the table of semantics for 29 February. */
export const elapsed = (of: DateExpression, unit: AgeUnit): NumberExpression => ({ op: 'age', of, in: unit })
export const age = (who: Who): NumberExpression => elapsed(dateFact(who, 'birth_date'), 'years')
export const ageInMonths = (who: Who): NumberExpression => elapsed(dateFact(who, 'birth_date'), 'months')

export const members = (...presence: Presence[]): Collection => ({
  kind: 'members',
  ...(presence.length > 0 ? { presence } : {}),
})
export const relatives = (of: Who, relation: Relation): Collection => ({ kind: 'relatives', of, relation })

// Named by nesting depth, so that the same rule is always the same tree (its hash identifies a release).
let depth = 0
function bind<Body>(body: (who: Who) => Body): { as: Who; body: Body } {
  const as = `p${++depth}`
  try {
    return { as, body: body(as) }
  } finally {
    depth--
  }
}

/** Is it so for someone? False for an empty collection. */
export function any(over: Collection, where: (who: Who) => BooleanExpression): BooleanExpression {
  const { as, body } = bind(where)
  return { op: 'any', over, as, where: body }
}
/** Is it so for everyone? True for an empty collection. */
export const every = (over: Collection, where: (who: Who) => BooleanExpression): BooleanExpression =>
  not(any(over, (who) => not(where(who))))
export function count(
  over: Collection,
  where: (who: Who) => BooleanExpression = () => yes,
): NumberExpression {
  const { as, body } = bind(where)
  return { op: 'count', over, as, where: body }
}
export function sum(
  over: Collection,
  of: (who: Who) => NumberExpression,
  where: (who: Who) => BooleanExpression = () => yes,
): NumberExpression {
  const { as, body } = bind((who) => ({ of: of(who), where: where(who) }))
  return { op: 'sum', over, as, of: body.of, where: body.where }
}

export const enrolled = (
  who: Who,
  programmes: string | readonly string[],
  atLeast: EnrolmentLevel = 'declared',
): BooleanExpression => ({
  op: 'enrolled',
  who,
  programmes: typeof programmes === 'string' ? [programmes] : programmes,
  atLeast,
})

export const add = (...of: NumberExpression[]): NumberExpression => ({ op: 'add', of })
export const subtract = (left: NumberExpression, right: NumberExpression): NumberExpression => ({
  op: 'subtract',
  left,
  right,
})
export const multiply = (left: NumberExpression, right: NumberExpression): NumberExpression => ({
  op: 'multiply',
  left,
  right,
})
export const least = (...of: NumberExpression[]): NumberExpression => ({ op: 'least', of })
export const greatest = (...of: NumberExpression[]): NumberExpression => ({ op: 'greatest', of })
/** By a positive whole number, to `scale` digits, rounded as said. */
export const divide = (
  of: NumberExpression,
  by: number,
  scale: number,
  rounding: Rounding,
): NumberExpression => ({
  op: 'divide',
  of,
  by,
  scale,
  rounding,
})
export const choose = (
  test: BooleanExpression,
  yes: NumberExpression,
  no: NumberExpression,
): NumberExpression => ({
  op: 'if',
  test,
  yes,
  no,
})
