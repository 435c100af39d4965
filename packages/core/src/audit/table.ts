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

/** One link of the chain that closes the entries before it. */
export interface AuditSealTable {
  tenant_id: string
  /** 1, 2, 3 … without a gap. */
  seal: number
  first_audit_id: string
  last_audit_id: string
  entries: number
  /** SHA-256 in hexadecimal, over the previous seal's hash and the entries. */
  hash: string
  sealed_at: Instant
}
