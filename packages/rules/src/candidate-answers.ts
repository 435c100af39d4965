import { dayBefore, shiftDay } from './calendar.ts'
import type { DateExpression, Expression, FactExpression, NumberExpression } from './expression.ts'
import type { Household, Observation, Person } from './household.ts'
import { factKey } from './observation.ts'
import type { MissingFact } from './programme.ts'
import type { ScreeningInput } from './screening.ts'
import { expressionsOf, partsOf, visit } from './walk.ts'

type Value = Observation['value']

/** By fact id: its type, and for numbers and days the values on either side of what it is compared with. */
export type AnswerForms = ReadonlyMap<
  string,
  { readonly type: FactExpression['type']; readonly around: ReadonlyMap<string, Value> }
>

export function answerFormsOf({ programmes, on, parameter }: Omit<ScreeningInput, 'household'>): AnswerForms {
  const forms = new Map<string, { type: FactExpression['type']; around: Map<string, Value> }>()
  for (const { expression } of programmes.flatMap(expressionsOf)) {
    visit(expression, (node) => {
      if (node.op === 'fact') formOf(node)
      if (node.op === 'compare') fromThresholds([node.left, node.right])
      if (node.op === 'compareDates') fromDays([node.left, node.right])
    })
  }
  return forms

  function formOf({ id, type }: FactExpression) {
    const form = forms.get(id) ?? { type, around: new Map<string, Value>() }
    forms.set(id, form)
    return form
  }

  function fromThresholds(sides: readonly NumberExpression[]): void {
    const parts = sides.flatMap(numericParts)
    const thresholds = parts.flatMap((part) => {
      if (part.op === 'number') return [part]
      if (part.op !== 'parameter') return []
      const { values, scale } = parameter(part.id)
      return values.map((value) => ({ value, scale }))
    })
    for (const { value, scale } of thresholds) {
      for (const part of parts) {
        if (part.op === 'fact' && part.type === 'number') {
          const at = Math.floor(value * 10 ** (part.scale - scale))
          add(formOf(part).around, at - 1, at, at + 1)
        }
        const units = Math.floor(value / 10 ** scale)
        if (part.op === 'age' && part.of.op === 'fact' && units >= 0 && units <= OLDEST) {
          const youngest = dayBefore(on, part.in, units)
          add(formOf(part.of).around, ...[youngest, shiftDay(youngest, 1)].map(interval))
        }
      }
    }
  }

  function fromDays(sides: readonly DateExpression[]): void {
    const days = sides.flatMap((side) => (side.op === 'date' ? [side.value] : side.op === 'on' ? [on] : []))
    const near = days.flatMap((day) => [-1, 0, 1].map((by) => interval(shiftDay(day, by))))
    for (const side of sides) if (side.op === 'fact') add(formOf(side).around, ...near)
  }
}

// 150 years in months: what is compared with more is no age.
const OLDEST = 1800

/** A number's own parts, without those of the conditions within it. */
function numericParts(expression: NumberExpression): readonly Expression[] {
  const parts: Expression[] = []
  const descend = (node: Expression) => {
    parts.push(node)
    for (const { path, expression: part } of partsOf(node))
      if (path !== 'where' && path !== 'test') descend(part)
  }
  descend(expression)
  return parts
}

const add = (to: Map<string, Value>, ...values: readonly Value[]) => {
  for (const value of values) to.set(JSON.stringify(value), value)
}

const interval = (day: string) => ({ from: day, to: day })

/** The household as each answer to the question would make it. */
export function answeredHouseholds(
  { subject, fact, round, enrolledIn }: MissingFact,
  household: Household,
  { forms, options }: { readonly forms: AnswerForms; readonly options: readonly string[] },
): readonly Household[] {
  if (enrolledIn !== undefined) {
    const answer = (programmes: readonly string[], enrolled: boolean) =>
      programmes.map((programme) => ({ subject, programme, enrolled, level: 'declared' as const }))
    return [answer(enrolledIn.slice(0, 1), true), answer(enrolledIn, false)].map((rows) => ({
      ...household,
      enrolments: [...household.enrolments, ...rows],
    }))
  }
  return valuesOf().map((value) => {
    const observation = { value, ...(round === undefined ? {} : { round }) }
    const told = <Subject extends Person | Household>(of: Subject): Subject =>
      of.id === subject ? { ...of, facts: { ...of.facts, [factKey(fact, round)]: observation } } : of
    return told({ ...household, members: household.members.map(told), others: household.others.map(told) })
  })

  function valuesOf(): readonly Value[] {
    const form = forms.get(fact)
    if (form?.type === 'boolean') return [true, false]
    if (form?.type === 'number' || form?.type === 'date') return [...form.around.values()]
    return options
  }
}
