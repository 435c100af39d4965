import type { ColumnType } from 'kysely'
import type { Day, Instant } from '../column-types.ts'
import type { PersonId } from '../ids.ts'

export const SEXES = ['female', 'male', 'other', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

export const BIRTH_PRECISIONS = ['day', 'year', 'estimated', 'unknown'] as const
export type BirthPrecision = (typeof BIRTH_PRECISIONS)[number]

export interface PersonTable {
  tenant_id: string
  operating_area: string
  person_id: PersonId
  name: string
  /** Father's or husband's name: how people of one village are told apart. */
  parent_name: string | null
  sex: Sex
  birth_from: Day | null
  birth_to: Day | null
  birth_precision: BirthPrecision
  died_on: Day | null
  recorded_at: Instant
  recorded_by: string
}

/** What was believed of a person before a correction: [recorded_from, recorded_to). */
export interface PersonHistoryTable extends Omit<PersonTable, 'recorded_at'> {
  person_history_id: string
  recorded_from: Instant
  recorded_to: Instant
  reason: string
}

export interface NameTokenTable {
  tenant_id: string
  operating_area: string
  kind: 'name' | 'parent' | 'village'
  token: string
  person_id: PersonId
  /** Bits of all that the person is known by (`knownBy`); -1 where nobody has said. */
  known_by: ColumnType<number, number | undefined, number>
}
