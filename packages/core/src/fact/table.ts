import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { FactId, HouseholdId, PersonId } from '../ids.ts'

export const FACT_SOURCES = ['family', 'document', 'institution', 'committee', 'window', 'import'] as const
export type FactSource = (typeof FACT_SOURCES)[number]

export interface FactTable {
  tenant_id: string
  operating_area: string
  fact_id: FactId
  household_id: HouseholdId | null
  person_id: PersonId | null
  kind: string
  round: string | null
  boolean_value: boolean | null
  /** Scaled integer, by the definition's scale. */
  number_value: number | null
  text_value: string | null
  date_from: Day | null
  date_to: Day | null
  observed_on: Day
  source: FactSource
  issuer: string | null
  method: string | null
  corrects: FactId | null
  recorded_from: Instant
  recorded_to: RecordedTo
  /** Why it was taken back. */
  ended_reason: string | null
  recorded_by: string
}
