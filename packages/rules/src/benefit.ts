import { evaluateBoolean } from './evaluate.ts'
import { explainNumber } from './explain.ts'
import type { NumberExpression } from './expression.ts'
import type { NumberInterval } from './number-interval.ts'
import type { Benefit, BenefitResult, Scope } from './programme.ts'
import { weakest } from './resolve-parameter.ts'

/** The benefits whose condition is not known to fail, with their amounts on the date. */
export function benefitsOf(benefits: readonly Benefit[], scope: Scope): readonly BenefitResult[] {
  return benefits.flatMap((benefit) => {
    const due = benefit.when === undefined ? true : evaluateBoolean(benefit.when, scope)
    return due === false ? [] : [benefitOf(benefit, due === true, scope)]
  })
}

function benefitOf(benefit: Benefit, certain: boolean, scope: Scope): BenefitResult {
  const { id, kind, evidence } = benefit
  if (benefit.kind === 'in_kind') return { id, kind, amounts: [], evidence, certain, reads: [] }
  const { amount, currency, period, size } = benefit
  const { value, reads } = explainNumber(amount, scope)
  const marks = reads.flatMap((reading) => (reading.kind === 'parameter' ? [reading.evidence] : []))
  return {
    id,
    kind,
    amounts: amountsOf(amount, value, scope),
    currency,
    period,
    size,
    evidence: weakest([evidence, ...marks]),
    certain,
    reads,
  }
}

function amountsOf(amount: NumberExpression, { lo, hi }: NumberInterval, scope: Scope): readonly number[] {
  // Three sources that conflict are three amounts, not an interval.
  if (amount.op === 'parameter') return scope.parameter(amount.id).values
  if (lo === null || hi === null) return []
  return lo === hi ? [lo] : [lo, hi]
}
