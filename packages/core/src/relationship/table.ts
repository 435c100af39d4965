import type { Day, Instant, RecordedTo } from '../column-types.ts'
import type { ChangeId, PersonId } from '../ids.ts'

export const RECORDED_RELATIONS = ['mother', 'father', 'spouse', 'guardian'] as const
export type RecordedRelation = (typeof RECORDED_RELATIONS)[number]

/** `relative_id` is the `relation` of `person_id`. */
export interface RelationshipTable {
  tenant_id: string
  operating_area: string
  relationship_id: string
  person_id: PersonId
  relation: RecordedRelation
  relative_id: PersonId
  valid_from: Day | null
  valid_to: Day | null
  recorded_from: Instant
  recorded_to: RecordedTo
  recorded_by: string
  /** The household's change that wrote this row, where one did. */
  change_id: ChangeId | null
  /** The household's change that superseded it. */
  ended_by: ChangeId | null
}
