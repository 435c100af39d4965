import type { Presence } from '@onewindow/rules'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import type { HouseholdId, PersonId } from '../ids.ts'
import { checkAlive, requirePerson } from '../person/service.ts'
import { type Session, today } from '../session.ts'
import { checkReason, checkText, LONG } from '../text.ts'
import { endStays, openChange, standingStays, startStay } from './change.ts'
import { lockHomes, requireHousehold } from './reach.ts'
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
    const { household_id, operating_area: area } = household
    const member = prepareMember(session, { member: input.member, village: household.village, area }, [
      'member',
    ])
    await writeMembers(session, area, [{ ...member, household: household_id, occurredOn }])
    const person = member.person.row.person_id
    await audit(session, 'household.addMember', { subjects: [household_id, person] })
    return { household: household_id, person }
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
  await lockHomes(session, input)
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const person = await requirePerson(session, input.person, ['person'])
  checkPastDay(session, input.from, ['from'])
  checkText(input.reason, ['reason'], LONG)
  if (person.operating_area !== household.operating_area) throw notFound(['person'])
  checkAlive(person, ['person'])
  const stays = await standingStays(session, household.household_id)
  const standing = stays.find(({ person_id }) => person_id === person.person_id)
  if (input.role === 'head' && stays.some((one) => one.role === 'head' && one !== standing))
    throw invalid('TWO_HEADS', ['role'])
  const change = await openChange(session, household, {
    kind: 'membership',
    person: person.person_id,
    occurredOn: input.from,
    reason: input.reason ?? null,
  })
  if (standing) await endStays(session, [standing], { change, until: input.from })
  await startStay(session, household, {
    change,
    person: person.person_id,
    role: input.role ?? standing?.role ?? 'other',
    presence: input.presence ?? 'resident',
    from: input.from,
    reason: input.reason ?? null,
  })
  await audit(session, 'household.setMembership', {
    subjects: [household.household_id, person.person_id],
    detail: { presence: input.presence ?? 'resident' },
  })
  return { household: household.household_id }
}

/** From a day on, the person is no longer of this household: married away, moved. */
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
  checkReason(input.reason)
  const stays = await standingStays(session, household.household_id)
  const standing = stays.find(({ person_id }) => person_id === input.person)
  if (!standing) throw notFound(['person'])
  const reason = input.reason.trim()
  const change = await openChange(session, household, {
    kind: 'membership',
    person: standing.person_id,
    occurredOn: input.until,
    reason,
  })
  await endStays(session, [standing], { change, until: input.until, reason })
  await audit(session, 'household.endMembership', { subjects: [household.household_id, standing.person_id] })
  return { household: household.household_id }
}

/** From a day on, another member is the head; who was it until then takes another role. */
export async function changeHead(
  session: Session,
  input: {
    readonly household: string
    readonly person: string
    readonly from: string
    /** Role of the former head. */
    readonly formerRole: RoleInHousehold
    readonly reason?: string | null | undefined
  },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  checkPastDay(session, input.from, ['from'])
  checkText(input.reason, ['reason'], LONG)
  if (input.formerRole === 'head') throw invalid('TWO_HEADS', ['formerRole'])
  const id = household.household_id
  const stays = await standingStays(session, id)
  const next = stays.find(({ person_id }) => person_id === input.person)
  if (!next) throw notFound(['person'])
  if (next.role === 'head') throw new DomainError('ALREADY_HEAD', ['person'])
  const changed = [next, ...stays.filter(({ role }) => role === 'head')]
  const change = await openChange(session, household, {
    kind: 'head',
    person: next.person_id,
    occurredOn: input.from,
    reason: input.reason ?? null,
  })
  await endStays(session, changed, { change, until: input.from })
  for (const { person_id, presence, valid_from } of changed)
    await startStay(session, household, {
      change,
      person: person_id,
      role: person_id === next.person_id ? 'head' : input.formerRole,
      presence,
      // Nobody comes to live here earlier by becoming its head.
      from: valid_from.localeCompare(input.from) > 0 ? valid_from : input.from,
      reason: null,
    })
  await audit(session, 'household.changeHead', {
    subjects: [id, ...changed.map(({ person_id }) => person_id)],
  })
  return { household: id }
}
