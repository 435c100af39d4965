import type { EnrolmentLevel } from '@onewindow/rules'
import type { ColumnType } from 'kysely'
import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { ApplicationId, ChangeId, HouseholdId, ListId, PersonId } from '../ids.ts'

export const ENROLMENT_STATES = ['waitlisted', 'enrolled', 'suspended', 'exited'] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

/** What is known from a day on; the latest row of a subject and programme counts, the earlier ones are its history. */
export interface EnrolmentTable {
  tenant_id: string
  operating_area: string
  enrolment_id: string
  household_id: HouseholdId | null
  person_id: PersonId | null
  programme: string
  /** What the rules read: true while enrolled or suspended. */
  enrolled: boolean
  /** Null where the family or a list says that there is no participation. */
  state: EnrolmentState | null
  reason: string | null
  /** The application that it came from. */
  application_id: ApplicationId | null
  /** What the waiting list is ordered by; null where that is not known, or where the day of the application orders it. */
  rank_value: number | null
  level: EnrolmentLevel
  /** The list that says so. */
  list_id: ColumnType<ListId | null, ListId | null | undefined, ListId | null>
  /** The merge that carried it over to the joint household, or ended it in the other one. */
  change_id: ColumnType<ChangeId | null, ChangeId | null | undefined, never>
  valid_from: Day
  valid_to: Day | null
  recorded_from: Instant
  recorded_to: RecordedTo
  recorded_by: string
  release_hash: string | null
}
