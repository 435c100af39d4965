import type { Insertable } from 'kysely'
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
