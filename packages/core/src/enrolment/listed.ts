import { type HouseholdId, type ListId, newId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { recordedAfter } from './enrol.ts'
import { countsAsEnrolled } from './policy.ts'
import { findSurest, type Surest } from './queries.ts'

/** A unit and a programme: a person, or the household itself. */
export interface Participation {
  readonly area: string
  readonly household: HouseholdId | null
  readonly person: PersonId | null
  readonly programme: string
}

/** What is listed or confirmed of participations, the latest of each, by their position. */
export const surestOf = (
  { tx }: Session,
  participations: readonly Participation[],
): Promise<ReadonlyMap<number, Surest>> => findSurest(tx, participations)

/** What a list says of a participation from its day on. */
export interface Listed extends Participation {
  /** Null where it is not on the list any more. */
  readonly state: 'enrolled' | 'suspended' | 'exited' | null
  /** What was known of it until now. */
  readonly after?: Surest | undefined
}

/** Writes what a list says, as of its day. The caller holds the locks of the households. */
export const writeListed = (
  session: Session,
  list: { readonly id: ListId; readonly asOf: string },
  listed: readonly Listed[],
): Promise<void> =>
  insertRows(
    session.tx,
    'enrolment',
    listed.map(({ area, household, person, programme, state, after }) => ({
      tenant_id: session.tenant.id,
      operating_area: area,
      enrolment_id: newId(),
      household_id: person === null ? household : null,
      person_id: person,
      programme,
      enrolled: state !== null && countsAsEnrolled(state),
      state,
      reason: null,
      application_id: null,
      rank_value: null,
      level: 'listed',
      list_id: list.id,
      valid_from: list.asOf,
      valid_to: null,
      recorded_from: recordedAfter(session, after),
      recorded_by: session.actor.id,
      release_hash: session.tenant.hash,
    })),
  )
