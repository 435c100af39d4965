import { type Insertable, type Selectable, sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { Word } from './known-by.ts'
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

/** All words of someone who may be the same, and when they may be born. */
export interface Likeness {
  readonly words: readonly Word[]
  readonly birth?: { readonly from: string; readonly to: string } | undefined
}

/** Someone who is looked for among others: `n` names them. */
export interface Sought extends Likeness {
  readonly n: number
}

/**
 * As `findAll`, for many at once, in one area: pairs of who is sought and who was found. Each is looked up by the
 * rarest of their tokens, because half a district may be called Muhammad; whoever has that token is read once for all of
 * them. `offset 0` keeps each look-up in the index by its whole key: while an import fills an area, PostgreSQL takes it
 * for empty, and would read all of it for every one of them.
 */
export async function searchManyPeople(
  tx: Transaction,
  area: string,
  sought: readonly Sought[],
): Promise<readonly { readonly n: number; readonly person: PersonId }[]> {
  if (sought.length === 0) return []
  const tokens = sought.flatMap(({ n, words }) => words.map((word) => ({ n, ...word })))
  const births = sought.map(({ n, birth }) => ({ n, born_from: birth?.from, born_to: birth?.to }))
  const holders = sql`from name_token t where t.tenant_id = ${tx.tenant} and t.operating_area = ${area}
    and t.kind = d.kind and t.token = d.token`
  const { rows } = await sql<{ n: number; person: PersonId }>`
    with wanted as materialized (
      select * from json_to_recordset(${JSON.stringify(tokens)}::json) as w (n int, kind text, token text)
    ), rarity as materialized (
      select kind, token, (select count(*) from (select ${holders} limit ${COMMON}) as seen) as times
      from (select distinct kind, token from wanted) as d
    ), rarest as materialized (
      select distinct on (n) n, kind, token from wanted join rarity using (kind, token) order by n, times
    ), pool as materialized (
      select d.kind, d.token, array_agg(t.person_id) as people, array_agg(p.birth_from) as born_from,
        array_agg(p.birth_to) as born_to
      from (select distinct kind, token from rarest) as d
      cross join lateral (select t.person_id ${holders} offset 0) as t
      cross join lateral (
        select p.birth_from, p.birth_to from person p
        where p.tenant_id = ${tx.tenant} and p.operating_area = ${area} and p.person_id = t.person_id offset 0) as p
      group by d.kind, d.token
    ), near as materialized (
      select r.n, p.person_id
      from rarest r
      join json_to_recordset(${JSON.stringify(births)}::json) as b (n int, born_from date, born_to date) on b.n = r.n
      join pool on pool.kind = r.kind and pool.token = r.token
      cross join lateral unnest(pool.people, pool.born_from, pool.born_to) as p (person_id, born_from, born_to)
      where b.born_from is null or p.born_from is null or (p.born_from <= b.born_to and p.born_to >= b.born_from)
    )
    select near.n, near.person_id as person from near
    where not exists (select from wanted w where w.n = near.n and not exists (
      select from name_token other where other.tenant_id = ${tx.tenant} and other.person_id = near.person_id
        and other.kind = w.kind and other.token = w.token))
    order by near.n, near.person_id`.execute(tx)
  return rows
}

/** How often a token is counted at most: beyond it, it is common. */
const COMMON = 5000

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
  if (tokens.length === 0) return
  // Names that someone was known by still find them.
  await tx
    .insertInto('name_token')
    .values([...tokens])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`update name_token set known_by = (select bit_or(known_by) from name_token every
      where every.tenant_id = ${tx.tenant} and every.person_id = ${old.person_id})
    where name_token.tenant_id = ${tx.tenant} and name_token.person_id = ${old.person_id}`.execute(tx)
}
