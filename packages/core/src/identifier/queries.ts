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

/** Which of these documents are held, and by whom where that is one of the areas. */
export async function findClaims(
  tx: Transaction,
  areas: AreaScope,
  documents: readonly { readonly kind: string; readonly lookup: string }[],
): Promise<readonly { readonly kind: string; readonly lookup: string; readonly person: PersonId | null }[]> {
  if (documents.length === 0) return []
  const wanted = documents.map(({ kind, lookup }) => ({ kind, lookup }))
  const within = areas === 'all' ? sql`` : sql`and i.operating_area = any(${areas}::text[])`
  const { rows } = await sql<{ kind: string; lookup: string; person: PersonId | null }>`
    select c.kind, c.lookup, i.person_id as person
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w (kind text, lookup text)
    join identifier_claim c on c.tenant_id = ${tx.tenant} and c.kind = w.kind and c.lookup = w.lookup
    left join identifier i on i.tenant_id = ${tx.tenant} and i.identifier_id = c.identifier_id ${within}`.execute(
    tx,
  )
  return rows
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
