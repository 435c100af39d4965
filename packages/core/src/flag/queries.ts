import { type Insertable, type Selectable, sql } from 'kysely'
import type { FlagId, HouseholdId } from '../ids.ts'
import { insertUnlessTaken } from '../insert-rows.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { FlagKind, FlagMoveTable, FlagState, FlagTable } from './table.ts'

/** Raises those whose cause was not raised before; answers with their ids. */
export const insertFlags = (
  tx: Transaction,
  rows: readonly Insertable<FlagTable>[],
): Promise<ReadonlySet<string>> => insertUnlessTaken(tx, 'flag', { rows, returning: 'flag_id' })

/** In these areas and not about this account, locked until the transaction ends. */
export const lockFlag = (
  tx: Transaction,
  of: { readonly id: FlagId; readonly areas: AreaScope; readonly reader: string },
): Promise<Selectable<FlagTable> | undefined> =>
  tx
    .selectFrom('flag')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(of.areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${of.areas}::text[])`))
    .where('flag_id', '=', of.id)
    .where(sql<boolean>`account is distinct from ${of.reader}`)
    .forUpdate()
    .executeTakeFirst()

/** Whether an account has split one of these households. */
export async function hasSplit(
  tx: Transaction,
  households: readonly HouseholdId[],
  account: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('household_change')
    .select('change_id')
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`household_id = any(${households}::uuid[])`)
    .where('kind', '=', 'split')
    .where('recorded_by', '=', account)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function moveFlag(tx: Transaction, row: Insertable<FlagMoveTable>): Promise<void> {
  await tx
    .updateTable('flag')
    .set({ state: row.state })
    .where('tenant_id', '=', tx.tenant)
    .where('flag_id', '=', row.flag_id)
    .execute()
  await tx.insertInto('flag_move').values(row).execute()
}

export interface FlagCount {
  readonly kind: FlagTable['kind']
  readonly state: FlagState
  readonly count: number
}

/** In these areas, without those about this account. */
export async function countFlags(
  tx: Transaction,
  { areas, reader }: { readonly areas: AreaScope; readonly reader: string },
): Promise<readonly FlagCount[]> {
  const wall = areas === 'all' ? sql`` : sql`and operating_area = any(${areas}::text[])`
  const { rows } = await sql<FlagCount>`
    select kind, state, count(*)::integer as count from flag
    where tenant_id = ${tx.tenant} ${wall} and account is distinct from ${reader}
    group by kind, state order by kind, state`.execute(tx)
  return rows
}

/** Up to when a kind has been looked through; null before the first night. */
export async function scannedUntil(tx: Transaction, kind: FlagKind): Promise<Date | null> {
  const row = await tx
    .selectFrom('flag_scan')
    .select('scanned_until')
    .where('tenant_id', '=', tx.tenant)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? new Date(row.scanned_until) : null
}

export async function setScanned(tx: Transaction, kind: FlagKind, until: Date): Promise<void> {
  await tx
    .insertInto('flag_scan')
    .values({ tenant_id: tx.tenant, kind, scanned_until: until })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet({ scanned_until: until }))
    .execute()
}
