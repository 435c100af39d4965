import type { Instant, Json } from '../column-types.ts'

export interface AuditTable {
  tenant_id: string
  audit_id: string
  at: Instant
  actor: string
  action: string
  subjects: string[]
  /** Names of fields and codes; never their values. */
  detail: Json<AuditDetail>
  request_id: string | null
}

export type AuditDetail = Readonly<Record<string, string | number | boolean | readonly string[] | null>>
