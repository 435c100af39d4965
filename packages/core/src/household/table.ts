import type { Presence } from '@onewindow/rules'
import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { ChangeId, HouseholdId, PersonId } from '../ids.ts'

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
  /** The change that wrote this row, kept when an undo writes it again; null for a registration. */
  change_id: ChangeId | null
  /** The change that superseded it. */
  ended_by: ChangeId | null
}

export const CHANGE_KINDS = ['membership', 'head', 'split', 'merge', 'death', 'relationship', 'undo'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** What happened to a household as one thing; its rows name it, so that it can be undone as a whole. */
export interface HouseholdChangeTable {
  tenant_id: string
  operating_area: string
  change_id: ChangeId
  household_id: HouseholdId
  /** The household that was split off, merged into this one, or that someone came from. */
  other_household_id: HouseholdId | null
  /** Whom it is about, where it is one person. */
  person_id: PersonId | null
  kind: ChangeKind
  occurred_on: Day
  reason: string | null
  undoes: ChangeId | null
  recorded_at: Instant
  recorded_by: string
}
