import { type Insertable, type Selectable, sql } from 'kysely'
import type { HouseholdId, JobId, ListEntryId, ListId, PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { Vocabulary } from './likeness.ts'
import type { EntryState, ListEntryTable, ListTable } from './table.ts'

export type ListRow = Selectable<ListTable>
export type EntryRow = Selectable<ListEntryTable>

/** The list of this file, layout, day and area; made where there is none. */
export async function findOrInsertList(
  tx: Transaction,
  row: Omit<Insertable<ListTable>, 'complete'>,
): Promise<Pick<ListRow, 'list_id' | 'job_id'> & { readonly isNew: boolean }> {
  const inserted = await tx
    .insertInto('list')
    .values({ ...row, complete: false })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['list_id', 'job_id'])
    .executeTakeFirst()
  if (inserted) return { ...inserted, isNew: true }
  const found = await tx
    .selectFrom('list')
    .select(['list_id', 'job_id'])
    .where('tenant_id', '=', tx.tenant)
    .where('layout', '=', row.layout)
    .where('as_of', '=', row.as_of)
    .where('sha256', '=', row.sha256)
    .where(sql<boolean>`area_id is not distinct from ${row.area_id}`)
    .executeTakeFirstOrThrow()
  return { ...found, isNew: false }
}

export const lockList = (tx: Transaction, id: ListId): Promise<ListRow> =>
  listNamed(tx, id).forUpdate().executeTakeFirstOrThrow()

export const findList = (tx: Transaction, id: ListId): Promise<ListRow> =>
  listNamed(tx, id).executeTakeFirstOrThrow()

const listNamed = (tx: Transaction, id: ListId) =>
  tx.selectFrom('list').selectAll().where('tenant_id', '=', tx.tenant).where('list_id', '=', id)

export async function submitRow(
  tx: Transaction,
  id: ListId,
  to: {
    readonly lines: number
    readonly refused: number
    readonly complete: boolean
    readonly job_id: JobId
  },
): Promise<void> {
  await tx.updateTable('list').set(to).where('tenant_id', '=', tx.tenant).where('list_id', '=', id).execute()
}

