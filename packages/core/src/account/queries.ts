import { type Insertable, type Selectable, sql } from 'kysely'
import type { AccountId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { AccountRoleTable, AccountTable } from './table.ts'

export type GrantedRole = Pick<Selectable<AccountRoleTable>, 'role' | 'area_id' | 'institution'>

export async function findGrants(
  tx: Transaction,
  identity: { readonly issuer: string; readonly subject: string },
): Promise<{ readonly account: AccountId; readonly grants: readonly GrantedRole[] } | null> {
  const rows = await tx
    .selectFrom('account')
    .leftJoin('account_role', (join) =>
      join
        .onRef('account_role.tenant_id', '=', 'account.tenant_id')
        .onRef('account_role.account_id', '=', 'account.account_id')
        .on('account_role.revoked_at', 'is', null),
    )
    .select(['account.account_id', 'account_role.role', 'account_role.area_id', 'account_role.institution'])
    .where('account.tenant_id', '=', tx.tenant)
    .where('account.issuer', '=', identity.issuer)
    .where('account.subject', '=', identity.subject)
    .where('account.disabled_at', 'is', null)
    .execute()
  const first = rows[0]
  if (!first) return null
  const grants = rows.flatMap(({ role, area_id, institution }) =>
    role === null ? [] : [{ role, area_id, institution }],
  )
  return { account: first.account_id, grants }
}

/** The account of this subject, made where there is none. */
export async function upsertAccount(tx: Transaction, row: Insertable<AccountTable>): Promise<AccountId> {
  const { account_id } = await tx
    .insertInto('account')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'issuer', 'subject']).doUpdateSet({ name: row.name }),
    )
    .returning('account_id')
    .executeTakeFirstOrThrow()
  return account_id
}

export const findAccount = (tx: Transaction, id: AccountId): Promise<Selectable<AccountTable> | undefined> =>
  tx
    .selectFrom('account')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('account_id', '=', id)
    .executeTakeFirst()

export const standingRoles = (tx: Transaction, account: AccountId): Promise<Selectable<AccountRoleTable>[]> =>
  tx
    .selectFrom('account_role')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('account_id', '=', account)
    .where('revoked_at', 'is', null)
    .execute()

export async function insertRole(tx: Transaction, row: Insertable<AccountRoleTable>): Promise<void> {
  await tx.insertInto('account_role').values(row).execute()
}

/** The account whose role was taken away; undefined where there is no such standing role in these areas. */
export async function revoke(
  tx: Transaction,
  areas: AreaScope,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<AccountId | undefined> {
  const revoked = await tx
    .updateTable('account_role')
    .set({ revoked_at: at })
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`area_id = any(${areas}::text[])`))
    .where('account_role_id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return revoked?.account_id
}
