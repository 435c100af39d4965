import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { carryParticipations } from '../enrolment/service.ts'
import { invalid } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { type HouseholdId, isId, newId } from '../ids.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import type { Session } from '../session.ts'
import { checkReason, checkText, LONG } from '../text.ts'
import { endStays, openChange, type Stay, standingStays, startStay } from './change.ts'
import { insertHouseholds, lockHouseholds } from './queries.ts'
import { memberOf, requireHousehold } from './reach.ts'
import { newReference } from './reference.ts'
import type { RoleInHousehold } from './table.ts'

/**
 * Some members live in a household of their own from a day on. What was known of the old household (a score, what it
 * owns) stays with it: nothing of that is inherited. What is known of the people goes with them.
 *
 * @throws DomainError `SPLIT_OF_NOBODY` · `SPLIT_OF_ALL` · `NOT_FOUND` · `TWO_HEADS`
 */
export const splitHousehold = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly household: string
    readonly members: readonly { readonly person: string; readonly role: RoleInHousehold }[]
    readonly from: string
    readonly village?: string | null | undefined
    readonly address?: string | null | undefined
    readonly reason: string
  },
): Promise<{ readonly household: HouseholdId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const old = await requireHousehold(session, input.household, { action: 'household.register' })
    checkPastDay(session, input.from, ['from'])
    checkReason(input.reason)
    checkText(input.village, ['village'])
    checkText(input.address, ['address'], LONG)
    const stays = await staysByPerson(session, old.household_id)
    const moving = input.members.map(({ person, role }, index) => {
      const id = memberOf(new Set(stays.keys()), person, ['members', String(index)])
      return { role, stay: stays.get(id) as Stay } // a key of the map
    })
    const people = new Set(moving.map(({ stay }) => stay.person_id))
    if (people.size < moving.length) throw invalid('KEY_TWICE', ['members'])
    if (people.size === 0) throw invalid('SPLIT_OF_NOBODY', ['members'])
    if (people.size === stays.size) throw invalid('SPLIT_OF_ALL', ['members'])
    if (moving.filter(({ role }) => role === 'head').length > 1) throw invalid('TWO_HEADS', ['members'])
    const household = newId<'household'>()
    await insertHouseholds(session.tx, newReference, [
      {
        ...old,
        household_id: household,
        village: input.village?.trim() || old.village,
        address: input.address?.trim() || null,
        occurred_on: input.from,
        recorded_at: session.now,
        recorded_by: session.actor.id,
      },
    ])
    const place = { household_id: household, operating_area: old.operating_area }
    const change = await openChange(session, old, {
      kind: 'split',
      occurredOn: input.from,
      reason: input.reason,
      other: household,
    })
    await endStays(
      session,
      moving.map(({ stay }) => stay),
      { change, until: input.from },
    )
    for (const { role, stay } of moving)
      await startStay(session, place, {
        change,
        person: stay.person_id,
        role,
        presence: stay.presence,
        from: input.from,
        reason: null,
      })
    await audit(session, 'household.split', { subjects: [old.household_id, household, ...people] })
    return { household }
  })

/**
 * Two households live as one from a day on: everyone of `from` moves to `into`, and what `from` takes part in as a household
 * goes on in `into`, unless that takes part too. What else was known of `from` as a household stays with it.
 */
export async function mergeHouseholds(
  session: Session,
  input: {
    readonly into: string
    readonly from: string
    readonly on: string
    /** Role in the joint household of who was the other one's head. */
    readonly formerHeadRole: RoleInHousehold
    readonly reason: string
  },
): Promise<{ readonly household: HouseholdId }> {
  if (isId(input.into) && isId(input.from))
    await lockHouseholds(session.tx, [input.into as HouseholdId, input.from as HouseholdId])
  const action = { action: 'household.register' } as const
  const into = await requireHousehold(session, input.into, { ...action, path: ['into'] })
  const from = await requireHousehold(session, input.from, { ...action, path: ['from'] })
  checkPastDay(session, input.on, ['on'])
  checkReason(input.reason)
  if (into.household_id === from.household_id) throw invalid('MERGE_WITH_ITSELF', ['from'])
  // Between areas a family is transferred first, with its agreement.
  if (into.operating_area !== from.operating_area) throw invalid('OTHER_AREA', ['from'])
  if (input.formerHeadRole === 'head') throw invalid('TWO_HEADS', ['formerHeadRole'])
  const stays = await standingStays(session, from.household_id)
  if (stays.length === 0) throw invalid('SPLIT_OF_NOBODY', ['from'])
  const already = await staysByPerson(session, into.household_id)
  const change = await openChange(session, into, {
    kind: 'merge',
    occurredOn: input.on,
    reason: input.reason,
    other: from.household_id,
  })
  const moving = stays.filter(({ person_id }) => !already.has(person_id))
  await endStays(session, stays, { change, until: input.on })
  for (const stay of moving)
    await startStay(session, into, {
      change,
      person: stay.person_id,
      role: stay.role === 'head' ? input.formerHeadRole : stay.role,
      presence: stay.presence,
      from: input.on,
      reason: null,
    })
  await carryParticipations(session, {
    change,
    from: from.household_id,
    into: into.household_id,
    area: into.operating_area,
    day: input.on,
  })
  await reviewOverlaps(session, [into.household_id, from.household_id])
  await audit(session, 'household.merge', {
    subjects: [into.household_id, from.household_id, ...moving.map(({ person_id }) => person_id)],
  })
  return { household: into.household_id }
}

const staysByPerson = async (session: Session, household: HouseholdId): Promise<Map<string, Stay>> =>
  new Map((await standingStays(session, household)).map((stay) => [stay.person_id, stay]))
