import { documentKey } from '../identifier/service.ts'
import type { ListEntryId, PersonId } from '../ids.ts'
import { inParts } from '../in-parts.ts'
import { insertRows } from '../insert-rows.ts'
import { foldName, keepName } from '../person/service.ts'
import type { Session } from '../session.ts'
import { isSomeoneElse, likenessOf, searchOf, type Tokens, type Vocabulary } from './likeness.ts'
import {
  changeEntries,
  type EntryChange,
  type EntryRow,
  entriesIn,
  findEarlier,
  findHolders,
  findHomes,
  findNamesakes,
  findVocabulary,
  type Holder,
  type ListRow,
  type NameSearch,
} from './queries.ts'
import { CONTENT_COLUMN, type EntryContent } from './table.ts'

/** Lines of one transaction. */
export const AT_ONCE = 400
const SOUGHT_AT_ONCE = 100
/** More people than these nobody looks through. */
const MOST_CANDIDATES = 10

/** What is read once in a run and does not have to be fresh: how names are spelled in each area. */
export type Vocabularies = Map<string, Vocabulary>

/**
 * Finds whom the next lines are about: by document, or else by names and place, which a person decides. Answers how many it
 * looked at.
 */
export async function matchNext(
  session: Session,
  list: ListRow,
  vocabularies: Vocabularies,
  size: number = AT_ONCE,
): Promise<number> {
  const entries = await entriesIn(session.tx, list.list_id, { state: 'staged', limit: size })
  const earlier = await findEarlier(session.tx, list, entries)
  const changes: EntryChange[] = []
  const rest: EntryRow[] = []
  for (const entry of entries) {
    const before = earlier.get(entry.list_entry_id)
    if (!before) rest.push(entry)
    else
      changes.push({
        ...before,
        list_entry_id: entry.list_entry_id,
        state: before.repeats ? 'known' : 'matched',
      })
  }
  // Whom a person once recognised is where they live now.
  const homes = await findHomes(
    session.tx,
    changes.flatMap(({ state, person_id }) => (state === 'matched' && person_id !== null ? [person_id] : [])),
  )
  const settled = changes.map((change) =>
    change.state === 'matched' && change.person_id !== null
      ? { ...change, ...homes.get(change.person_id) }
      : change,
  )
  const read = rest.map((entry) => readEntry(session, entry))
  const { held, doubtful, open } = await byDocument(session, read)
  const named = await byName(session, open, vocabularies)
  const candidates = [...doubtful, ...named]
  const ambiguous = new Set(candidates.map(({ entry }) => entry))
  await changeEntries(session.tx, [
    ...settled.map((change) => forUnit(session, change, entries)),
    ...held.map((change) => forUnit(session, change, entries)),
    ...read
      .filter(({ entry }) => !held.some((change) => change.list_entry_id === entry.list_entry_id))
      .map(({ entry }) => ({
        list_entry_id: entry.list_entry_id,
        state: ambiguous.has(entry.list_entry_id) ? ('ambiguous' as const) : ('unknown' as const),
        household_id: null,
        person_id: null,
        operating_area: doubtful.find((one) => one.entry === entry.list_entry_id)?.operating_area ?? null,
      })),
  ])
  await insertRows(
    session.tx,
    'list_candidate',
    candidates.map(({ entry, person_id, operating_area, likeness }) => ({
      tenant_id: session.tenant.id,
      operating_area,
      list_entry_id: entry,
      person_id,
      likeness,
    })),
  )
  return entries.length
}

interface ReadEntry {
  readonly entry: EntryRow
  readonly tokens: Tokens
}

interface Candidate {
  readonly entry: ListEntryId
  readonly person_id: PersonId
  readonly operating_area: string
  readonly likeness: number
}

export function contentOf(
  { cipher, tenant }: Pick<Session, 'cipher' | 'tenant'>,
  entry: Pick<EntryRow, 'content' | 'list_entry_id'>,
): EntryContent {
  const place = { tenant: tenant.id, row: entry.list_entry_id, column: CONTENT_COLUMN }
  if (entry.content === null) throw new Error('someone missing is on no line')
  return JSON.parse(cipher.decrypt(entry.content, place)) as EntryContent
}

