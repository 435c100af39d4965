import { evaluateBoolean } from './evaluate.ts'
import { type Explained, explainBoolean } from './explain.ts'
import type { BooleanExpression } from './expression.ts'
import { type Evidence, isVerified } from './parameter.ts'
import type { CriterionState, MissingFact, Scope } from './programme.ts'
import { verifiedOnly } from './resolve-parameter.ts'
import type { Truth } from './truth.ts'

export interface Judgement {
  readonly state: CriterionState
  readonly reads: Explained<unknown>['reads']
  readonly missing: readonly MissingFact[]
}

export function judge(rule: BooleanExpression, evidence: Evidence, scope: Scope): Judgement {
  const { value, reads, missing } = explainBoolean(rule, scope)
  return { state: stateOf(value, { rule, evidence }, scope), reads, missing }
}

/** A no stands only where it needs nothing that is not verified: neither the rule nor a parameter. */
export function stateOf(
  value: Truth,
  { rule, evidence }: { readonly rule: BooleanExpression; readonly evidence: Evidence },
  scope: Scope,
): CriterionState {
  if (value !== false) return value ? 'met' : 'unknown'
  const sure = { ...scope, closed: undefined, parameter: verifiedOnly(scope.parameter) }
  return isVerified(evidence) && evaluateBoolean(rule, sure) === false ? 'not_met' : 'unverified'
}
