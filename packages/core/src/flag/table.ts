import type { ColumnType } from 'kysely'
import type { Instant } from '../column-types.ts'
import type { FlagId, HouseholdId } from '../ids.ts'

/** What a district officer is told of. */
export const FLAG_KINDS = [
  'fact_after_refusal',
  'splits_at_place',
  'hit_rate',
  'conflict_of_interest',
] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

export const FLAG_STATES = ['open', 'explained', 'confirmed', 'referred'] as const
export type FlagState = (typeof FLAG_STATES)[number]

/** Counts, days and codes. */
export type Evidence = Readonly<Record<string, string | number>>

export interface FlagTable {
  tenant_id: string
  /** Where the work was done. */
  operating_area: string
  flag_id: FlagId
  kind: FlagKind
  /** The same cause is raised once. */
  cause: string
  /** Whose work it is about; null where several accounts did it. */
  account: string | null
  household_id: HouseholdId | null
  related: HouseholdId[]
  programmes: string[]
  /** Kind of fact. */
  fact: string | null
  /** Inserted with its row as one JSON, so not as text. */
  evidence: ColumnType<Evidence, Evidence, never>
  state: FlagState
  raised_at: Instant
  release_hash: string
}

/** Up to when a kind has been looked through. */
export interface FlagScanTable {
  tenant_id: string
  kind: FlagKind
  scanned_until: Instant
}

export interface FlagMoveTable {
  tenant_id: string
  operating_area: string
  flag_move_id: string
  flag_id: FlagId
  state: Exclude<FlagState, 'open'>
  reason: string
  recorded_at: Instant
  recorded_by: string
}
