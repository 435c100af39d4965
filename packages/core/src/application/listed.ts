import { audit, auditedProgramme } from '../audit/service.ts'
import type { Participation } from '../enrolment/service.ts'
import { newId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { findRecordedLike, lockOpen, replaceRecorded } from './queries.ts'
import type { Decision } from './table.ts'

/** A decision as a line of an institution's list has it. */
export interface ListedDecision extends Participation {
  readonly decision: Decision
  readonly number: string
  readonly on: string
}

/**
 * Records decisions of a list for the applications that are open, as `recordDecision` does one from a letter: each counts
 * once a second person has confirmed it. Answers for each, in order, whether it was recorded, was there already, or
 * came after a newer one, or concerns
 * nothing that is open.
 */
export async function recordListedDecisions(
  session: Session,
  decisions: readonly ListedDecision[],
): Promise<readonly ('applied' | 'known' | 'outdated' | 'unapplied')[]> {
  const open = await lockOpen(session.tx, decisions)
  const like = await findRecordedLike(session.tx, decisions)
  const isOutdated = (at: number) => {
    const { pending_on = null } = open.get(at) ?? {}
    return pending_on !== null && pending_on > (decisions[at]?.on ?? '')
  }
  const seen = new Set<string>()
  const recorded = decisions.flatMap((decision, at) => {
    const application = open.get(at)
    if (!application || like.has(at) || isOutdated(at)) return []
    if (decision.on < application.applied_on) return []
    if (seen.has(application.application_id)) return []
    seen.add(application.application_id)
    return [{ at, application, decision }]
  })
  await replaceRecorded(
    session.tx,
    recorded.map(({ application }) => application.application_id),
    { at: session.now, by: session.actor.id },
  )
  await insertRows(
    session.tx,
    'recorded_decision',
    recorded.map(({ application, decision: { decision, number, on } }) => ({
      tenant_id: session.tenant.id,
      operating_area: application.operating_area,
      recorded_decision_id: newId<'recordedDecision'>(),
      application_id: application.application_id,
      household_id: application.household_id,
      decision,
      // A list gives none.
      reason: decision === 'declined' ? 'other_reason' : null,
      number: number.trim(),
      decided_on: on,
      scan_type: null,
      scan: null,
      state: 'pending' as const,
      recorded_at: session.now,
      recorded_by: session.actor.id,
      settled_at: null,
      settled_by: null,
    })),
  )
  if (recorded.length > 0)
    await audit(session, 'application.recordListed', {
      subjects: recorded.flatMap(({ application: { household_id, person_id } }) => [
        household_id,
        ...(person_id === null ? [] : [person_id]),
      ]),
      detail: {
        programmes: [
          ...new Set(recorded.map(({ decision }) => auditedProgramme(session, decision.programme))),
        ],
      },
    })
  const written = new Set(recorded.map(({ at }) => at))
  return decisions.map((_, at) => {
    if (written.has(at)) return 'applied'
    if (like.has(at)) return 'known'
    return isOutdated(at) ? 'outdated' : 'unapplied'
  })
}
