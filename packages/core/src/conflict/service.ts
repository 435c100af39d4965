import { hasOpenApplication } from '../application/service.ts'
import { audit } from '../audit/service.ts'
import { checkDay, checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { householdsOf, lockHouseholds, memberOf, membersOf, requireHousehold } from '../household/service.ts'
import { once } from '../idempotency/service.ts'
import { type ConflictId, type HouseholdId, isId, newId } from '../ids.ts'
import { areasFor, type Session, today } from '../session.ts'
import { checkReason } from '../text.ts'
import { endConflict as end, hasConflict, insertConflict, lockConflict } from './queries.ts'
import type { ConflictRelation } from './table.ts'

/**
 * An account says what it is to a household, or to one of its members, besides its clerk. It then decides, confirms and
 * checks nothing about that household. Only a household in its own reach can be named.
 *
 * @throws DomainError `NOT_FOUND` · `IMPOSSIBLE_DATE` · `FUTURE_DATE` · `DATES_REVERSED` · `REASON_REQUIRED`
 */
export const declareConflict = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly household: string
    /** One member, whom it then follows. */
    readonly person?: string | null | undefined
    readonly relation: ConflictRelation
    readonly reason: string
    /** Today without it. */
    readonly from?: string | null | undefined
    /** First day on which it no longer holds. */
    readonly to?: string | null | undefined
  },
): Promise<{ readonly conflict: ConflictId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const from = input.from ?? today(session)
    checkPastDay(session, from, ['from'])
    if (input.to != null) {
      checkDay(input.to, ['to'])
      if (input.to <= from) throw invalid('DATES_REVERSED', ['to'], { date: from })
    }
    checkReason(input.reason)
    const household = await requireHousehold(session, input.household, { action: 'conflict.declare' })
    const person =
      input.person == null
        ? null
        : memberOf(await membersOf(session, household.household_id), input.person, [])
    const conflict = newId<'conflict'>()
    await insertConflict(session.tx, {
      tenant_id: session.tenant.id,
      operating_area: household.operating_area,
      conflict_id: conflict,
      account: session.actor.id,
      household_id: person === null ? household.household_id : null,
      person_id: person,
      relation: input.relation,
      reason: input.reason.trim(),
      valid_from: from,
      valid_to: input.to ?? null,
      recorded_at: session.now,
      ended_at: null,
      ended_by: null,
      ended_reason: null,
    })
    await audit(session, 'conflict.declare', {
      subjects: [person ?? household.household_id],
      detail: { relation: input.relation },
    })
    return { conflict }
  })

/**
 * Ends a conflict of interest: an officer's decision, or the account's own while no application of the household is
 * open. The declaration stays, and work of the account's after its own end is still looked at for a while.
 *
 * @throws DomainError `NOT_FOUND` · `CONFLICT_ENDED` · `CONFLICT_APPLICATION_OPEN` · `REASON_REQUIRED`
 */
export const endConflict = (
  session: Session,
  input: { readonly idempotencyKey: string; readonly conflict: string; readonly reason: string },
): Promise<{ readonly conflict: ConflictId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkReason(input.reason)
    const { id: account } = session.actor
    const areas = areasFor(session.actor, 'conflict.manage')
    const found = isId(input.conflict)
      ? await lockConflict(session.tx, { id: input.conflict as ConflictId, account, areas })
      : undefined
    if (!found) throw notFound(['conflict'])
    if (found.ended_at !== null) throw new DomainError('CONFLICT_ENDED', ['conflict'])
    if (found.account === account) {
      const homes =
        found.person_id === null
          ? [found.household_id as HouseholdId]
          : await householdsOf(session.tx, [found.person_id])
      // Whoever applies locks the household first.
      await lockHouseholds(session.tx, homes)
      if (await hasOpenApplication(session.tx, homes))
        throw new DomainError('CONFLICT_APPLICATION_OPEN', ['conflict'])
    }
    await end(session.tx, found.conflict_id, {
      ended_at: session.now,
      ended_by: account,
      ended_reason: input.reason.trim(),
    })
    await audit(session, 'conflict.end', {
      subjects: [found.household_id ?? found.person_id ?? found.conflict_id],
      detail: { own: found.account === account },
    })
    return { conflict: found.conflict_id }
  })

/**
 * Nobody decides about a family that they have declared a conflict with.
 *
 * @throws DomainError `CONFLICT_OF_INTEREST`
 */
export async function refuseConflict(session: Session, household: HouseholdId): Promise<void> {
  const { tx, actor } = session
  if (await hasConflict(tx, { account: actor.id, household, on: today(session) }))
    throw new DomainError('CONFLICT_OF_INTEREST')
}
