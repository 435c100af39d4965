import { type Selectable, sql } from 'kysely'
import type { FactId, HouseholdId, PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { FactTable } from './table.ts'

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
  { id, at, reason }: { readonly id: FactId; readonly at: Date; readonly reason: string },
): Promise<Selectable<FactTable> | undefined> =>
  tx
    .updateTable('fact')
    .set({ recorded_to: at, ended_reason: reason })
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('fact_id', '=', id)
    .where('recorded_to', '=', 'infinity')
    .returningAll()
    .executeTakeFirst()

/** Closes the recorded time of all facts of a kind that stand about one subject. */
export async function supersedeKind(
  tx: Transaction,
  subject: { readonly person: PersonId } | { readonly household: HouseholdId },
  of: { readonly area: string; readonly kind: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  const query = tx
    .updateTable('fact')
    .set({ recorded_to: of.at, ended_reason: of.reason })
    .where('tenant_id', '=', tx.tenant)
    .where('operating_area', '=', of.area)
    .where('kind', '=', of.kind)
    .where('recorded_to', '=', 'infinity')
  await ('person' in subject
    ? query.where('person_id', '=', subject.person)
    : query.where('household_id', '=', subject.household)
  ).execute()
}
