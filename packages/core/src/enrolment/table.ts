import type { EnrolmentLevel } from '@onewindow/rules'
import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { HouseholdId, PersonId } from '../ids.ts'

export interface EnrolmentTable {
  tenant_id: string
  operating_area: string
  enrolment_id: string
  household_id: HouseholdId | null
  person_id: PersonId | null
  programme: string
  /** False where the family or a list says that they are not in it. */
  enrolled: boolean
  level: EnrolmentLevel
  valid_from: Day
  valid_to: Day | null
  recorded_from: Instant
  recorded_to: RecordedTo
  recorded_by: string
}
