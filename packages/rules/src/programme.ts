import type { BooleanExpression, NumberExpression } from './expression.ts'
import type { Household } from './household.ts'
import type { Evidence, ResolvedParameter } from './parameter.ts'
import type { Truth } from './truth.ts'

/** What the engine needs to know of a programme. A tenant's definition holds this and more (names, offices, papers). */
export interface ProgrammeRule {
  readonly id: string
  /** First day in force; absent where it was not found. */
  readonly from?: string
  /** First day no longer in force. */
  readonly to?: string
  readonly unit: Unit
  readonly criteria: readonly Criterion[]
  readonly overlaps?: readonly Overlap[]
  readonly benefits: readonly Benefit[]
}

/**
 * Who may hold the benefit. For a person, `candidate` narrows whom to ask about at all (ever-married women; children
 * under two): members for whom it is false get no result of their own, unless they are enrolled already. Where `evidence`
 * is not verified nobody is left out by it: such a member's result says that the institution must be asked.
 */
export type Unit =
  | { readonly kind: 'household' }
  | {
      readonly kind: 'person'
      readonly candidate: BooleanExpression
      readonly evidence: Evidence
      /** Where it was found whom the programme is for. */
      readonly source: string
    }

export interface Criterion {
  readonly id: string
  readonly rule: BooleanExpression
  readonly evidence: Evidence
  /** Where the rule was found. */
  readonly source: string
  /** Act and section, where they are known. */
  readonly legalBasis?: string
  /** Remedy that could turn a no into a yes; a refusal is curable where every failed criterion has one. */
  readonly remedy?: string
}

/**
 * Another enrolment that stands in the way of this programme; never read backwards. `stop` excludes only where the
 * institution confirmed the rule (`evidence: confirmed`, or V in its law) and the other enrolment is confirmed; else it warns.
 */
export interface Overlap {
  readonly id: string
  readonly programmes: readonly string[]
  /** Whose enrolment counts: the unit's own, its spouse's too, or anyone's in the household. */
  readonly among: 'unit' | 'couple' | 'household'
  readonly effect: 'stop' | 'warn'
  readonly evidence: Evidence
  readonly source: string
}

export type Benefit =
  | {
      readonly kind: 'cash'
      readonly id: string
      /** In the currency's minor units (scale 2 for PKR). An interval where sources conflict: both ends are shown. */
      readonly amount: NumberExpression
      readonly currency: string
      readonly period: Period
      /** `up_to` is a ceiling, not an entitlement. */
      readonly size: 'fixed' | 'up_to'
      readonly when?: BooleanExpression
      readonly evidence: Evidence
      readonly source: string
    }
  | {
      /** A service or thing, or cash whose amount was not found: said in words only. */
      readonly kind: 'in_kind'
      readonly id: string
      readonly when?: BooleanExpression
      readonly evidence: Evidence
      readonly source: string
    }

export type Period = 'once' | 'month' | 'quarter' | 'year'

/** By precedence: the first that applies is the outcome. */
export const OUTCOMES = [
  'NOT_IN_FORCE',
  'ALREADY_ENROLLED',
  'NOT_ELIGIBLE',
  'EXCLUDED_BY_OVERLAP',
  'NEEDS_INFORMATION',
  'ELIGIBLE',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export const CRITERION_STATES = ['met', 'not_met', 'unknown', 'unverified'] as const
/** `unverified`: the rule says no, but rule or value is not verified, so the institution must be asked. */
export type CriterionState = (typeof CRITERION_STATES)[number]

/** One programme for one unit. JSON: a stored screening is an array of these and reads the same for ever. */
export interface ProgrammeResult {
  readonly programme: string
  /** The household, for a programme of persons, where it is not in force or no member is a candidate. */
  readonly unit: { readonly kind: 'household' | 'person'; readonly id: string }
  readonly outcome: Outcome
  readonly criteria: readonly CriterionResult[]
  readonly overlaps: readonly OverlapResult[]
  readonly benefits: readonly BenefitResult[]
  /** Facts that could still change the outcome, once each. */
  readonly missing: readonly MissingFact[]
  /** True for a NOT_ELIGIBLE that a paper or visit can cure: every failed criterion has a remedy. */
  readonly curable: boolean
  readonly enrolment?: { readonly level: string; readonly asOf?: string }
}

/** The criterion that stands for a person unit's `candidate`: present where that is not met or not known. */
export const CANDIDATE = 'candidate'

export interface CriterionResult {
  readonly id: string
  readonly state: CriterionState
  readonly evidence: Evidence
  readonly reads: readonly Reading[]
  /** Facts that could still decide it; empty once it is decided. */
  readonly missing: readonly MissingFact[]
}

/** What a criterion looked at, in reading order, once each. Thresholds are parameter and constant readings. */
export type Reading =
  | {
      readonly kind: 'fact'
      readonly subject: string
      readonly fact: string
      readonly round?: string
      readonly value: boolean | number | string | { readonly from: string; readonly to: string } | null
      readonly observedOn?: string
      readonly source?: string
      /** An observation of another round that does not answer this one, shown so that the clerk sees why. */
      readonly otherRound?: { readonly round: string; readonly value: number }
    }
  | {
      readonly kind: 'parameter'
      readonly id: string
      readonly values: readonly number[]
      readonly scale: number
      readonly unit: string
      readonly evidence: Evidence
      readonly source: string
      readonly from?: string
      readonly rounds?: readonly string[]
    }
  | { readonly kind: 'constant'; readonly how: string; readonly value: number; readonly scale: number }
  | {
      readonly kind: 'age'
      readonly subject: string
      readonly fact: string
      readonly in: 'years' | 'months'
      readonly from: number | null
      readonly to: number | null
    }
  | { readonly kind: 'count'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'enrolment'
      readonly subject: string
      readonly programmes: readonly string[]
      readonly value: boolean | null
    }

export interface OverlapResult {
  readonly id: string
  readonly effect: 'stop' | 'warn'
  readonly programme: string
  readonly subject: string
  readonly level: string
  readonly evidence: Evidence
}

export interface BenefitResult {
  readonly id: string
  readonly kind: 'cash' | 'in_kind'
  /** Minor units, ascending; two where sources conflict or a missing fact leaves a range; empty where unknown. */
  readonly amounts: readonly number[]
  readonly currency?: string
  readonly period?: Period
  readonly size?: 'fixed' | 'up_to'
  readonly evidence: Evidence
  /** Whether the benefit's own condition is known to hold; where it is not, the amount is due only if it does. */
  readonly certain: boolean
  /** Parameters and facts the amount came from. */
  readonly reads: readonly Reading[]
}

/** `enrolledIn`, with the fact `enrolled`, asks whether the subject takes part in these programmes. */
export interface MissingFact {
  readonly subject: string
  readonly fact: string
  readonly round?: string
  readonly enrolledIn?: readonly string[]
}

/** The one fact to ask next: some answer to it would decide `programmes` (ids) for this household. */
export interface NextQuestion extends MissingFact {
  readonly programmes: readonly string[]
}

/** Where an expression is read: a household, the id of the unit in it, the date, and each parameter as it stands on that date. */
export interface Scope {
  readonly household: Household
  readonly unit: string
  readonly on: string
  readonly parameter: (id: string) => ResolvedParameter
  /** What parts that are about no unit say, once read: for whoever reads the units of one household with the same parameters. */
  readonly closed?: Map<BooleanExpression, Truth> | undefined
}
