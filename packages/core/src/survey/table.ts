import type { Generated } from 'kysely'
import type { Instant } from '../column-types.ts'
import type { HouseholdId, JobId, PersonId, StagedHouseholdId, SurveyImportId } from '../ids.ts'

export interface SurveyImportTable {
  tenant_id: string
  survey_import_id: SurveyImportId
  sha256: string
  /** What the file was called. */
  name: string
  job_id: Generated<JobId | null>
  begun_at: Instant
  begun_by: string
}

/** `known`: its form had become a household before. Of the last five, nothing that the family said is kept here. */
export const STAGED_STATES = [
  'staged',
  'review',
  'registered',
  'merged',
  'known',
  'skipped',
  'refused',
] as const
export type StagedState = (typeof STAGED_STATES)[number]

export interface StagedHouseholdTable {
  tenant_id: string
  operating_area: string
  staged_household_id: StagedHouseholdId
  survey_import_id: SurveyImportId
  /** Number of the form. */
  instance: string
  line: number
  state: StagedState
  sealed: Generated<string | null>
  problem: Generated<string | null>
  candidates: Generated<PersonId[] | null>
  household_id: Generated<HouseholdId | null>
  reason: Generated<string | null>
  staged_at: Instant
  staged_by: string
  settled_at: Instant | null
  settled_by: Generated<string | null>
}
