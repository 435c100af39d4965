import { type Insertable, sql } from 'kysely'
import type { AreaTable } from '../area/table.ts'
import { insertUnlessTaken } from '../insert-rows.ts'
import type { Transaction } from '../session.ts'
import type { ReleaseTable } from './table.ts'

export async function insertTenant(tx: Transaction): Promise<void> {
  await tx
    .insertInto('tenant')
    .values({ tenant_id: tx.tenant, current_release: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Waits for every transaction that writes under the release before, as `opening` holds it; those that come wait, and then
 * find another one. An advisory lock, because whoever waits for a row's lock is overtaken by those that share it.
 */
export async function lockRelease(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('release ' || ${tx.tenant}, 0))`.execute(tx)
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

/** Villages of a country can be more than a statement takes values. */
export const insertAreas = (tx: Transaction, rows: readonly Insertable<AreaTable>[]): Promise<unknown> =>
  insertUnlessTaken(tx, 'area', { rows, returning: 'area_id' })

export async function setCurrent(tx: Transaction, hash: string): Promise<void> {
  await tx.updateTable('tenant').set({ current_release: hash }).where('tenant_id', '=', tx.tenant).execute()
}

/** The definition as JSON text, and the format that it was written in. */
export const findStored = (
  tx: Transaction,
  hash: string,
): Promise<{ readonly definition: string; readonly format: number } | undefined> =>
  tx
    .selectFrom('release')
    .select([sql<string>`definition::text`.as('definition'), 'format'])
    .where('tenant_id', '=', tx.tenant)
    .where('hash', '=', hash)
    .executeTakeFirst()
