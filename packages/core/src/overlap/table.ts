import type { ColumnType } from 'kysely'
import type { Day, Instant } from '../column-types.ts'
import type { HouseholdId, OverlapId, PersonId } from '../ids.ts'

/** `gone`: the two do not stand against each other any more, whatever anybody said of it. */
export const OVERLAP_STATES = ['open', 'resolved', 'gone'] as const
export type OverlapState = (typeof OVERLAP_STATES)[number]

export const RESOLUTIONS = ['kept', 'to_be_stopped', 'mistake'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** Two enrolments in one household that rules set against each other. Sums are minor units a year, null where unknown. */
export interface OverlapTable {
  tenant_id: string
  operating_area: string
  overlap_id: OverlapId
  household_id: HouseholdId
  programme: string
  /** Null where the household itself is enrolled. */
  person_id: PersonId | null
  other_programme: string
  other_person_id: PersonId | null
  /** `programme.rule` */
  rules: ColumnType<string[], string[], string[]>
  /** One of the rules bars where both are confirmed. */
  bars: boolean
  yearly_low: number | null
  yearly_high: number | null
  other_yearly_low: number | null
  other_yearly_high: number | null
  raised_on: Day
  raised_at: Instant
  state: OverlapState
  resolution: Resolution | null
  reason: string | null
  settled_at: Instant | null
  settled_by: string | null
}
