import type { Household, Outcome } from '@onewindow/rules'
import type { Day, Instant, Json } from '../column-types.ts'
import type { BackCheckId, HouseholdId, ScreeningId } from '../ids.ts'

/** A day's screenings of an area, from which some were drawn. */
export interface BackCheckDrawTable {
  tenant_id: string
  operating_area: string
  day: Day
  considered: number
  drawn: number
  /** Of ten thousand. */
  share: number
  drawn_at: Instant
}

export const BACK_CHECK_STATES = ['drawn', 'recorded', 'not_possible'] as const

export const NOT_POSSIBLE_REASONS = ['moved_away', 'not_found', 'refused', 'died', 'not_reachable'] as const
export type NotPossibleReason = (typeof NOT_POSSIBLE_REASONS)[number]

export interface BackCheckTable {
  tenant_id: string
  operating_area: string
  back_check_id: BackCheckId
  screening_id: ScreeningId
  household_id: HouseholdId
  /** Where and when it was screened. */
  area_then: string
  day: Day
  screened_by: string
  state: (typeof BACK_CHECK_STATES)[number]
  reason: NotPossibleReason | null
  visited_on: Day | null
  programmes: string[] | null
  /** The household as it was re-read. */
  observed: Json<Household> | null
  drawn_at: Instant
  recorded_at: Instant | null
  recorded_by: string | null
}

export const VERDICTS = ['agreed', 'inclusion_error', 'exclusion_error', 'undecided'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Of one unit in one programme; `operating_area` is where the window worked. */
export interface BackCheckResultTable {
  tenant_id: string
  operating_area: string
  back_check_id: BackCheckId
  day: Day
  programme: string
  number: number
  window_outcome: Outcome
  enrolled: boolean
  found_outcome: Outcome
  verdict: Verdict
}