export async function finishList(tx: Transaction, id: ListId, at: Date): Promise<void> {
  await tx
    .updateTable('list')
    .set({ finished_at: at })
    .where('tenant_id', '=', tx.tenant)
    .where('list_id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
}

/**
 * Lists that tell who is missing once this one is applied, oldest first: itself, and later ones of its layout and area, as
 * it says nothing of who is off by a newer one. One that is still being matched looks for itself, once it is.
 */
export async function tellingLists(tx: Transaction, list: ListRow): Promise<readonly ListRow[]> {
  const later = await tx
    .selectFrom('list')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('layout', '=', list.layout)
    .where(sql<boolean>`area_id is not distinct from ${list.area_id}`)
    .where('as_of', '>', list.as_of)
    .where('complete', '=', true)
    .where(
      sql<boolean>`not exists (select from list_entry n
        where n.tenant_id = ${tx.tenant} and n.list_id = list.list_id and n.state = 'staged')`,
    )
    .orderBy('as_of')
    .orderBy('list_id')
    .execute()
  return list.complete ? [list, ...later] : later
}

/** Entries of a list in a state, in the order of its lines. */
export const entriesIn = (
  tx: Transaction,
  list: ListId,
  { state, limit }: { readonly state: EntryState; readonly limit: number },
): Promise<EntryRow[]> =>
  tx
    .selectFrom('list_entry')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('list_id', '=', list)
    .where('state', '=', state)
    .orderBy('line')
    .limit(limit)
    .execute()

export const countEntries = async (tx: Transaction, list: ListId): Promise<number> => {
  const { count } = await tx
    .selectFrom('list_entry')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('list_id', '=', list)
    .where('line', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The entry in reach, locked until the transaction ends. */
export const lockEntry = (tx: Transaction, areas: AreaScope, id: string): Promise<EntryRow | undefined> =>
  tx
    .selectFrom('list_entry')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('list_entry_id', '=', id as ListEntryId)
    .forUpdate()
    .executeTakeFirst()

export const candidatesOf = async (
  tx: Transaction,
  areas: AreaScope,
  entry: ListEntryId,
): Promise<PersonId[]> => {
  const rows = await tx
    .selectFrom('list_candidate')
    .select('person_id')
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('list_entry_id', '=', entry)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

export type EntryChange = Pick<EntryRow, 'list_entry_id' | 'state' | 'household_id' | 'person_id'> & {
  readonly operating_area: string | null
}

/** Writes what became of entries, all in one statement. */
export async function changeEntries(tx: Transaction, changes: readonly EntryChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql`update list_entry e set state = c.state, household_id = c.household_id, person_id = c.person_id,
      operating_area = coalesce(c.operating_area, e.operating_area)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c(list_entry_id uuid, state text, household_id uuid, person_id uuid, operating_area text)
    where e.tenant_id = ${tx.tenant} and e.list_entry_id = c.list_entry_id`.execute(tx)
}

export async function settleEntry(
  tx: Transaction,
  id: ListEntryId,
  to: Pick<EntryRow, 'state' | 'person_id' | 'household_id' | 'decided_by' | 'reason'> & {
    readonly decided_at: Date
  },
): Promise<void> {
  await tx
    .updateTable('list_entry')
    .set(to)
    .where('tenant_id', '=', tx.tenant)
    .where('list_entry_id', '=', id)
    .execute()
}

/** What was said before of whom a line names. */
export interface Earlier {
  readonly list_entry_id: ListEntryId
  /** The very same line, as of the same day. */
  readonly repeats: boolean
  readonly household_id: HouseholdId | null
  readonly person_id: PersonId | null
  readonly operating_area: string | null
}

/**
 * Of entries whose like came before: the same line as of the same day, or else the last one of which a person said who it is.
 */
export async function findEarlier(
  tx: Transaction,
  { list_id, layout, as_of }: ListRow,
  entries: readonly EntryRow[],
): Promise<ReadonlyMap<ListEntryId, Earlier>> {
  const { rows } = await sql<Earlier>`
    select distinct on (e.list_entry_id) e.list_entry_id, b.repeats, b.household_id, b.person_id, b.operating_area
    from list_entry e cross join lateral (
      select o.household_id, o.person_id, o.operating_area, o.decided_at,
        l.as_of = ${as_of}::date and o.status = e.status and o.amount is not distinct from e.amount
          and o.state not in ('staged', 'unknown') and (o.list_id <> e.list_id or o.line < e.line) as repeats
      from list_entry o join list l on l.tenant_id = o.tenant_id and l.list_id = o.list_id
      where o.tenant_id = ${tx.tenant} and l.tenant_id = ${tx.tenant} and l.layout = ${layout}
        and o.fingerprint = e.fingerprint and o.list_entry_id <> e.list_entry_id) b
    where e.tenant_id = ${tx.tenant} and e.list_id = ${list_id}
      and e.list_entry_id = any(${entries.map(({ list_entry_id }) => list_entry_id)}::uuid[])
      and (b.repeats or b.decided_at is not null and b.person_id is not null)
    order by e.list_entry_id, b.repeats desc, b.decided_at desc nulls last`.execute(tx)
  return new Map(rows.map((row) => [row.list_entry_id, row]))
}

/** Someone who holds a document that a line names, and where they live now. */
export interface Holder {
  readonly kind: string
  readonly lookup: string
  readonly person_id: PersonId
  readonly operating_area: string
  readonly household_id: HouseholdId | null
  readonly name: string
  readonly parent_name: string | null
}

export async function findHolders(
  tx: Transaction,
  documents: readonly { readonly kind: string; readonly lookup: string }[],
): Promise<readonly Holder[]> {
  if (documents.length === 0) return []
  const { rows } = await sql<Holder>`
    select c.kind, c.lookup, p.person_id, p.operating_area, ${home('p')} as household_id, p.name, p.parent_name
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as d(kind text, lookup text)
    join identifier_claim c on c.tenant_id = ${tx.tenant} and c.kind = d.kind and c.lookup = d.lookup
    join identifier i on i.tenant_id = ${tx.tenant} and i.identifier_id = c.identifier_id
    join person p on p.tenant_id = ${tx.tenant} and p.person_id = i.person_id`.execute(tx)
  return rows
}

/** The household of its own area where someone lives, or is absent from. */
const home = (person: string) => sql`(
  select m.household_id from membership m
  where m.tenant_id = ${sql.ref(`${person}.tenant_id`)} and m.person_id = ${sql.ref(`${person}.person_id`)}
    and m.operating_area = ${sql.ref(`${person}.operating_area`)} and m.recorded_to = 'infinity' and m.valid_to is null
  order by m.presence = 'resident' desc, m.valid_from desc, m.membership_id limit 1)`

/** The tokens of an area's names, with how often each occurs. */
export async function findVocabulary(tx: Transaction, area: string): Promise<Vocabulary> {
  const { rows } = await sql<{ kind: 'name' | 'parent'; token: string; times: number }>`
    select kind, token, count(*)::int as times from name_token
    where tenant_id = ${tx.tenant} and operating_area = ${area} and kind in ('name', 'parent')
    group by kind, token`.execute(tx)
  const of = (kind: string) =>
    new Map(rows.flatMap((row) => (row.kind === kind ? [[row.token, row.times] as const] : [])))
  return { name: of('name'), parent: of('parent') }
}

/** Whom an entry could be about: every part of the names in one of these spellings. */
export interface NameSearch {
  readonly entry: ListEntryId
  readonly area: string
  readonly kind: string
  readonly tokens: readonly string[]
  readonly rest: readonly { readonly kind: string; readonly tokens: readonly string[] }[]
  /** Kinds of documents of the entry: who holds another of such a kind is someone else. */
  readonly documents: readonly string[]
}

export interface Namesake {
  readonly entry: ListEntryId
  readonly person_id: PersonId
  readonly operating_area: string
  readonly name: string
  readonly parent_name: string | null
  readonly village: string | null
}

export async function findNamesakes(
  tx: Transaction,
  searches: readonly NameSearch[],
): Promise<readonly Namesake[]> {
  if (searches.length === 0) return []
  const { rows } = await sql<Namesake>`
    with wanted as materialized (
      select w.* from jsonb_to_recordset(${JSON.stringify(searches)}::jsonb)
        as w(entry uuid, area text, kind text, tokens text[], rest jsonb, documents text[])
    ), led as (
      select distinct w.entry, w.rest, w.documents, t.person_id
      from wanted w cross join lateral unnest(w.tokens) as l(token)
      cross join lateral (
        select t.person_id from name_token t where t.tenant_id = ${tx.tenant} and t.operating_area = w.area
          and t.kind = w.kind and t.token = l.token offset 0) as t
    )
    select led.entry, p.person_id, p.operating_area, p.name, p.parent_name,
      (select h.village from household h where h.tenant_id = ${tx.tenant} and h.household_id = ${home('p')}) as village
    from led join person p on p.tenant_id = ${tx.tenant} and p.person_id = led.person_id
    where p.died_on is null
      and not exists (
        select from jsonb_to_recordset(led.rest) as r(kind text, tokens text[])
        where not exists (select from name_token o where o.tenant_id = ${tx.tenant} and o.person_id = led.person_id
          and o.kind = r.kind and o.token = any(r.tokens)))
      and not exists (select from identifier i where i.tenant_id = ${tx.tenant} and i.operating_area = p.operating_area
        and i.person_id = p.person_id and i.kind = any(led.documents) and i.recorded_to = 'infinity')`.execute(
    tx,
  )
  return rows
}

/** Households of people, where they live now. */
export async function findHomes(
  tx: Transaction,
  people: readonly PersonId[],
): Promise<
  ReadonlyMap<PersonId, { readonly operating_area: string; readonly household_id: HouseholdId | null }>
> {
  if (people.length === 0) return new Map()
  const { rows } = await sql<{
    person_id: PersonId
    operating_area: string
    household_id: HouseholdId | null
  }>`
    select p.person_id, p.operating_area, ${home('p')} as household_id from person p
    where p.tenant_id = ${tx.tenant} and p.person_id = any(${people}::uuid[])`.execute(tx)
  return new Map(rows.map(({ person_id, ...at }) => [person_id, at]))
}

/** Who was on an earlier list of this layout and area, still counts as on it, and is not on this one. */
export interface Missing {
  readonly enrolment_id: string
  readonly operating_area: string
  readonly household_id: HouseholdId | null
  readonly person_id: PersonId | null
  readonly programme: string
}

/** @param only people, and their households, to look at; everyone without it */
export async function findMissing(
  tx: Transaction,
  { layout, area_id, as_of }: ListRow,
  {
    superseded,
    limit,
    only,
  }: {
    readonly superseded: (row: string) => ReturnType<typeof sql>
    readonly limit: number
    readonly only?: readonly PersonId[]
  },
): Promise<readonly Missing[]> {
  const edition = sql`o.tenant_id = ${tx.tenant} and o.layout = ${layout} and o.as_of = ${as_of}::date
    and o.area_id is not distinct from ${area_id}`
  const { rows } = await sql<Missing>`
    select e.enrolment_id, e.operating_area, e.household_id, e.person_id, e.programme
    from list l join enrolment e on e.tenant_id = l.tenant_id and e.list_id = l.list_id
    where l.tenant_id = ${tx.tenant} and e.tenant_id = ${tx.tenant} and l.layout = ${layout}
      and l.area_id is not distinct from ${area_id} and l.as_of < ${as_of}::date
      and e.valid_from < ${as_of}::date and e.enrolled and e.recorded_to = 'infinity' and not ${superseded('e')}
      ${
        only === undefined
          ? sql``
          : sql`and (e.person_id = any(${only}::uuid[]) or e.household_id in (select m.household_id
        from membership m where m.tenant_id = ${tx.tenant} and m.person_id = any(${only}::uuid[])
          and m.recorded_to = 'infinity' and m.valid_to is null))`
      }
      and not exists (select from list o join list_entry n on n.tenant_id = o.tenant_id and n.list_id = o.list_id
        where ${edition} and n.programme = e.programme and n.line is not null
          and (n.person_id = e.person_id or e.person_id is null and n.household_id = e.household_id))
      and not exists (select from list o join list_entry n on n.tenant_id = o.tenant_id and n.list_id = o.list_id
          join list_candidate c on c.tenant_id = n.tenant_id and c.list_entry_id = n.list_entry_id
        where ${edition} and n.state = 'ambiguous' and n.programme = e.programme
          and (c.person_id = e.person_id or e.person_id is null and exists (select from membership m
            where m.tenant_id = ${tx.tenant} and m.person_id = c.person_id and m.household_id = e.household_id
              and m.recorded_to = 'infinity' and m.valid_to is null)))
    order by e.enrolment_id limit ${limit}`.execute(tx)
  return rows
}

/** Whether a list said anything that was not known. */
export async function hasChangedSomething(tx: Transaction, list: ListId): Promise<boolean> {
  const changed = await tx
    .selectFrom('list_entry')
    .select('list_entry_id')
    .where('tenant_id', '=', tx.tenant)
    .where('list_id', '=', list)
    .where('state', 'in', ['applied', 'missing'])
    .limit(1)
    .executeTakeFirst()
  return changed !== undefined
}

/** Households that a list speaks of, behind one, in the order of ids. */
export async function householdsAfter(
  tx: Transaction,
  list: ListId,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<HouseholdId[]> {
  const { rows } = await sql<{ household_id: HouseholdId }>`
    select distinct household_id from list_entry where tenant_id = ${tx.tenant} and list_id = ${list}
      and household_id is not null ${after === null ? sql`` : sql`and household_id > ${after}::uuid`}
    order by household_id limit ${limit}`.execute(tx)
  return rows.map(({ household_id }) => household_id)
}
