import { type BooleanExpression, UNIT } from './expression.ts'
import { factsOf, visit } from './walk.ts'

/** Whose facts and enrolments the value of a rule can come from, in one household on one day. */
export interface RuleReads {
  /** Ids of facts. */
  readonly facts: Reach
  /** Ids of programmes. */
  readonly enrolments: Reach
}

interface Reach {
  readonly ofUnit: ReadonlySet<string>
  readonly ofOthers: ReadonlySet<string>
}

const known = new WeakMap<BooleanExpression, RuleReads>()

export function readsOf(rule: BooleanExpression): RuleReads {
  const before = known.get(rule)
  if (before) return before
  const facts = { ofUnit: new Set<string>(), ofOthers: new Set<string>() }
  const enrolments = { ofUnit: new Set<string>(), ofOthers: new Set<string>() }
  for (const { who, id } of factsOf(rule)) (who === UNIT ? facts.ofUnit : facts.ofOthers).add(id)
  visit(rule, (node) => {
    if (node.op !== 'enrolled') return
    for (const id of node.programmes) (node.who === UNIT ? enrolments.ofUnit : enrolments.ofOthers).add(id)
  })
  const reads = { facts, enrolments }
  known.set(rule, reads)
  return reads
}
