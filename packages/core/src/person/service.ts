import type { Insertable, Selectable } from 'kysely'
import { isYear } from '../dates.ts'
import { invalid, notFound } from '../errors.ts'
import { isId, newId, type PersonId } from '../ids.ts'
import { inParts } from '../in-parts.ts'
import { insertRows } from '../insert-rows.ts'
import { areasFor, type Session } from '../session.ts'
import { checkText } from '../text.ts'
import { type Birth, type BirthInput, readBirth } from './birth.ts'
import { foldName, keepName } from './fold-name.ts'
import { knownBy, type Word } from './known-by.ts'
import { findPerson, type Likeness, moveArea, replacePerson, searchManyPeople } from './queries.ts'
import { findAll, type Wanted } from './search.ts'
import type { NameTokenTable, PersonTable, Sex } from './table.ts'

export { type BirthInput, readBirth } from './birth.ts'
export { foldName, keepName } from './fold-name.ts'
export { knownBy, wordBits } from './known-by.ts'
export { type Found, findPeople, RANKS, type Wanted } from './search.ts'

export interface PersonInput {
  readonly name: string
  readonly parentName?: string | null | undefined
  readonly sex: Sex
  readonly birth?: BirthInput | null | undefined
}

type NewPerson = Omit<Insertable<PersonTable>, 'tenant_id' | 'operating_area'>

/** A person ready to be written, with what they are found by. Throws on an empty name or an impossible birth. */
export interface PreparedPerson {
  readonly row: NewPerson & { readonly person_id: PersonId }
  readonly tokens: readonly Omit<Insertable<NameTokenTable>, 'tenant_id' | 'operating_area' | 'person_id'>[]
  /** What someone who is the same would be sought by. */
  readonly sought: readonly Word[]
}

export function preparePerson(
  session: Session,
  { person, village }: { readonly person: PersonInput; readonly village: string | null },
  path: readonly string[],
): PreparedPerson {
  checkText(person.name, [...path, 'name'])
  checkText(person.parentName, [...path, 'parentName'])
  const name = person.name.trim()
  const texts = { name, parentName: person.parentName ?? null, village }
  const sought = tokensOf(texts, foldName)
  if (!sought.some(({ kind }) => kind === 'name')) throw invalid('NAME_REQUIRED', [...path, 'name'])
  const birth = readBirth(session, person.birth, [...path, 'birth'])
  return {
    row: {
      person_id: newId<'person'>(),
      name,
      parent_name: person.parentName?.trim() || null,
      sex: person.sex,
      ...birth,
      died_on: null,
      recorded_at: session.now,
      recorded_by: session.actor.id,
    },
    tokens: keptAs(tokensOf(texts, keepName), birth),
    sought,
  }
}

export async function addPeople(
  session: Session,
  area: string,
  people: readonly PreparedPerson[],
): Promise<void> {
  const place = { tenant_id: session.tenant.id, operating_area: area }
  await insertRows(
    session.tx,
    'person',
    people.map(({ row }) => ({ ...place, ...row })),
  )
  await insertRows(
    session.tx,
    'name_token',
    people.flatMap(({ row, tokens }) =>
      tokens.map((token) => ({ ...place, ...token, person_id: row.person_id })),
    ),
  )
}

/** People already here who could be this one: same names, same village, a birth that could be the same. */
export const findDoubles = (session: Session, person: PreparedPerson): Promise<readonly PersonId[]> =>
  findAll(session.tx, areasFor(session.actor, 'person.read'), { ...likeness(person), limit: 5 })

/** As `findDoubles` for many, among the people of one operating area; who has none is left out. */
export async function findDoublesOfAll<Person extends PreparedPerson>(
  session: Session,
  area: string,
  people: readonly Person[],
): Promise<ReadonlyMap<Person, readonly PersonId[]>> {
  const sought = people.map((person, n) => ({ n, ...likeness(person) }))
  const pairs = await inParts(sought, SOUGHT_AT_ONCE, (part) => searchManyPeople(session.tx, area, part))
  const found = Map.groupBy(pairs, ({ n }) => n)
  return new Map(
    people.flatMap((person, n) => {
      const doubles = found.get(n)?.map((double) => double.person)
      return doubles ? [[person, doubles] as const] : []
    }),
  )
}

/** 350 among 31,000 people take about 0.3 s: far from the limit of a statement. */
const SOUGHT_AT_ONCE = 500

const likeness = ({ row, sought }: PreparedPerson): Likeness => ({
  words: sought,
  birth: row.birth_from && row.birth_to ? { from: row.birth_from, to: row.birth_to } : undefined,
})