function readEntry(session: Session, entry: EntryRow): ReadEntry {
  const { name, parentName, village } = contentOf(session, entry)
  return { entry, tokens: tokensOf({ name, parent_name: parentName, village }, foldName) }
}

const tokensOf = (
  of: { readonly name: string; readonly parent_name: string | null; readonly village?: string | null },
  fold: (text: string) => readonly string[],
): Tokens => ({
  name: fold(of.name),
  parent: fold(of.parent_name ?? ''),
  village: fold(of.village ?? ''),
})

/** A programme of households is the household's; where nobody lives with them, nobody can say whose. */
function forUnit({ tenant }: Session, change: EntryChange, entries: readonly EntryRow[]): EntryChange {
  if (change.state !== 'matched') return change
  const entry = entries.find(({ list_entry_id }) => list_entry_id === change.list_entry_id)
  const ofHousehold = tenant.programmes.get(entry?.programme ?? '')?.unit.kind === 'household'
  return ofHousehold && change.household_id === null
    ? { ...change, state: 'unknown', person_id: null, operating_area: null }
    : change
}

/** Who holds the document of a line: for sure, unless all names are someone else's. */
async function byDocument(session: Session, read: readonly ReadEntry[]) {
  const held: EntryChange[] = []
  const doubtful: Candidate[] = []
  const open: ReadEntry[] = []
  const documents = read.flatMap(({ entry }) => entry.documents ?? [])
  const holders = Map.groupBy(await findHolders(session.tx, documents), documentKey)
  for (const one of read) {
    const { entry, tokens } = one
    const people = (entry.documents ?? []).flatMap((document) => holders.get(documentKey(document)) ?? [])
    const [holder, ...others] = [...new Map(people.map((person) => [person.person_id, person])).values()]
    if (!holder) open.push(one)
    else if (others.length === 0 && !isSomeoneElse(tokens, tokensOf(holder, keepName)))
      held.push({
        list_entry_id: entry.list_entry_id,
        state: 'matched',
        household_id: holder.household_id,
        person_id: holder.person_id,
        operating_area: holder.operating_area,
      })
    else doubtful.push(...doubts(entry, [holder, ...others]))
  }
  return { held, doubtful, open }
}

/** Two people by two documents, or one under another name: each in the area of the first, where one person can decide. */
const doubts = (entry: EntryRow, people: readonly Holder[]): Candidate[] => {
  const area = people[0]?.operating_area
  return people
    .filter(({ operating_area }) => operating_area === area)
    .map(({ person_id, operating_area }) => ({
      entry: entry.list_entry_id,
      person_id,
      operating_area,
      likeness: 50,
    }))
}

async function byName(
  session: Session,
  open: readonly ReadEntry[],
  vocabularies: Vocabularies,
): Promise<readonly Candidate[]> {
  const searches: NameSearch[] = []
  const tokens = new Map<ListEntryId, Tokens>()
  for (const { entry, tokens: own } of open) {
    const area = entry.operating_area
    if (area === null) continue
    const vocabulary = vocabularies.get(area) ?? (await findVocabulary(session.tx, area))
    vocabularies.set(area, vocabulary)
    const search = searchOf(own, vocabulary)
    if (!search) continue
    tokens.set(entry.list_entry_id, own)
    searches.push({
      entry: entry.list_entry_id,
      area,
      kind: search.lead.kind,
      tokens: search.lead.tokens,
      rest: search.rest,
      documents: (entry.documents ?? []).map(({ kind }) => kind),
    })
  }
  const namesakes = await inParts(searches, SOUGHT_AT_ONCE, (part) => findNamesakes(session.tx, part))
  const found = namesakes.flatMap((person): Candidate[] => {
    const own = tokens.get(person.entry)
    const likeness = own ? likenessOf(own, tokensOf(person, keepName)) : null
    return likeness === null ? [] : [{ ...person, likeness }]
  })
  return [...Map.groupBy(found, ({ entry }) => entry).values()].flatMap((people) =>
    people
      .toSorted((one, other) => other.likeness - one.likeness || (one.person_id < other.person_id ? -1 : 1))
      .slice(0, MOST_CANDIDATES),
  )
}
