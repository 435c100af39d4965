import type { Instant, Json } from '../column-types.ts'

export interface IdempotencyTable {
  tenant_id: string
  actor: string
  key: string
  request_hash: string
  result: Json<object>
  recorded_at: Instant
}