export interface PeopleQuery {
  readonly name?: string | null | undefined
  readonly parentName?: string | null | undefined
  readonly village?: string | null | undefined
  readonly birthYear?: number | null | undefined
}

/** Folded by script: any spelling of the names finds the person. At least one name or village is needed. */
export function personSearch(query: PeopleQuery): Wanted {
  for (const field of ['name', 'parentName', 'village'] as const) checkText(query[field], [field])
  const words = tokensOf(
    { name: query.name ?? '', parentName: query.parentName ?? null, village: query.village ?? null },
    foldName,
  )
  if (words.length === 0) throw invalid('SEARCH_TOO_WIDE', ['name'])
  const year = query.birthYear
  if (year != null && !isYear(year)) throw invalid('IMPOSSIBLE_DATE', ['birthYear'], { date: year })
  return { words, birthYear: year ?? undefined }
}

/** The person where the actor may read people; `NOT_FOUND` elsewhere and where there is none. */
export async function requirePerson(session: Session, id: string, path: readonly string[]) {
  const person = isId(id)
    ? await findPerson(session.tx, areasFor(session.actor, 'person.read'), id as PersonId)
    : undefined
  if (!person) throw notFound(path)
  return person
}

/** Someone wherever they are registered, of a transaction that reaches the whole tenant. */
export async function findAnywhere(session: Session, person: PersonId) {
  const found = await findPerson(session.tx, 'all', person)
  if (!found) throw notFound()
  return found
}

export const movePeople = (session: Session, people: readonly PersonId[], area: string): Promise<void> =>
  moveArea(session.tx, people, area)

/** The dead come to live nowhere, and marry nobody. Throws `DEAD`. */
export function checkAlive(person: Pick<Selectable<PersonTable>, 'died_on'>, path: readonly string[]): void {
  if (person.died_on !== null) throw invalid('DEAD', path)
}

/** What was wrong about someone; what is absent was right. A birth of nothing makes it unknown. */
export interface PersonCorrection {
  readonly name?: string | null | undefined
  readonly parentName?: string | null | undefined
  readonly sex?: Sex | null | undefined
  readonly birth?: BirthInput | null | undefined
  /** Null where someone was taken for dead. */
  readonly diedOn?: string | null
}

/** Replaces what is believed of someone. What was believed before stays, with its time. */
export async function correctPerson(
  session: Session,
  person: Selectable<PersonTable>,
  { reason, ...correction }: PersonCorrection & { readonly reason: string },
): Promise<void> {
  checkText(correction.name, ['name'])
  checkText(correction.parentName, ['parentName'])
  const name = correction.name?.trim() ?? person.name
  const parentName = correction.parentName?.trim() ?? person.parent_name
  const tokens = tokensOf({ name, parentName: parentName || null, village: null }, keepName)
  if (!tokens.some(({ kind }) => kind === 'name')) throw invalid('NAME_REQUIRED', ['name'])
  const birth = correction.birth ? readBirth(session, correction.birth, ['birth']) : person
  const diedOn = correction.diedOn === undefined ? person.died_on : correction.diedOn
  if (diedOn !== null && birth.birth_from !== null && diedOn < birth.birth_from)
    throw invalid('DIED_BEFORE_BIRTH', [correction.birth ? 'birth' : 'diedOn'])
  const { recorded_at, ...old } = person
  await replacePerson(
    session.tx,
    {
      ...old,
      person_history_id: newId(),
      recorded_from: recorded_at,
      recorded_to: session.now,
      reason: reason.trim(),
    },
    {
      row: {
        name,
        parent_name: parentName || null,
        sex: correction.sex ?? person.sex,
        birth_from: birth.birth_from,
        birth_to: birth.birth_to,
        birth_precision: birth.birth_precision,
        died_on: diedOn,
        recorded_at: session.now,
        recorded_by: session.actor.id,
      },
      tokens: keptAs(tokens, birth).map((token) => ({
        ...token,
        tenant_id: person.tenant_id,
        operating_area: person.operating_area,
        person_id: person.person_id,
      })),
    },
  )
}

function tokensOf(
  texts: { readonly name: string; readonly parentName: string | null; readonly village: string | null },
  fold: (text: string) => readonly string[],
): readonly Word[] {
  const of = (kind: NameTokenTable['kind'], text: string | null) =>
    text === null ? [] : fold(text).map((token) => ({ kind, token }))
  return [...of('name', texts.name), ...of('parent', texts.parentName), ...of('village', texts.village)]
}

function keptAs(words: readonly Word[], birth: Omit<Birth, 'birth_precision'>): PreparedPerson['tokens'] {
  const known_by = knownBy(words, birth)
  return words.map((word) => ({ ...word, known_by }))
}
