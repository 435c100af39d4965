import type { Insertable } from 'kysely'
import type { PersonId } from '../ids.ts'
import type { Transaction } from '../session.ts'
import type { RelationshipTable } from './table.ts'

export async function insertRelationships(
  tx: Transaction,
  rows: readonly Insertable<RelationshipTable>[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('relationship')
      .values([...rows])
      .execute()
}

/** Links of these people that stand. */
export const findLinks = async (tx: Transaction, people: readonly PersonId[]) => {
  if (people.length === 0) return []
  return tx
    .selectFrom('relationship')
    .select(['person_id as person', 'relation', 'relative_id as relative'])
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', 'in', [...people])
    .where('recorded_to', '=', 'infinity')
    .where('valid_to', 'is', null)
    .execute()
}
