import { malformed } from './error.ts'
import type { Collection, Expression, FactExpression, Who } from './expression.ts'
import type { ProgrammeRule } from './programme.ts'

/** A direct part of a node: where it stands, and the person that the node binds for it. */
export interface Part {
  readonly path: string
  readonly expression: Expression
  readonly binds?: { readonly as: Who; readonly over: Collection }
}

export function partsOf(expression: Expression): readonly Part[] {
  const list = (of: readonly Expression[]) => of.map((each, i) => ({ path: `of.${i}`, expression: each }))
  switch (expression.op) {
    case 'boolean':
    case 'unknown':
    case 'fact':
    case 'enrolled':
    case 'number':
    case 'parameter':
    case 'date':
    case 'on':
      return []
    case 'and':
    case 'or':
    case 'add':
    case 'least':
    case 'greatest':
      return list(expression.of)
    case 'not':
    case 'is':
    case 'known':
    case 'divide':
    case 'age':
      return [{ path: 'of', expression: expression.of }]
    case 'compare':
    case 'compareDates':
    case 'subtract':
    case 'multiply':
      return [
        { path: 'left', expression: expression.left },
        { path: 'right', expression: expression.right },
      ]
    case 'any':
    case 'count':
    case 'sum': {
      const { as, over, where } = expression
      const condition = { path: 'where', expression: where, binds: { as, over } }
      return expression.op === 'sum'
        ? [condition, { path: 'of', expression: expression.of, binds: { as, over } }]
        : [condition]
    }
    case 'if':
      return [
        { path: 'test', expression: expression.test },
        { path: 'yes', expression: expression.yes },
        { path: 'no', expression: expression.no },
      ]
    default:
      return malformed(expression)
  }
}

/** Every node of a tree, the whole before its parts. */
export function visit(expression: Expression, see: (node: Expression) => void): void {
  see(expression)
  for (const part of partsOf(expression)) visit(part.expression, see)
}

/** The expressions of a programme, each with its place: `criteria.score.rule`. */
export function expressionsOf(programme: ProgrammeRule): readonly Part[] {
  const { unit, criteria, benefits } = programme
  return [
    ...(unit.kind === 'person' ? [{ path: 'unit.candidate', expression: unit.candidate }] : []),
    ...criteria.map(({ id, rule }) => ({ path: `criteria.${id}.rule`, expression: rule })),
    ...benefits.flatMap((benefit) => [
      ...(benefit.when === undefined
        ? []
        : [{ path: `benefits.${benefit.id}.when`, expression: benefit.when }]),
      ...(benefit.kind === 'cash'
        ? [{ path: `benefits.${benefit.id}.amount`, expression: benefit.amount }]
        : []),
    ]),
  ]
}

/** The facts a tree reads, once each, `presence` of filtered members among them. */
export function factsOf(expression: Expression): readonly FactExpression[] {
  const facts = new Map<string, FactExpression>()
  const found = (fact: FactExpression) => facts.set(JSON.stringify(fact), fact)
  visit(expression, (node) => {
    if (node.op === 'fact') found(node)
    const over = 'over' in node ? node.over : undefined
    if ('as' in node && over?.kind === 'members' && over.presence !== undefined) {
      found({ op: 'fact', type: 'text', who: node.as, id: 'presence' })
    }
  })
  return [...facts.values()]
}

/** The ids of the parameters a tree reads, for a value or for its rounds. */
export function parametersOf(expression: Expression): readonly string[] {
  const ids = new Set<string>()
  visit(expression, (node) => {
    if (node.op === 'parameter') ids.add(node.id)
    if (node.op === 'fact' && node.roundOf !== undefined) ids.add(node.roundOf)
  })
  return [...ids]
}
