import { invalid } from '../errors.ts'
import { newId, type PersonId } from '../ids.ts'
import type { Session } from '../session.ts'
import { insertRelationships } from './queries.ts'
import type { RecordedRelation } from './table.ts'

export interface NewRelationship {
  readonly person: PersonId
  readonly relation: RecordedRelation
  readonly relative: PersonId
  readonly from?: string | null | undefined
}

/** `relative` is the `relation` of `person`; both are keys of members of one input. */
export interface RelationInput {
  readonly person: string
  readonly relation: RecordedRelation
  readonly relative: string
}

/** Links people of one operating area. */
export async function addRelationships(
  session: Session,
  area: string,
  relationships: readonly NewRelationship[],
): Promise<void> {
  relationships.forEach(({ person, relative }, index) => {
    if (person === relative) throw invalid('OWN_RELATIVE', ['relationships', String(index)])
  })
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
