import { type Selectable, sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { IdentifierTable } from './table.ts'

export interface Claim {
  readonly identifierId: string
  /** Null where the person is in none of the areas. */
  readonly person: PersonId | null
}

export async function findClaim(
  tx: Transaction,
  areas: AreaScope,
  { kind, lookup }: { readonly kind: string; readonly lookup: string },
): Promise<Claim | undefined> {
  const claim = await tx
    .selectFrom('identifier_claim')
    .leftJoin('identifier', (join) =>
      join
        .onRef('identifier.tenant_id', '=', 'identifier_claim.tenant_id')
        .onRef('identifier.identifier_id', '=', 'identifier_claim.identifier_id')
        .$call((on) =>
          areas === 'all' ? on : on.on(sql<boolean>`identifier.operating_area = any(${areas}::text[])`),
        ),
    )
    .select(['identifier_claim.identifier_id', 'identifier.person_id'])
    .where('identifier_claim.tenant_id', '=', tx.tenant)
    .where('identifier_claim.kind', '=', kind)
    .where('identifier_claim.lookup', '=', lookup)
    .executeTakeFirst()
  return claim && { identifierId: claim.identifier_id, person: claim.person_id }
}

/** Gives a document up and lets others claim it; undefined where none of this id stands in these areas. */
export async function releaseClaim(
  tx: Transaction,
  areas: AreaScope,
  { id, at, reason }: { readonly id: string; readonly at: Date; readonly reason: string },
): Promise<Pick<Selectable<IdentifierTable>, 'person_id' | 'kind'> | undefined> {
  const released = await tx
    .updateTable('identifier')
    .set({ recorded_to: at, ended_reason: reason })
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('identifier_id', '=', id)
    .where('recorded_to', '=', 'infinity')
    .returning(['person_id', 'kind'])
    .executeTakeFirst()
  if (released)
    await tx
      .deleteFrom('identifier_claim')
      .where('tenant_id', '=', tx.tenant)
      .where('identifier_id', '=', id)
      .execute()
  return released
}
