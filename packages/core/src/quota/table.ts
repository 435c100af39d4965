import type { Day, Instant, RecordedTo } from '../column-types.ts'

export interface QuotaTable {
  tenant_id: string
  quota_id: string
  programme: string
  /** Operating area; null for the whole tenant. */
  area_id: string | null
  places: number
  valid_from: Day
  /** End of the fiscal year: the first day of the next. */
  valid_to: Day
  recorded_from: Instant
  recorded_to: RecordedTo
  recorded_by: string
}
