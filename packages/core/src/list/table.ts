import type { ListedState, ListKind } from '@onewindow/tenant'
import type { Day, Instant, Json } from '../column-types.ts'
import type { HouseholdId, JobId, ListEntryId, ListId, PersonId } from '../ids.ts'

export interface ListTable {
  tenant_id: string
  list_id: ListId
  /** Of the tenant's definition. */
  layout: string
  institution: string
  kind: ListKind
  /** The one operating area that it was given for. */
  area_id: string | null
  as_of: Day
  sha256: string
  /** Null until all of the file is here, as are the next and the job. */
  lines: number | null
  refused: number | null
  /** Whoever is not on it is off. */
  complete: boolean
  job_id: JobId | null
  finished_at: Instant | null
  release_hash: string
  recorded_at: Instant
  recorded_by: string
}

/**
 * `matched`: who it is about is known, and it waits to be applied. `known`: it says what is known already. `outdated`:
 * something newer is known. `contradicted`: a decision says otherwise, and stands. `unapplied`: a decision on what nobody
 * has applied for. `missing`: on the list before, and not on this one.
 */
export const ENTRY_STATES = [
  'staged',
  'matched',
  'ambiguous',
  'unknown',
  'applied',
  'known',
  'outdated',
  'contradicted',
  'unapplied',
  'missing',
] as const
export type EntryState = (typeof ENTRY_STATES)[number]

export interface ListEntryTable {
  tenant_id: string
  operating_area: string | null
  list_id: ListId
  list_entry_id: ListEntryId
  /** Null for someone missing. */
  line: number | null
  programme: string
  status: ListedState
  fingerprint: string | null
  documents: Json<readonly { readonly kind: string; readonly lookup: string }[]> | null
  /** Names and numbers, encrypted and bound to this row. */
  content: string | null
  /** Minor units. */
  amount: number | null
  period: 'once' | 'month' | 'quarter' | 'year' | null
  decided_on: Day | null
  state: EntryState
  household_id: HouseholdId | null
  person_id: PersonId | null
  decided_by: string | null
  decided_at: Instant | null
  reason: string | null
}

export interface ListCandidateTable {
  tenant_id: string
  operating_area: string
  list_entry_id: ListEntryId
  person_id: PersonId
  likeness: number
}

/** What of a line is kept encrypted. */
export interface EntryContent {
  readonly name: string
  readonly parentName: string | null
  readonly village: string | null
  /** Of a decision. */
  readonly number: string | null
}

/** The column that an entry's ciphertext is bound to. */
export const CONTENT_COLUMN = 'list_entry.content'
