import type { Outcome, OverlapResult } from '@onewindow/rules'
import type { Route } from '@onewindow/tenant'
import type { Day, Instant, Json } from '../column-types.ts'
import type { ApplicationId, HouseholdId, PersonId, RecordedDecisionId, ScreeningId } from '../ids.ts'

export const APPLICATION_STATES = ['submitted', 'in_review', 'approved', 'declined', 'withdrawn'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const DECISIONS = ['approved', 'declined'] as const
export type Decision = (typeof DECISIONS)[number]

/** What the window did on the day: it follows from the programme's route. */
export const STEPS = [
  'sent_to_institution',
  'referred_to_desk',
  'told_nothing_needed',
  'waits_for_call',
  'told_employer',
] as const
export type Step = (typeof STEPS)[number]

export interface ApplicationTable {
  tenant_id: string
  operating_area: string
  application_id: ApplicationId
  household_id: HouseholdId
  /** Null where the household itself applies. */
  person_id: PersonId | null
  programme: string
  route: Route
  step: Step
  state: ApplicationState
  applied_on: Day
  ask_again_on: Day | null
  /** The screening that brought the family here. */
  from_screening_id: ScreeningId | null
  /** What the rules said of this programme on the day of the application. */
  screening_id: ScreeningId
  outcome: Outcome
  release_hash: string
  recorded_at: Instant
  recorded_by: string
}

export interface ApplicationMoveTable {
  tenant_id: string
  operating_area: string
  application_move_id: string
  application_id: ApplicationId
  state: ApplicationState
  reason: string | null
  recorded_decision_id: RecordedDecisionId | null
  warnings: Json<readonly OverlapResult[]> | null
  acknowledgement: string | null
  happened_on: Day
  recorded_at: Instant
  recorded_by: string
  release_hash: string
}

export const SCAN_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type ScanType = (typeof SCAN_TYPES)[number]

export const RECORDED_STATES = ['pending', 'confirmed', 'replaced'] as const

export interface RecordedDecisionTable {
  tenant_id: string
  operating_area: string
  recorded_decision_id: RecordedDecisionId
  application_id: ApplicationId
  household_id: HouseholdId
  decision: Decision
  reason: string | null
  /** Of the letter or list. */
  number: string
  decided_on: Day
  scan_type: ScanType | null
  /** Encrypted, bound to this row. */
  scan: string | null
  state: (typeof RECORDED_STATES)[number]
  recorded_at: Instant
  recorded_by: string
  settled_at: Instant | null
  settled_by: string | null
}
