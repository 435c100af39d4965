import { type Expression, expressionsOf, type NumberExpression, partsOf } from '@onewindow/rules'
import { CORE_FACTS } from '../core-facts.ts'
import type { Definition, Programme } from '../definition.ts'
import type { Checked } from './checked.ts'

/** Numbers that are compared, added or paid are counted in one unit: an income a month is no income a year. */
export function checkUnits(programme: Programme, path: string, { definition, report }: Checked) {
  const unitOf = unitsOf(definition)
  const mismatch = (place: string, [left, right]: readonly string[]) =>
    report('UNIT_MISMATCH', place, {
      message: `it puts ${left} beside ${right}`,
      fix: 'Correct the unit of one of the two, or convert it in the rule.',
    })

  function visit(expression: Expression, place: string) {
    const parts = partsOf(expression)
    if (MEET.has(expression.op)) {
      const met = parts.filter(({ path }) => path !== 'test').flatMap((part) => unitOf(part.expression) ?? [])
      const other = met.find((unit) => unit !== met[0])
      if (other !== undefined) mismatch(place, [met[0] ?? '', other])
    }
    for (const part of parts) visit(part.expression, `${place}.${part.path}`)
  }
  for (const part of expressionsOf(programme)) visit(part.expression, `${path}.${part.path}`)

  for (const benefit of programme.benefits) {
    if (benefit.kind !== 'cash') continue
    const unit = unitOf(benefit.amount)
    const paid = benefit.period === 'once' ? benefit.currency : `${benefit.currency}/${benefit.period}`
    // An amount without a period is one of whatever period the benefit has.
    if (unit === undefined || !unit.startsWith(`${benefit.currency}/`) || unit === paid) continue
    mismatch(`${path}.benefits.${benefit.id}.amount`, [unit, paid])
  }
}

/** Operations whose parts must be in one unit. */
const MEET: ReadonlySet<Expression['op']> = new Set(['compare', 'add', 'least', 'greatest', 'subtract', 'if'])

function unitsOf(definition: Definition) {
  const facts = new Map([...CORE_FACTS, ...definition.facts].map(({ id, unit }) => [id, unit]))
  const parameters = new Map(definition.parameters.map(({ id, unit }) => [id, unit]))
  /** Of a number; undefined where it goes with any, or is not known. */
  return function unitOf(expression: Expression | NumberExpression): string | undefined {
    switch (expression.op) {
      case 'fact':
        return facts.get(expression.id)
      case 'parameter':
        return parameters.get(expression.id)
      case 'age':
        return expression.in
      case 'sum':
        return unitOf(expression.of)
      case 'add':
      case 'least':
      case 'greatest':
        return expression.of.map(unitOf).find((unit) => unit !== undefined)
      case 'subtract':
        return unitOf(expression.left) ?? unitOf(expression.right)
      case 'if':
        return unitOf(expression.yes) ?? unitOf(expression.no)
      default:
        return undefined
    }
  }
}
