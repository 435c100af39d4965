import type { Selectable } from 'kysely'
import { DomainError, invalid } from '../errors.ts'
import type { Subject } from '../fact/service.ts'
import { type ApplicationId, newId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { countsAsEnrolled } from './policy.ts'
import { findCurrent, findEnrolment, supersedeSayingsAfter } from './queries.ts'
import type { EnrolmentState, EnrolmentTable } from './table.ts'

/** A decision: from this day on the subject is in the programme, or waits for a place. */
export interface Decided {
  readonly area: string
  readonly subject: Subject
  readonly programme: string
  readonly day: string
  readonly state: 'enrolled' | 'waitlisted'
  readonly application: ApplicationId
  readonly rankValue: number | null
}

/**
 * Writes a participation that a decision gave. What the family or a list said of a later day is no longer believed. The
 * caller holds the locks of the households concerned.
 *
 * @throws DomainError `ALREADY_ENROLLED` · `MOVE_TOO_EARLY`
 */
export async function enrol(session: Session, decided: Decided): Promise<{ readonly enrolment: string }> {
  const { area, subject, programme, day, application } = decided
  await supersedeSayingsAfter(session.tx, { area, subject, programme, day, at: session.now })
  const current = await findCurrent(session.tx, { area, subject, programme })
  if (current?.application_id && current.state !== 'exited')
    throw new DomainError('ALREADY_ENROLLED', ['application'], { id: programme })
  if (current && day < current.valid_from)
    throw invalid('MOVE_TOO_EARLY', ['on'], { date: current.valid_from })
  const enrolment = newId()
  await insertRows(session.tx, 'enrolment', [
    {
      tenant_id: session.tenant.id,
      operating_area: area,
      enrolment_id: enrolment,
      household_id: 'household' in subject ? subject.household : null,
      person_id: 'person' in subject ? subject.person : null,
      programme,
      enrolled: countsAsEnrolled(decided.state),
      state: decided.state,
      reason: null,
      application_id: application,
      rank_value: decided.rankValue,
      level: 'confirmed',
      valid_from: day,
      valid_to: null,
      recorded_from: recordedAfter(session, current),
      recorded_by: session.actor.id,
      release_hash: session.tenant.hash,
    },
  ])
  return { enrolment }
}

/** A place has come free for someone who waits: from today on they are in. The caller holds the locks. */
export async function takeIn(session: Session, waiting: string, day: string): Promise<void> {
  const row = await findEnrolment(session.tx, 'all', waiting)
  if (!row) throw new Error(`enrolment ${waiting} was there a moment ago`)
  await append(session, row, { state: 'enrolled', reason: null, day })
}

/** The next row of a participation. */
export async function append(
  session: Session,
  row: Selectable<EnrolmentTable>,
  to: { readonly state: EnrolmentState; readonly reason: string | null; readonly day: string },
): Promise<{ readonly enrolment: string }> {
  const enrolment = newId()
  await insertRows(session.tx, 'enrolment', [
    {
      ...row,
      list_id: null,
      change_id: null,
      enrolment_id: enrolment,
      enrolled: countsAsEnrolled(to.state),
      state: to.state,
      reason: to.reason,
      valid_from: to.day,
      valid_to: null,
      recorded_from: recordedAfter(session, row),
      recorded_to: undefined,
      recorded_by: session.actor.id,
      release_hash: session.tenant.hash,
    },
  ])
  return { enrolment }
}

/** Two moves that met at a lock may have begun in the other order: the one that is written later counts. */
export const recordedAfter = (
  { now }: Session,
  earlier: Pick<Selectable<EnrolmentTable>, 'recorded_from'> | undefined,
): Date => new Date(Math.max(now.getTime(), earlier ? new Date(earlier.recorded_from).getTime() + 1 : 0))
