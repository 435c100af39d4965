import type { Day, Instant } from '../column-types.ts'
import type { ConflictId, HouseholdId, PersonId } from '../ids.ts'

/** What an account is to a family besides its clerk. */
export const CONFLICT_RELATIONS = ['family', 'friendship', 'tenancy', 'business', 'dispute', 'other'] as const
export type ConflictRelation = (typeof CONFLICT_RELATIONS)[number]

/** Holds on days of [valid_from, valid_to), until it is ended. */
export interface ConflictOfInterestTable {
  tenant_id: string
  operating_area: string
  conflict_id: ConflictId
  /** Who declared it, of itself. */
  account: string
  household_id: HouseholdId | null
  /** Where it is one person's: it then follows them into another household. */
  person_id: PersonId | null
  relation: ConflictRelation
  reason: string
  valid_from: Day
  valid_to: Day | null
  recorded_at: Instant
  ended_at: Instant | null
  ended_by: string | null
  ended_reason: string | null
}
