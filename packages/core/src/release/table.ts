import type { Definition } from '@onewindow/tenant'
import type { Generated } from 'kysely'
import type { Instant, Json } from '../column-types.ts'

export interface TenantTable {
  tenant_id: string
  current_release: string | null
}

export interface ReleaseTable {
  tenant_id: string
  hash: string
  definition: Json<Definition>
  /** `DEFINITION_FORMAT` of whoever wrote it. */
  format: Generated<number>
  applied_at: Instant
  applied_by: string
}
