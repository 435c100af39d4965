import { type Insertable, sql } from 'kysely'
import type { AreaTable } from '../area/table.ts'
import type { Transaction } from '../session.ts'
import type { ReleaseTable } from './table.ts'

export async function insertTenant(tx: Transaction): Promise<void> {
  await tx
    .insertInto('tenant')
    .values({ tenant_id: tx.tenant, current_release: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function currentHash(tx: Transaction): Promise<string | null> {
  const tenant = await tx
    .selectFrom('tenant')
    .select('current_release')
    .where('tenant_id', '=', tx.tenant)
    .executeTakeFirst()
  return tenant?.current_release ?? null
}

export async function insertRelease(tx: Transaction, release: Insertable<ReleaseTable>): Promise<void> {
  await tx
    .insertInto('release')
    .values(release)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertAreas(tx: Transaction, areas: readonly Insertable<AreaTable>[]): Promise<void> {
  if (areas.length === 0) return
  await tx
    .insertInto('area')
    .values([...areas])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function setCurrent(tx: Transaction, hash: string): Promise<void> {
  await tx.updateTable('tenant').set({ current_release: hash }).where('tenant_id', '=', tx.tenant).execute()
}

/** As JSON text. */
export async function findDefinition(tx: Transaction, hash: string): Promise<string | undefined> {
  const release = await tx
    .selectFrom('release')
    .select(sql<string>`definition::text`.as('definition'))
    .where('tenant_id', '=', tx.tenant)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return release?.definition
}
