import { evaluateNumber, isInForce, type OverlapResult } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { audit, auditedProgramme } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { enrol } from '../enrolment/service.ts'
import { DomainError, invalid } from '../errors.ts'
import { newId, type RecordedDecisionId } from '../ids.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import { hasPlace, lockQuotas } from '../quota/service.ts'
import { type Session, today } from '../session.ts'
import { checkText, LONG } from '../text.ts'
import {
  type Acknowledgement,
  findOverlaps,
  findPlaceOf,
  lockConcerned,
  type Place,
  requireLawful,
  requirePlace,
} from './overlap.ts'
import { type ApplicationReason, decisionReasonFits, mayBecome } from './policy.ts'
import { insertMove, setState, settleRecorded } from './queries.ts'
import { type Application, type ApplicationAction, requireApplication, requireLocked } from './reach.ts'
import type { Decision } from './table.ts'

export interface Settlement {
  readonly decision: Decision
  /** Of a refusal. */
  readonly reason?: ApplicationReason | null | undefined
  /** The day of the decision. */
  readonly on: string
  /** What the approver says of overlaps that only warn. */
  readonly acknowledged?: Acknowledgement | null | undefined
  /** The letter or list that said so. */
  readonly recorded?: RecordedDecisionId
}

/**
 * Ends an application by a decision; an approval makes the enrolment in the same transaction, or a place on the waiting
 * list where none is free. Locks places, then households in id order, then the application, as everyone does.
 *
 * @throws DomainError · OverlapsFound
 */
export async function settle(
  session: Session,
  id: string,
  { action, ...settlement }: Settlement & { readonly action: ApplicationAction },
): Promise<Application> {
  checkDecision(session, settlement)
  const named = await requireApplication(session, id, action)
  await lockQuotas(session, named.programme)
  const filed = { household: named.household_id, area: named.operating_area }
  const home = await findPlaceOf(session, named)
  await lockConcerned(session, home ? [filed, home] : [filed])
  const application = await requireLocked(session, id, action)
  if (!mayBecome(application.state, settlement.decision))
    throw new DomainError('MOVE_NOT_POSSIBLE', ['decision'])
  checkNotBefore(application, settlement.on)
  const overlaps =
    settlement.decision === 'approved' ? await approve(session, application, { ...settlement, home }) : []
  const { decision, acknowledged, recorded } = settlement
  const settled = await settleRecorded(
    session.tx,
    { application: application.application_id, only: recorded },
    {
      state: recorded === undefined ? 'replaced' : 'confirmed',
      settled_at: session.now,
      settled_by: session.actor.id,
    },
  )
  // Another record took its place while this waited.
  if (recorded !== undefined && !settled) throw new DomainError('MOVE_NOT_POSSIBLE', ['recordedDecision'])
  await move(session, application, {
    state: decision,
    reason: settlement.reason ?? null,
    on: settlement.on,
    recorded: recorded ?? null,
    overlaps,
    acknowledgement: overlaps.length > 0 ? (acknowledged?.reason.trim() ?? null) : null,
  })
  if (decision === 'approved') await reviewOverlaps(session, [application.household_id])
  await audit(session, 'application.decide', {
    subjects: [application.household_id, ...(application.person_id === null ? [] : [application.person_id])],
    detail: {
      programme: auditedProgramme(session, application.programme),
      decision: session.tenant.readsSensitive(application.programme) ? 'sensitive' : decision,
      recorded: recorded !== undefined,
      acknowledged: overlaps.map((overlap) => overlap.programme),
    },
  })
  return application
}

/** What of a decision can be refused before anything is looked up. */
export function checkDecision(session: Session, { decision, reason, on, acknowledged }: Settlement): void {
  checkPastDay(session, on, ['on'])
  if (!decisionReasonFits(decision, reason)) throw invalid('REASON_NOT_FITTING', ['reason'])
  checkText(acknowledged?.reason, ['acknowledged', 'reason'], LONG)
}

/** What is written down of a letter may be older than the last note, never than the application. */
export function checkNotBefore({ applied_on }: Application, on: string): void {
  if (on < applied_on) throw invalid('MOVE_TOO_EARLY', ['on'], { date: applied_on })
}

async function approve(
  session: Session,
  application: Application,
  { on, acknowledged, home }: Settlement & { readonly home: Place | undefined },
): Promise<readonly OverlapResult[]> {
  const { household_id, person_id, operating_area: area } = application
  const programme = session.tenant.requireProgramme(application.programme)
  if (!isInForce(programme, on))
    throw invalid('PROGRAMME_NOT_IN_FORCE', ['on'], { id: programme.id, date: on })
  const place = await requirePlace(session, application)
  // They may have moved while this waited.
  if (place.household !== home?.household) await lockConcerned(session, [place])
  const unit = person_id ?? household_id
  const found = await findOverlaps(session, programme, { ...place, unit })
  requireLawful(programme, found.overlaps, acknowledged)
  const state = (await hasPlace(session, programme.id, area)) ? 'enrolled' : 'waitlisted'
  await enrol(session, {
    area,
    subject: person_id === null ? { household: household_id } : { person: person_id },
    programme: programme.id,
    day: on,
    state,
    application: application.application_id,
    rankValue: rankOf(session, programme, { household: found.household, unit }),
  })
  return found.overlaps
}

/** What the waiting list is ordered by, as known today; null where it is not known for sure. */
function rankOf(
  session: Session,
  { ranking }: Programme,
  scope: Pick<Parameters<typeof evaluateNumber>[1], 'household' | 'unit'>,
): number | null {
  if (!ranking) return null
  const on = today(session)
  const parameter = (id: string) => session.tenant.parameter(id, on)
  const { lo, hi } = evaluateNumber(ranking.by, { ...scope, on, parameter })
  return lo === hi ? lo : null
}

interface Move {
  readonly state: Application['state']
  readonly reason: ApplicationReason | null
  readonly on: string
  readonly recorded?: RecordedDecisionId | null
  readonly overlaps?: readonly OverlapResult[]
  readonly acknowledgement?: string | null
  readonly askAgainOn?: string
}

/** Writes where an application stands, and the row that tells how it came there. */
export async function move(session: Session, application: Application, to: Move): Promise<void> {
  await setState(session.tx, application.application_id, {
    state: to.state,
    ...(to.askAgainOn !== undefined && { ask_again_on: to.askAgainOn }),
  })
  const { overlaps = [] } = to
  await insertMove(session.tx, {
    tenant_id: session.tenant.id,
    operating_area: application.operating_area,
    application_move_id: newId(),
    application_id: application.application_id,
    state: to.state,
    reason: to.reason,
    recorded_decision_id: to.recorded ?? null,
    warnings: overlaps.length > 0 ? JSON.stringify(overlaps) : null,
    acknowledgement: to.acknowledgement ?? null,
    happened_on: to.on,
    recorded_at: session.now,
    recorded_by: session.actor.id,
    release_hash: session.tenant.hash,
  })
}
