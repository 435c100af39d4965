import type { Day, Instant } from '../column-types.ts'
import type { HouseholdId, PersonId, PopulationScreeningId } from '../ids.ts'

export interface PopulationScreeningTable {
  tenant_id: string
  population_screening_id: PopulationScreeningId
  on_date: Day
  known_at: Instant
  release_hash: string
  /** Null while it runs. */
  finished_at: Instant | null
  households: number
  requested_by: string
}

export interface PopulationOutcomeTable {
  tenant_id: string
  operating_area: string
  population_screening_id: PopulationScreeningId
  household_id: HouseholdId
  /** In the order of the letters in `outcomes`. */
  members: PersonId[]
  /** As `packOutcomes` writes it. */
  outcomes: string
}

export const MEASURES = ['programme', 'guarantee'] as const
export type Measure = (typeof MEASURES)[number]

/** What is counted of each group. `barred`: conditions met, but another programme stands in the way. */
export const COUNTS = ['enrolled', 'eligible', 'unknown', 'barred', 'not_eligible'] as const
export type Count = (typeof COUNTS)[number]

export interface CoverageTable extends Record<Count, number> {
  tenant_id: string
  operating_area: string
  population_screening_id: PopulationScreeningId
  measure: Measure
  /** Programme or guarantee. */
  subject: string
  unit: 'person' | 'household'
  /** Empty for a household, as the next two. */
  sex: string
  /** `0-17`, `60+`, `unknown`. */
  age_group: string
  disability: 'yes' | 'no' | 'unknown' | ''
}

export interface CoverageBaseTable {
  tenant_id: string
  operating_area: string
  population_screening_id: PopulationScreeningId
  households: number
  people: number
}
