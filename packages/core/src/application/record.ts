import { audit, auditedProgramme } from '../audit/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { type ApplicationId, isId, newId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { checkKey } from '../text.ts'
import type { Acknowledgement } from './overlap.ts'
import { type ApplicationReason, isOpen, readScan, SCAN_BYTES } from './policy.ts'
import { findRecorded, insertRecorded, settleRecorded } from './queries.ts'
import { requireLocked } from './reach.ts'
import { checkDecision, checkNotBefore, settle } from './settle.ts'
import type { Decision, ScanType } from './table.ts'

export interface RecordDecisionInput {
  readonly idempotencyKey: string
  readonly application: string
  readonly decision: Decision
  readonly reason?: ApplicationReason | null | undefined
  /** Of the letter or list. */
  readonly number: string
  /** The day that the letter or list bears. */
  readonly on: string
  readonly scan?: { readonly type: ScanType; readonly base64: string } | null | undefined
}

/**
 * Writes down what an institution decided outside OneWindow. It counts once a second person has confirmed it; a second
 * record replaces one that nobody has confirmed.
 *
 * @throws DomainError `NOT_FOUND` · `MOVE_TOO_EARLY` · `FUTURE_DATE` · `REASON_NOT_FITTING` · `SCAN_MALFORMED`
 */
export const recordDecision = (
  session: Session,
  input: RecordDecisionInput,
): Promise<{ readonly application: ApplicationId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkKey(input.number, ['number'])
    checkDecision(session, input)
    const scan = input.scan ? readScan(input.scan.type, input.scan.base64) : null
    if (input.scan && !scan) throw invalid('SCAN_MALFORMED', ['scan'], { most: SCAN_BYTES / 1024 / 1024 })
    const application = await requireLocked(session, input.application, 'application.record')
    const { application_id, household_id, person_id, operating_area } = application
    if (!isOpen(application.state)) throw new DomainError('MOVE_NOT_POSSIBLE', ['application'])
    checkNotBefore(application, input.on)
    await settleRecorded(
      session.tx,
      { application: application_id },
      { state: 'replaced', settled_at: session.now, settled_by: session.actor.id },
    )
    const id = newId<'recordedDecision'>()
    await insertRecorded(session.tx, {
      tenant_id: session.tenant.id,
      operating_area,
      recorded_decision_id: id,
      application_id,
      household_id,
      decision: input.decision,
      reason: input.reason ?? null,
      number: input.number.trim(),
      decided_on: input.on,
      scan_type: input.scan?.type ?? null,
      scan: scan
        ? session.cipher.encrypt(scan.toString('base64'), {
            tenant: session.tenant.id,
            row: id,
            column: SCAN_COLUMN,
          })
        : null,
      state: 'pending',
      recorded_at: session.now,
      recorded_by: session.actor.id,
      settled_at: null,
      settled_by: null,
    })
    await audit(session, 'application.recordDecision', {
      subjects: [household_id, ...(person_id === null ? [] : [person_id])],
      detail: { programme: auditedProgramme(session, application.programme), scan: scan !== null },
    })
    return { application: application_id }
  })

/** The column that a scan's ciphertext is bound to. */
export const SCAN_COLUMN = 'recorded_decision.scan'

/**
 * A second person has compared the record with the letter or list: from now on the decision counts.
 *
 * @throws DomainError `SECOND_PERSON_NEEDED` for whoever recorded it, and as `settle`
 */
export const confirmRecordedDecision = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly recordedDecision: string
    readonly acknowledged?: Acknowledgement | null | undefined
  },
): Promise<{ readonly application: ApplicationId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const recorded = isId(input.recordedDecision)
      ? await findRecorded(session.tx, areasFor(session.actor, 'application.record'), input.recordedDecision)
      : undefined
    if (!recorded) throw notFound(['recordedDecision'])
    if (recorded.recorded_by === session.actor.id) throw new DomainError('SECOND_PERSON_NEEDED')
    if (recorded.state !== 'pending') throw new DomainError('MOVE_NOT_POSSIBLE', ['recordedDecision'])
    const { application_id } = await settle(session, recorded.application_id, {
      action: 'application.record',
      decision: recorded.decision,
      reason: recorded.reason as ApplicationReason | null,
      on: recorded.decided_on,
      acknowledged: input.acknowledged,
      recorded: recorded.recorded_decision_id,
    })
    return { application: application_id }
  })
