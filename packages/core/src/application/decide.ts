import { audit, auditedProgramme } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import type { ApplicationId } from '../ids.ts'
import { type Session, today } from '../session.ts'
import { requireAskAgainOn } from './apply.ts'
import { type ApplicationReason, ASKED_AGAIN, isOpen, mayBecome, WITHDRAW_REASONS } from './policy.ts'
import { type Application, requireLocked } from './reach.ts'
import { checkNotBefore, move, type Settlement, settle } from './settle.ts'

type Moved = { readonly application: ApplicationId }

/** The programme's institution decides in OneWindow: nobody else can. */
export const decideApplication = (
  session: Session,
  input: Omit<Settlement, 'recorded'> & { readonly idempotencyKey: string; readonly application: string },
): Promise<Moved> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const { decision, reason, on, acknowledged } = input
    const settlement = { decision, reason, on, acknowledged }
    const { application_id } = await settle(session, input.application, {
      ...settlement,
      action: 'application.decide',
    })
    return { application: application_id }
  })

interface Happened {
  readonly idempotencyKey: string
  readonly application: string
  /** The day it happened; today without it. */
  readonly on?: string | null | undefined
}

/** The institution has begun to look at it. */
export const reviewApplication = (session: Session, input: Happened): Promise<Moved> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const { application, on } = await requireMovable(session, input, 'application.decide')
    if (!mayBecome(application.state, 'in_review'))
      throw new DomainError('MOVE_NOT_POSSIBLE', ['application'])
    await move(session, application, { state: 'in_review', reason: null, on })
    return record(session, application, 'application.review')
  })

/** The family takes it back, or it was a mistake. */
export const withdrawApplication = (
  session: Session,
  input: Happened & { readonly reason: ApplicationReason },
): Promise<Moved> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    if (!WITHDRAW_REASONS.some((fitting) => fitting === input.reason))
      throw invalid('REASON_NOT_FITTING', ['reason'])
    const { application, on } = await requireMovable(session, input, 'application.create')
    if (!mayBecome(application.state, 'withdrawn'))
      throw new DomainError('MOVE_NOT_POSSIBLE', ['application'])
    await move(session, application, { state: 'withdrawn', reason: input.reason, on })
    return record(session, application, 'application.withdraw')
  })

/** The window asked, there is no answer yet, and it will ask again. */
export const postponeApplication = (
  session: Session,
  input: Happened & { readonly askAgainOn: string },
): Promise<Moved> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const { application, on } = await requireMovable(session, input, 'application.create')
    if (!isOpen(application.state)) throw new DomainError('MOVE_NOT_POSSIBLE', ['application'])
    const askAgainOn = requireAskAgainOn(input.askAgainOn, { after: on, needed: true })
    await move(session, application, {
      state: application.state,
      reason: ASKED_AGAIN,
      on,
      ...(askAgainOn !== null && { askAgainOn }),
    })
    return record(session, application, 'application.postpone')
  })

/** Locked, with the day on which it moves: not before the application. */
async function requireMovable(
  session: Session,
  input: Happened,
  action: 'application.create' | 'application.decide',
) {
  const on = input.on ?? today(session)
  checkPastDay(session, on, ['on'])
  const application = await requireLocked(session, input.application, action)
  checkNotBefore(application, on)
  return { application, on }
}

async function record(session: Session, application: Application, action: string): Promise<Moved> {
  await audit(session, action, {
    subjects: [application.household_id, ...(application.person_id === null ? [] : [application.person_id])],
    detail: { programme: auditedProgramme(session, application.programme) },
  })
  return { application: application.application_id }
}
