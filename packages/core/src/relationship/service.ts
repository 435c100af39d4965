import type { Selectable } from 'kysely'
import { DomainError, invalid, notFound } from '../errors.ts'
import { type ChangeId, newId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { findLinks, findLinksOf, supersedeLinks } from './queries.ts'
import type { RecordedRelation, RelationshipTable } from './table.ts'

export { findChanged as findChangedLinks, findLinks } from './queries.ts'

export interface NewRelationship {
  readonly person: PersonId
  readonly relation: RecordedRelation
  readonly relative: PersonId
  readonly from?: string | null | undefined
}

/** `relative` is the `relation` of `person`. */
export type Link = Pick<NewRelationship, 'person' | 'relation' | 'relative'>

/** `relative` is the `relation` of `person`; both are keys of members of one input. */
export interface RelationInput {
  readonly person: string
  readonly relation: RecordedRelation
  readonly relative: string
}

/**
 * Checks new links against each other and against those that stand.
 *
 * @throws DomainError `OWN_RELATIVE` · `RELATIONSHIP_TWICE` · `RELATIONSHIP_CONTRADICTORY`: a second mother or father, the
 * same person as both, or someone among their own forebears
 */
export function checkRelationships(added: readonly NewRelationship[], standing: readonly Link[] = []): void {
  const links = [...standing]
  for (const [index, link] of added.entries()) {
    const path = ['relationships', String(index)]
    if (link.person === link.relative) throw invalid('OWN_RELATIVE', path)
    if (links.some((other) => sameLink(link, other))) throw invalid('RELATIONSHIP_TWICE', path)
    if (isParent(link) && contradicts(link, links)) throw invalid('RELATIONSHIP_CONTRADICTORY', path)
    links.push(link)
  }
}

const isParent = ({ relation }: Link): boolean => relation === 'mother' || relation === 'father'

const sameLink = (one: Link, other: Link): boolean =>
  one.relation === other.relation &&
  ((one.person === other.person && one.relative === other.relative) ||
    (one.relation === 'spouse' && one.person === other.relative && one.relative === other.person))

function contradicts({ person, relation, relative }: Link, links: readonly Link[]): boolean {
  const parents = links.filter(isParent)
  if (
    parents.some(
      (link) => link.person === person && (link.relation === relation || link.relative === relative),
    )
  )
    return true
  const forebears = new Set([relative])
  // A set grows while it is walked, and holds each forebear once.
  for (const forebear of forebears)
    for (const link of parents) if (link.person === forebear) forebears.add(link.relative)
  return forebears.has(person)
}

/** Links people of one operating area. */
export async function addRelationships(
  session: Session,
  area: string,
  relationships: readonly NewRelationship[],
): Promise<void> {
  await insertRows(
    session.tx,
    'relationship',
    relationships.map(({ person, relation, relative, from }) => ({
      tenant_id: session.tenant.id,
      operating_area: area,
      relationship_id: newId(),
      person_id: person,
      relation,
      relative_id: relative,
      valid_from: from ?? null,
      valid_to: null,
      recorded_from: session.now,
      recorded_by: session.actor.id,
      change_id: null,
      ended_by: null,
    })),
  )
}

/** A link between two people ends on a day: a divorce. Without a day it never was. */
export async function endLink(
  session: Session,
  area: string,
  {
    person,
    relation,
    relative,
    until,
    change,
  }: Link & { readonly until: string | null; readonly change: ChangeId },
): Promise<void> {
  const standing = await findLinksOf(session.tx, area, { person, relations: [relation] })
  const link = standing.find(
    (one) =>
      (one.person_id === person && one.relative_id === relative) ||
      (relation === 'spouse' && one.person_id === relative && one.relative_id === person),
  )
  if (!link) throw notFound(['relation'])
  await replaceLinks(session, [link], { change, until })
}

/** Marriages and guardianships end with a death; parents stay parents. */
export async function endLinksOfDead(
  session: Session,
  area: string,
  {
    person,
    diedOn,
    change,
  }: { readonly person: PersonId; readonly diedOn: string; readonly change: ChangeId },
): Promise<void> {
  const standing = await findLinksOf(session.tx, area, {
    person,
    relations: ['spouse', 'guardian'],
    after: diedOn,
  })
  await replaceLinks(session, standing, { change, until: diedOn })
}

type Row = Selectable<RelationshipTable>

/** Supersedes links by ones that end; a link that would end before it began never was. */
async function replaceLinks(
  session: Session,
  links: readonly Row[],
  { change, until }: { readonly change: ChangeId; readonly until: string | null },
): Promise<void> {
  const ids = links.map(({ relationship_id }) => relationship_id)
  await supersedeLinks(session.tx, ids, { at: session.now, endedBy: change })
  if (until === null) return
  const ended = links.filter(({ valid_from }) => valid_from === null || until > valid_from)
  await writeAgain(
    session,
    ended.map((link) => ({ ...link, valid_to: until, change_id: change })),
  )
}

async function writeAgain(session: Session, links: readonly Row[]): Promise<void> {
  await insertRows(
    session.tx,
    'relationship',
    links.map((link) => ({
      ...link,
      relationship_id: newId(),
      recorded_from: session.now,
      recorded_to: undefined,
      recorded_by: session.actor.id,
      ended_by: null,
    })),
  )
}

/**
 * Supersedes what a change wrote, and writes again what it superseded.
 *
 * @throws DomainError `CHANGED_SINCE` where that would contradict what was linked since
 */
export async function undoLinks(
  session: Session,
  changed: readonly Row[],
  { change, undo }: { readonly change: ChangeId; readonly undo: ChangeId },
): Promise<void> {
  const written = changed.filter((row) => row.change_id === change)
  await supersedeLinks(
    session.tx,
    written.map(({ relationship_id }) => relationship_id),
    { at: session.now, endedBy: undo },
  )
  const again = changed.filter((row) => row.ended_by === change)
  const standing = await findLinks(
    session.tx,
    again.flatMap(({ person_id, relative_id }) => [person_id, relative_id]),
  )
  if (
    !fits(
      again.filter(({ valid_to }) => valid_to === null),
      standing,
    )
  )
    throw new DomainError('CHANGED_SINCE', ['id'])
  await writeAgain(session, again)
}

function fits(links: readonly Row[], standing: readonly Link[]): boolean {
  try {
    checkRelationships(
      links.map(({ person_id, relation, relative_id }) => ({
        person: person_id,
        relation,
        relative: relative_id,
      })),
      standing,
    )
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
