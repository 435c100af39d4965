import type { YearlySum } from '@onewindow/rules'
import { audit } from '../audit/service.ts'
import { refuseConflict } from '../conflict/service.ts'
import { DomainError, notFound } from '../errors.ts'
import { lockHouseholds } from '../household/service.ts'
import { once } from '../idempotency/service.ts'
import { type HouseholdId, isId, type OverlapId } from '../ids.ts'
import { areasFor, type Session, today } from '../session.ts'
import { checkReason } from '../text.ts'
import { overlapRules, yearlyOf, yearlyOfListed } from './policy.ts'
import { closeOthers, type Found, findStanding, lockOverlap, raise, settleOverlap } from './queries.ts'
import type { Resolution } from './table.ts'

/**
 * Looks at which enrolments of households stand against each other: raises what is new as somebody's work, and closes what
 * is gone. The same state of things gives the same, however often.
 */
export async function reviewOverlaps(session: Session, households: readonly HouseholdId[]): Promise<void> {
  if (households.length === 0) return
  const { tx, tenant, now, actor } = session
  const on = today(session)
  const rules = overlapRules(tenant)
  // Whoever else writes an enrolment here looks again afterwards.
  await lockHouseholds(tx, households)
  const standing = await findStanding(tx, households, { rules, on })
  const yearly = new Map<string, YearlySum | null>()
  const yearlyFor = (programme: string, amount: number | null, period: Found['period']): YearlySum | null => {
    if (amount !== null && period !== null) return yearlyOfListed(amount, period)
    if (!yearly.has(programme)) yearly.set(programme, yearlyOf(tenant, programme, on))
    return yearly.get(programme) ?? null
  }
  const raised = await raise(
    tx,
    standing.map(({ amount, period, other_amount, other_period, ...found }) => {
      const one = yearlyFor(found.programme, amount, period)
      const other = yearlyFor(found.other_programme, other_amount, other_period)
      return {
        ...found,
        tenant_id: tenant.id,
        yearly_low: one?.low ?? null,
        yearly_high: one?.high ?? null,
        other_yearly_low: other?.low ?? null,
        other_yearly_high: other?.high ?? null,
        raised_on: on,
        raised_at: now,
        state: 'open' as const,
        resolution: null,
        reason: null,
        settled_at: null,
        settled_by: null,
      }
    }),
  )
  const closed = await closeOthers(tx, households, {
    standing: standing.map(({ overlap_id }) => overlap_id),
    at: now,
    by: actor.id,
  })
  if (raised.length + closed.length > 0)
    await audit(session, 'overlap.review', {
      subjects: [...raised, ...closed],
      detail: { raised: raised.length, closed: closed.length },
    })
}

/**
 * Somebody has looked into it: both may go on, one is to be stopped, or one of them was never so.
 *
 * @throws DomainError `NOT_FOUND` · `CONFLICT_OF_INTEREST` · `MOVE_NOT_POSSIBLE` · `REASON_REQUIRED`
 */
export const resolveOverlap = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly overlap: string
    readonly resolution: Resolution
    readonly reason: string
  },
): Promise<{ readonly overlap: OverlapId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkReason(input.reason)
    const areas = areasFor(session.actor, 'overlap.resolve')
    const found = isId(input.overlap) ? await lockOverlap(session.tx, areas, input.overlap) : undefined
    if (!found) throw notFound(['overlap'])
    await refuseConflict(session, found.household_id)
    if (found.state !== 'open') throw new DomainError('MOVE_NOT_POSSIBLE', ['overlap'])
    await settleOverlap(session.tx, found.overlap_id, {
      resolution: input.resolution,
      reason: input.reason.trim(),
      at: session.now,
      by: session.actor.id,
    })
    await audit(session, 'overlap.resolve', {
      subjects: [found.household_id, found.overlap_id],
      detail: { resolution: input.resolution },
    })
    return { overlap: found.overlap_id }
  })
