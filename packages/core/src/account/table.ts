import type { Instant } from '../column-types.ts'
import type { AccountId } from '../ids.ts'

export interface AccountTable {
  tenant_id: string
  account_id: AccountId
  issuer: string
  subject: string
  name: string
  created_at: Instant
  disabled_at: Instant | null
}

export interface AccountRoleTable {
  tenant_id: string
  account_role_id: string
  account_id: AccountId
  role: string
  area_id: string | null
  institution: string | null
  granted_at: Instant
  granted_by: string
  revoked_at: Instant | null
}
