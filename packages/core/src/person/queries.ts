import { type Insertable, type Selectable, sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { NameTokenTable, PersonHistoryTable, PersonTable } from './table.ts'

export const findPerson = (
  tx: Transaction,
  areas: AreaScope,
  id: PersonId,
): Promise<Selectable<PersonTable> | undefined> =>
  tx
    .selectFrom('person')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('person_id', '=', id)
    .executeTakeFirst()

/** Every token must be there; the birth interval must overlap where one is given. */
export interface PersonSearch {
  readonly tokens: readonly Pick<Insertable<NameTokenTable>, 'kind' | 'token'>[]
  readonly birth?: { readonly from: string; readonly to: string } | undefined
}

/** Ids of people whose tokens hold all that is searched for, at most `limit`, in id order. */
export async function searchPeople(
  tx: Transaction,
  areas: AreaScope,
  search: PersonSearch & { readonly limit: number },
): Promise<PersonId[]> {
  const wanted = search.tokens.map(({ kind, token }) => sql`(${kind}, ${token})`)
  const wall = areas === 'all' ? sql`` : sql`and t.operating_area = any(${areas}::text[])`
  const born = search.birth
    ? sql`and (p.birth_from is null or (p.birth_from <= ${search.birth.to}::date and p.birth_to >= ${search.birth.from}::date))`
    : sql``
  const { rows } = await sql<{ person_id: PersonId }>`
    select t.person_id from name_token t join person p on p.tenant_id = t.tenant_id and p.person_id = t.person_id
    where t.tenant_id = ${tx.tenant} ${wall} and p.tenant_id = ${tx.tenant}
      and (t.kind, t.token) in (${sql.join(wanted)}) ${born}
    group by t.person_id having count(*) = ${search.tokens.length}
    order by t.person_id limit ${search.limit}`.execute(tx)
  return rows.map((row) => row.person_id)
}

export async function moveArea(tx: Transaction, people: readonly PersonId[], area: string): Promise<void> {
  if (people.length === 0) return
  await tx
    .updateTable('person')
    .set({ operating_area: area })
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', 'in', [...people])
    .execute()
}

/** What someone is believed to be from now on; the old row stays in the history. */
export async function replacePerson(
  tx: Transaction,
  old: Insertable<PersonHistoryTable>,
  {
    row,
    tokens,
  }: {
    readonly row: Omit<Insertable<PersonTable>, 'tenant_id' | 'operating_area' | 'person_id'>
    readonly tokens: readonly Insertable<NameTokenTable>[]
  },
): Promise<void> {
  await tx.insertInto('person_history').values(old).execute()
  await tx
    .updateTable('person')
    .set(row)
    .where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', old.person_id)
    .execute()
  // Names that someone was known by still find them.
  if (tokens.length > 0)
    await tx
      .insertInto('name_token')
      .values([...tokens])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
