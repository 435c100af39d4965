import { invalid } from '../errors.ts'
import { newId, type PersonId } from '../ids.ts'
import type { Session } from '../session.ts'
import { insertRelationships } from './queries.ts'
import type { RecordedRelation } from './table.ts'

export { findLinks } from './queries.ts'

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
  await insertRelationships(
    session.tx,
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
    })),
  )
}
