import { DatabaseError } from '@onewindow/db'
import type { Presence } from '@onewindow/rules'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { type HouseholdId, newId, type PersonId } from '../ids.ts'
import { requirePerson } from '../person/service.ts'
import { type Session, today } from '../session.ts'
import { checkText, LONG } from '../text.ts'
import { findMemberships, insertMemberships, supersedeMembership } from './queries.ts'
import { requireHousehold } from './reach.ts'
import { type MemberInput, prepareMember, writeMembers } from './register.ts'
import type { RoleInHousehold } from './table.ts'

/** Someone who was not registered yet comes to live in the household. */
export const addMember = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly household: string
    readonly occurredOn?: string | null | undefined
    readonly member: MemberInput
  },
): Promise<{ readonly household: HouseholdId; readonly person: PersonId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const household = await requireHousehold(session, input.household, { action: 'household.register' })
    const occurredOn = input.occurredOn ?? today(session)
    checkPastDay(session, occurredOn, ['occurredOn'])
    const place = { area: household.operating_area, household: household.household_id, occurredOn }
    const member = prepareMember(
      session,
      { member: input.member, village: household.village, area: place.area },
      ['member'],
    )
    await writeMembers(session, place, [member])
    const person = member.person.row.person_id
    await audit(session, 'household.addMember', { subjects: [place.household, person] })
    return { household: place.household, person }
  })

export interface MoveInput {
  readonly household: string
  readonly person: string
  readonly from: string
  readonly presence?: Presence | null | undefined
  readonly role?: RoleInHousehold | null | undefined
  readonly reason?: string | null | undefined
}

/**
 * From a day on, a registered person lives in this household, is away from it, or in an institution. What was known
 * before stays: the old membership is closed, and both times are kept.
 *
 * @throws DomainError `ALREADY_RESIDENT` where the person lives in another household on that day
 */
export async function setMembership(
  session: Session,
  input: MoveInput,
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const person = await requirePerson(session, input.person, ['person'])
  checkPastDay(session, input.from, ['from'])
  checkText(input.reason, ['reason'], LONG)
  if (person.operating_area !== household.operating_area) throw notFound(['person'])
  const standing = (await findMemberships(session.tx, household.household_id)).find(
    ({ person_id, valid_to }) => person_id === person.person_id && valid_to === null,
  )
  if (standing) await closeMembership(session, standing, { until: input.from, reason: null })
  await writeMembership(session, {
    tenant_id: session.tenant.id,
    operating_area: household.operating_area,
    membership_id: newId(),
    household_id: household.household_id,
    person_id: person.person_id,
    role: input.role ?? standing?.role ?? 'other',
    presence: input.presence ?? 'resident',
    reason: input.reason ?? null,
    valid_from: input.from,
    valid_to: null,
    recorded_from: session.now,
    recorded_by: session.actor.id,
  })
  await audit(session, 'household.setMembership', {
    subjects: [household.household_id, person.person_id],
    detail: { presence: input.presence ?? 'resident' },
  })
  return { household: household.household_id }
}

/** From a day on, the person is no longer of this household: married away, moved, died. */
export async function endMembership(
  session: Session,
  input: {
    readonly household: string
    readonly person: string
    readonly until: string
    readonly reason: string
  },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  checkPastDay(session, input.until, ['until'])
  checkText(input.reason, ['reason'], LONG)
  if (input.reason.trim() === '') throw invalid('REASON_REQUIRED', ['reason'])
  const standing = (await findMemberships(session.tx, household.household_id)).find(
    ({ person_id, valid_to }) => person_id === input.person && valid_to === null,
  )
  if (!standing) throw notFound(['person'])
  await closeMembership(session, standing, { until: input.until, reason: input.reason.trim() })
  await audit(session, 'household.endMembership', { subjects: [household.household_id, standing.person_id] })
  return { household: household.household_id }
}

type Membership = Awaited<ReturnType<typeof findMemberships>>[number]

/** Supersedes a membership by one that ends; a stay that would end before it began never was. */
async function closeMembership(
  session: Session,
  membership: Membership,
  { until, reason }: { readonly until: string; readonly reason: string | null },
): Promise<void> {
  await supersedeMembership(session.tx, membership.membership_id, session.now)
  if (until <= membership.valid_from) return
  await insertMemberships(session.tx, [
    {
      ...membership,
      membership_id: newId(),
      reason: reason ?? membership.reason,
      valid_to: until,
      recorded_from: session.now,
      recorded_to: undefined,
      recorded_by: session.actor.id,
    },
  ])
}

async function writeMembership(
  session: Session,
  row: Parameters<typeof insertMemberships>[1][number],
): Promise<void> {
  try {
    await insertMemberships(session.tx, [row])
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'membership_one_residence')
      throw new DomainError('ALREADY_RESIDENT', ['person'])
    throw error
  }
}
