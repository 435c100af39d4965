import type { Household, NextQuestion, ProgrammeResult } from '@onewindow/rules'
import type { Day, Instant, Json } from '../column-types.ts'
import type { HouseholdId, ScreeningId } from '../ids.ts'

export interface ScreeningTable {
  tenant_id: string
  operating_area: string
  screening_id: ScreeningId
  household_id: HouseholdId
  /** Operating area at that time; `operating_area` follows the household through a transfer. */
  area_then: string
  on_date: Day
  known_at: Instant
  release_hash: string
  /** Programmes the family chose; null for all. */
  programmes: string[] | null
  input: Json<Household>
  /** Names of its members by person id, as they were. */
  people: Json<Readonly<Record<string, string>>>
  results: Json<readonly ProgrammeResult[]>
  next_question: Json<NextQuestion> | null
  recorded_by: string
}
