import { audit, auditedProgramme } from '../audit/service.ts'
import { refuseConflict } from '../conflict/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { householdsOf, lockHouseholds } from '../household/service.ts'
import { once } from '../idempotency/service.ts'
import { type HouseholdId, isId } from '../ids.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import { areasFor, type Session } from '../session.ts'
import { append } from './enrol.ts'
import { type EnrolmentReason, fits, type HandState, mayMoveByHand } from './policy.ts'
import { findCurrent, findEnrolment } from './queries.ts'

export interface MoveEnrolmentInput {
  readonly idempotencyKey: string
  /** Any row of the participation. */
  readonly enrolment: string
  readonly to: HandState
  readonly reason: EnrolmentReason
  /** The day it happened. */
  readonly on: string
}

/**
 * Suspends a participation, takes it up again or ends it. A new row says so from that day on; what was known stays.
 *
 * @throws DomainError `NOT_FOUND` · `REASON_NOT_FITTING` · `MOVE_NOT_POSSIBLE` · `MOVE_TOO_EARLY` · `FUTURE_DATE`
 */
export const moveEnrolment = (
  session: Session,
  input: MoveEnrolmentInput,
): Promise<{ readonly enrolment: string }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkPastDay(session, input.on, ['on'])
    if (!fits(input.to, input.reason)) throw invalid('REASON_NOT_FITTING', ['reason'])
    const areas = areasFor(session.actor, 'enrolment.manage')
    const find = () => findEnrolment(session.tx, areas, input.enrolment)
    const named = isId(input.enrolment) ? await find() : undefined
    if (!named || !isOwn(session, named.programme)) throw notFound(['enrolment'])
    const { person_id, household_id, programme } = named
    const homes =
      person_id === null ? [household_id as HouseholdId] : await householdsOf(session.tx, [person_id])
    await lockHouseholds(session.tx, homes)
    for (const home of homes) await refuseConflict(session, home)
    // It may have been taken to another area while this waited.
    const row = await find()
    if (!row) throw notFound(['enrolment'])
    const subject = person_id === null ? { household: household_id as HouseholdId } : { person: person_id }
    const current = await findCurrent(session.tx, { area: row.operating_area, subject, programme })
    if (!current?.state || !mayMoveByHand(current.state, input.to))
      throw new DomainError('MOVE_NOT_POSSIBLE', ['to'])
    if (input.on < current.valid_from) throw invalid('MOVE_TOO_EARLY', ['on'], { date: current.valid_from })
    const moved = await append(session, current, { state: input.to, reason: input.reason, day: input.on })
    await reviewOverlaps(session, homes)
    await audit(session, 'enrolment.move', {
      subjects: [person_id ?? household_id ?? row.enrolment_id],
      detail: { programme: auditedProgramme(session, programme), to: input.to },
    })
    return moved
  })

const isOwn = ({ actor, tenant }: Session, programme: string): boolean =>
  actor.institution === undefined || tenant.programmes.get(programme)?.institution === actor.institution
