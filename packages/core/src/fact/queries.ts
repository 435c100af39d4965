import { type Insertable, type Selectable, sql } from 'kysely'
import type { FactId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { FactTable } from './table.ts'

export async function insertFacts(tx: Transaction, facts: readonly Insertable<FactTable>[]): Promise<void> {
  if (facts.length > 0)
    await tx
      .insertInto('fact')
      .values([...facts])
      .execute()
}

/** Whom a fact that still stands is about. */
export const findSubject = (
  tx: Transaction,
  areas: AreaScope,
  id: FactId,
): Promise<Pick<Selectable<FactTable>, 'household_id' | 'person_id'> | undefined> =>
  tx
    .selectFrom('fact')
    .select(['household_id', 'person_id'])
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('fact_id', '=', id)
    .where('recorded_to', '=', 'infinity')
    .executeTakeFirst()

/** Closes the recorded time of a fact that still stands; undefined where there is none in reach. */
export const supersedeFact = (
  tx: Transaction,
  areas: AreaScope,
  { id, at }: { readonly id: FactId; readonly at: Date },
): Promise<Selectable<FactTable> | undefined> =>
  tx
    .updateTable('fact')
    .set({ recorded_to: at })
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('fact_id', '=', id)
    .where('recorded_to', '=', 'infinity')
    .returningAll()
    .executeTakeFirst()
