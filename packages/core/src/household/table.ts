import type { Presence } from '@onewindow/rules'
import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { HouseholdId, PersonId } from '../ids.ts'

export interface HouseholdTable {
  tenant_id: string
  operating_area: string
  household_id: HouseholdId
  reference: string
  village: string | null
  address: string | null
  language: string
  synthetic: boolean
  consented_on: Day
  /** The day it happened at the window; `recorded_at` is when it was typed in. */
  occurred_on: Day
  recorded_at: Instant
  recorded_by: string
}

export const ROLES_IN_HOUSEHOLD = [
  'head',
  'spouse',
  'child',
  'parent',
  'sibling',
  'relative',
  'other',
] as const
export type RoleInHousehold = (typeof ROLES_IN_HOUSEHOLD)[number]

export interface MembershipTable {
  tenant_id: string
  operating_area: string
  membership_id: string
  household_id: HouseholdId
  person_id: PersonId
  role: RoleInHousehold
  presence: Presence
  reason: string | null
  valid_from: Day
  valid_to: Day | null
  recorded_from: Instant
  recorded_to: RecordedTo
  recorded_by: string
}
