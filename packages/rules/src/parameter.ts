/**
 * How sure a value or rule is: `V` found in public material, `V-` only in a secondary source, `C` sources conflict,
 * `G` general knowledge, `confirmed` by a letter of the institution.
 */
export const EVIDENCE = ['confirmed', 'V', 'V-', 'C', 'G'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** Only what is found or confirmed may carry a confident no. */
export const isVerified = (evidence: Evidence): boolean => evidence === 'V' || evidence === 'confirmed'

/** One dated value. Several values at the same date are a conflict, and all of them are shown. */
export interface ParameterValue {
  readonly from: string
  /** First day on which the value no longer holds; without it, until the next value. */
  readonly to?: string
  /** Decimal text, `16.17`; more than one where sources conflict; none where the value is not established. */
  readonly values: readonly string[]
  readonly evidence: Evidence
  readonly source: string
  /** Survey rounds that the value is stated for, most recent first. */
  readonly rounds?: readonly string[]
}

export interface Parameter {
  readonly id: string
  /** Digits after the point that `values` may have. */
  readonly scale: number
  /** `score`, `percent`, or a currency with an optional period: `PKR`, `PKR/month`. */
  readonly unit: string
  readonly history: readonly ParameterValue[]
}

/** A parameter as it stands on one date. `values` are scaled integers, ascending; empty when nothing is established. */
export interface ResolvedParameter {
  readonly id: string
  readonly scale: number
  readonly unit: string
  readonly values: readonly number[]
  readonly evidence: Evidence
  readonly source: string
  readonly from?: string
  readonly rounds: readonly string[]
}
