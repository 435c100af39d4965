import type { PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import { type Born, bornAbout, bornBetween, bornIn, bornNear } from './born.ts'
import type { Word } from './known-by.ts'
import {
  countHolders,
  endOfReach,
  type Holders,
  type Look,
  lookFor,
  type Place,
  type Within,
} from './look.ts'
import { neighboursOf } from './misspelt.ts'
import type { Likeness } from './queries.ts'

/** How well someone fits what was asked for, the best first. */
export const RANKS = ['exact', 'near', 'misspelt', 'part'] as const

export interface Found extends Place {
  readonly rank: (typeof RANKS)[number]
}

export interface FoundPage {
  readonly people: readonly Found[]
  /** Behind whom to go on; undefined where there is nobody else. */
  readonly next: Found | undefined
}

export interface Wanted {
  readonly words: readonly Word[]
  readonly birthYear?: number | undefined
}

export interface Asked extends Pick<Within, 'areas' | 'visible' | 'limit'> {
  readonly after?: Found | undefined
}

/**
 * A page of people by how well they fit, then by area and id. *Exact*: they hold all words, and can be born in that year.
 * *Near*: they hold all, and are born at most two years off, or nobody knows when. Only where those are nobody, *misspelt*:
 * one word is a letter off; and where these are nobody, *part*: one of several words of a name is missing.
 *
 * What one page goes through is bounded: where even the rarest word has more holders than `REACH`, a page may hold fewer
 * people than asked for, or none, and the next one goes on behind those that it went through.
 */
export async function findPeople(tx: Transaction, wanted: Wanted, asked: Asked): Promise<FoundPage> {
  const words = await byRarity(tx, wanted.words, asked.areas)
  const { after } = asked
  if (after === undefined || after.rank === 'exact' || after.rank === 'near') {
    const page = await findFitting(tx, { ...wanted, words }, asked)
    if (after || page.people.length > 0 || page.next) return page
  }
  if (words.length > MOST_WORDS) return NOBODY
  for (const rank of ['misspelt', 'part'] as const) {
    if (after && after.rank !== rank) continue
    const looks = rank === 'misspelt' ? misspelt(words) : parts(words)
    const born = wanted.birthYear === undefined ? undefined : bornAbout(wanted.birthYear)
    const people = await lookFor(
      tx,
      looks.map((look) => ({ ...look, born })),
      { ...asked, limit: asked.limit + 1, reach: REACH },
    )
    if (people.length > 0)
      return pageOf(
        people.map((place) => ({ ...place, rank })),
        asked.limit,
      )
  }
  return NOBODY
}

const NOBODY: FoundPage = { people: [], next: undefined }

/** How many holders of its rarest word one page goes through. */
export const REACH = 10_000
/** How far holders of a word are counted: beyond it, it is common. */
const COMMON = 1_000
/** No name has more; a text that has is looked for as it stands. */
const MOST_WORDS = 8

type Counted = Word & Holders

/** The rarest first, of which the last that was counted is the farthest on. */
async function byRarity(
  tx: Transaction,
  words: readonly Word[],
  areas: AreaScope,
): Promise<readonly Counted[]> {
  // There is no other to choose.
  if (words.length === 1) return words.map((word) => ({ ...word, holders: COMMON, area: null, person: null }))
  const counts = await countHolders(tx, words, { areas, most: COMMON })
  return words
    .map((word, n) => ({ ...word, ...(counts[n] ?? { holders: 0, area: null, person: null }) }))
    .toSorted((one, other) => one.holders - other.holders || (lastOf(one) < lastOf(other) ? 1 : -1))
}

const lastOf = ({ area, person }: Holders): string => `${area} ${person}`

async function findFitting(
  tx: Transaction,
  { words, birthYear }: Wanted & { readonly words: readonly Counted[] },
  { after, limit, ...within }: Asked,
): Promise<FoundPage> {
  const [lead, ...others] = words
  if (!lead || lead.holders === 0) return NOBODY
  const found: Found[] = []
  let isAll = lead.holders < COMMON
  const fitting: readonly { readonly rank: Found['rank']; readonly born: Born | undefined }[] =
    birthYear === undefined
      ? [{ rank: 'exact', born: undefined }]
      : [
          { rank: 'exact', born: bornIn(birthYear) },
          { rank: 'near', born: bornNear(birthYear) },
        ]
  for (const { rank, born } of fitting) {
    if (rank === 'exact' && after?.rank === 'near') continue
    const from = after?.rank === rank ? after : undefined
    const reach = { ...within, after: from, reach: REACH }
    const people = await lookFor(tx, [{ lead, others, born }], { ...reach, limit: limit + 1 - found.length })
    found.push(...people.map((place) => ({ ...place, rank })))
    if (found.length > limit) break
    const passesBy = others.length > 0 || born !== undefined || within.visible !== undefined
    const end = isAll || !passesBy ? undefined : await endOfReach(tx, lead, reach)
    if (end) return { people: found, next: { ...end, rank } }
    // Then the same holders are gone through for the next rank.
    isAll ||= from === undefined
  }
  return pageOf(found, limit)
}

const pageOf = (found: readonly Found[], limit: number): FoundPage => ({
  people: found.slice(0, limit),
  next: found.length > limit ? found[limit - 1] : undefined,
})

/** One word is another, a letter off, and all others stand. */
const misspelt = (words: readonly Counted[]): Look[] =>
  words.flatMap(({ kind, token }, n): Look[] => {
    const meant = { kind, tokens: neighboursOf(token) }
    const [lead, ...others] = words.toSpliced(n, 1)
    if (meant.tokens.length === 0 || lead?.holders === 0) return []
    return lead ? [{ lead, others, meant }] : [{ lead: meant, others: [] }]
  })

/** All words but one of several of someone's or a father's name. A village's stand: one of them is all that tells it from its like. */
const parts = (words: readonly Counted[]): Look[] =>
  words.flatMap(({ kind, token }, n): Look[] => {
    const [lead, ...others] = words.toSpliced(n, 1)
    const several = words.filter((word) => word.kind === kind).length > 1
    return several && kind !== 'village' && !/^\d+$/.test(token) && lead && lead.holders > 0
      ? [{ lead, others }]
      : []
  })

/** Ids of those who hold all the words and may be born then, none left out, at most `limit`. */
export async function findAll(
  tx: Transaction,
  areas: AreaScope,
  { words, birth, limit }: Likeness & { readonly limit: number },
): Promise<readonly PersonId[]> {
  const [lead, ...others] = await byRarity(tx, words, areas)
  if (!lead || lead.holders === 0) return []
  const born = birth && bornBetween(birth.from, birth.to)
  const found = await lookFor(tx, [{ lead, others, born }], { areas, limit })
  return found.map(({ person }) => person)
}
