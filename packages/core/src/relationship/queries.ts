import { type Selectable, sql } from 'kysely'
import type { ChangeId, PersonId } from '../ids.ts'
import type { Transaction } from '../session.ts'
import type { RecordedRelation, RelationshipTable } from './table.ts'

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

/** Links of these relations that stand and had not ended by a day, with one person on either side, in reach. */
export const findLinksOf = (
  tx: Transaction,
  area: string,
  of: { readonly person: PersonId; readonly relations: readonly RecordedRelation[]; readonly after?: string },
): Promise<Selectable<RelationshipTable>[]> =>
  tx
    .selectFrom('relationship')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('operating_area', '=', area)
    .where(({ or, eb }) => or([eb('person_id', '=', of.person), eb('relative_id', '=', of.person)]))
    .where('relation', 'in', [...of.relations])
    .where('recorded_to', '=', 'infinity')
    .where(({ or, eb }) =>
      or([eb('valid_to', 'is', null), ...(of.after === undefined ? [] : [eb('valid_to', '>', of.after)])]),
    )
    .execute()

export async function supersedeLinks(
  tx: Transaction,
  ids: readonly string[],
  { at, endedBy }: { readonly at: Date; readonly endedBy: ChangeId },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('relationship')
    .set({ recorded_to: at, ended_by: endedBy })
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`relationship_id = any(${ids}::uuid[])`)
    .where('recorded_to', '=', 'infinity')
    .execute()
}

/** What a household's change wrote, and what it superseded. */
export const findChanged = (tx: Transaction, change: ChangeId): Promise<Selectable<RelationshipTable>[]> =>
  tx
    .selectFrom('relationship')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where(({ or, eb }) => or([eb('change_id', '=', change), eb('ended_by', '=', change)]))
    .execute()
