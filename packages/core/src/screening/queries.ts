import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { HouseholdTable } from '../household/table.ts'
import type { HouseholdId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { ScreeningTable } from './table.ts'

export async function insertScreening(tx: Transaction, row: Insertable<ScreeningTable>): Promise<void> {
  await tx.insertInto('screening').values(row).execute()
}

export const findHousehold = (
  tx: Transaction,
  areas: AreaScope,
  id: HouseholdId,
): Promise<Pick<Selectable<HouseholdTable>, 'household_id' | 'operating_area'> | undefined> =>
  tx
    .selectFrom('household')
    .select(['household_id', 'operating_area'])
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('household_id', '=', id)
    .executeTakeFirst()
