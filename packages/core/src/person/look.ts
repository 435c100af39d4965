import { type RawBuilder, sql } from 'kysely'
import type { PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { Born } from './born.ts'
import { type Word, wordBits } from './known-by.ts'

/** Where someone stands in the order in which people are shown. */
export interface Place {
  readonly area: string
  readonly person: PersonId
}

/** Whom to look for. */
export interface Look {
  /** Whose holders are gone through: best the rarest word. */
  readonly lead: Word | Meant
  /** Every one of these must be held too. */
  readonly others: readonly Word[]
  /** And one of these. */
  readonly meant?: Meant | undefined
  readonly born?: Born | undefined
}

export interface Meant {
  readonly kind: Word['kind']
  readonly tokens: readonly string[]
}

export interface Within {
  readonly areas: AreaScope
  /** Who may be shown to this actor, beside the walls. */
  readonly visible?: ((person: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined
  readonly after?: Place | undefined
  readonly limit: number
  /** How many holders of the lead are gone through at most; all where it is absent. */
  readonly reach?: number | undefined
}

/**
 * The next people whom any of the looks finds, by area and id. Each goes through the index of its lead in that order, no
 * farther than it must; `known_by` passes by most who do not hold the rest, and only the others are looked up, by whole keys.
 */
export async function lookFor(tx: Transaction, looks: readonly Look[], within: Within): Promise<Place[]> {
  const [first, ...more] = looks.map((look) => selectionOf(tx, look, within))
  if (!first) return []
  const selection =
    more.length === 0
      ? first
      : sql<Place>`select * from (${sql.join(
          [first, ...more].map((one) => sql`(${one})`),
          sql` union `,
        )}) as found order by 1, 2 limit ${within.limit}`
  return [...(await selection.execute(tx)).rows]
}

function selectionOf(tx: Transaction, { lead, others, meant, born }: Look, within: Within) {
  const bits = wordBits(others)
  const conditions = [
    ...(others.length > 0 ? [sql`(s.known_by & ${bits}::bigint) = ${bits}::bigint`] : []),
    ...(born ? [sql`(s.known_by & ${born.bits}::bigint) <> 0`] : []),
    ...others.map(({ kind, token }) => holds(tx, sql`o.kind = ${kind} and o.token = ${token}`)),
    ...(meant ? [holds(tx, sql`o.kind = ${meant.kind} and o.token = any(${meant.tokens}::text[])`)] : []),
    ...(born
      ? [
          sql`exists (select from person p where p.tenant_id = ${tx.tenant} and p.person_id = s.person_id
            and ${born.condition('p')} offset 0)`,
        ]
      : []),
    ...(within.visible ? [within.visible(sql`s.person_id`)] : []),
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  // A person may hold several words that may be meant.
  const distinct = 'token' in lead ? sql`` : sql`distinct`
  return sql<Place>`select ${distinct} s.operating_area as area, s.person_id as person
    from ${holdersOf(tx, lead, within)} as s ${where} order by 1, 2 limit ${within.limit}`
}

/** `offset 0` keeps the look-up in the index, one for each who is left. */
const holds = (tx: Transaction, word: RawBuilder<unknown>) =>
  sql`exists (select from name_token o where o.tenant_id = ${tx.tenant} and o.person_id = s.person_id and ${word} offset 0)`

function holdersOf(tx: Transaction, lead: Word | Meant, { areas, after, reach }: Within) {
  const holders = (token: RawBuilder<unknown>, limit: number | undefined) => sql`
    (select t.operating_area, t.person_id, t.known_by from name_token t
     where ${wall(tx, areas)} and t.kind = ${lead.kind} and t.token = ${token}
       ${after ? sql`and (t.operating_area, t.person_id) > (${after.area}, ${after.person}::uuid)` : sql``}
     order by t.operating_area, t.person_id ${limit === undefined ? sql`offset 0` : sql`limit ${limit}`})`
  if ('token' in lead) return holders(sql`${lead.token}`, reach)
  return sql`(select h.* from unnest(${lead.tokens}::text[]) as w (token)
    cross join lateral ${holders(sql`w.token`, REACH_OF_EACH)} as h)`
}

/** How many holders of each word that may be meant are gone through. */
const REACH_OF_EACH = 500

const wall = (tx: Transaction, areas: AreaScope) =>
  areas === 'all'
    ? sql`t.tenant_id = ${tx.tenant}`
    : sql`t.tenant_id = ${tx.tenant} and t.operating_area = any(${areas}::text[])`

/** The last holder whom a look of this reach has gone through; undefined where it went through all. */
export async function endOfReach(
  tx: Transaction,
  lead: Word,
  { areas, after, reach }: Pick<Within, 'areas' | 'after'> & { readonly reach: number },
): Promise<Place | undefined> {
  const { rows } = await sql<Place>`select s.operating_area as area, s.person_id as person
    from ${holdersOf(tx, lead, { areas, after, reach, limit: 1 })} as s offset ${reach - 1} limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** How many hold a word, counted up to a number, and the last of those who were counted where there are as many. */
export interface Holders {
  readonly holders: number
  readonly area: string | null
  readonly person: string | null
}

/** Of each word, counted up to `most` in the order of places: the farther the last one is, the rarer the word. */
export async function countHolders(
  tx: Transaction,
  words: readonly Word[],
  { areas, most }: { readonly areas: AreaScope; readonly most: number },
): Promise<readonly Holders[]> {
  const counts = words.map(
    (word) => sql`(select json_build_object('holders', count(*),
        'area', (array_agg(h.operating_area))[${most}::int], 'person', (array_agg(h.person_id))[${most}::int])
      from ${holdersOf(tx, word, { areas, reach: most, limit: most })} as h)`,
  )
  const { rows } = await sql<{
    counts: Holders[]
  }>`select json_build_array(${sql.join(counts)}) as counts`.execute(tx)
  return rows[0]?.counts ?? []
}
