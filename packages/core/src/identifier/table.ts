import type { Instant, RecordedTo } from '../column-types.ts'
import type { PersonId } from '../ids.ts'

export interface IdentifierTable {
  tenant_id: string
  operating_area: string
  identifier_id: string
  person_id: PersonId
  kind: string
  ciphertext: string
  recorded_at: Instant
  /** When it was released, because it had been entered by mistake. */
  recorded_to: RecordedTo
  ended_reason: string | null
  recorded_by: string
}

/** Keyed hashes of all documents of the tenant, without an area: registered once, across areas. */
export interface IdentifierClaimTable {
  tenant_id: string
  kind: string
  lookup: string
  identifier_id: string
}
