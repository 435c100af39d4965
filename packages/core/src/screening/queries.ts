import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { HouseholdTable } from '../household/table.ts'
import type { HouseholdId, ScreeningId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { ScreeningTable } from './table.ts'

export async function insertScreening(tx: Transaction, row: Insertable<ScreeningTable>): Promise<void> {
  await tx.insertInto('screening').values(row).execute()
}

const households = (tx: Transaction, areas: AreaScope, id: HouseholdId) =>
  tx
    .selectFrom('household')
    .select(['household_id', 'operating_area'])
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('household_id', '=', id)

export type Found = Pick<Selectable<HouseholdTable>, 'household_id' | 'operating_area'>

/** Locked against a transfer until the transaction ends: what is stored about it names its area. */
export const findHousehold = (
  tx: Transaction,
  areas: AreaScope,
  id: HouseholdId,
): Promise<Found | undefined> => households(tx, areas, id).forShare().executeTakeFirst()

/** Without a lock, for what is only read. */
export const findReadable = (
  tx: Transaction,
  areas: AreaScope,
  id: HouseholdId,
): Promise<Found | undefined> => households(tx, areas, id).executeTakeFirst()

/** Names by person id, of those who live in the area. */
export async function findNames(
  tx: Transaction,
  area: string,
  people: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await tx
    .selectFrom('person')
    .select(['person_id', 'name'])
    .where('tenant_id', '=', tx.tenant)
    .where('operating_area', '=', area)
    .where(sql<boolean>`person_id = any(${people}::uuid[])`)
    .execute()
  return Object.fromEntries(rows.map(({ person_id, name }) => [person_id, name]))
}

/** The household that a screening is of. */
export async function findScreened(tx: Transaction, id: ScreeningId): Promise<HouseholdId | undefined> {
  const row = await tx
    .selectFrom('screening')
    .select('household_id')
    .where('tenant_id', '=', tx.tenant)
    .where('screening_id', '=', id)
    .executeTakeFirst()
  return row?.household_id
}
