import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, notFound } from '../errors.ts'
import { withdrawFacts as withdraw } from '../fact/service.ts'
import { releaseIdentifier as release } from '../identifier/service.ts'
import type { HouseholdId } from '../ids.ts'
import { correctPerson as correct, type PersonCorrection, requirePerson } from '../person/service.ts'
import { endLink, endLinksOfDead, type RelationInput } from '../relationship/service.ts'
import { type Session, today } from '../session.ts'
import { checkReason } from '../text.ts'
import { endStays, openChange } from './change.ts'
import { findStays, householdsOf } from './queries.ts'
import { lockHomes, memberOf, membersOf, requireHousehold } from './reach.ts'

type Changed = { readonly household: HouseholdId }

/** A name, sex or birth that was entered wrongly. What was believed before stays, with its time. */
export async function correctPerson(
  session: Session,
  input: { readonly household: string; readonly person: string; readonly reason: string } & Omit<
    PersonCorrection,
    'diedOn'
  >,
): Promise<Changed> {
  const { household, person } = await requireMember(session, input)
  checkReason(input.reason)
  await correct(session, person, { ...input, diedOn: person.died_on })
  await audit(session, 'person.correct', {
    subjects: [person.person_id],
    detail: {
      fields: (['name', 'parentName', 'sex', 'birth'] as const).filter((field) => input[field] != null),
    },
  })
  return { household }
}

/** A death: the person's stays, marriages and guardianships end with it. `undoChange` takes it back. */
export async function recordDeath(
  session: Session,
  input: {
    readonly household: string
    readonly person: string
    readonly diedOn: string
    readonly reason: string
  },
): Promise<Changed> {
  const { household, area, person } = await requireMember(session, input)
  checkPastDay(session, input.diedOn, ['diedOn'])
  checkReason(input.reason)
  if (person.died_on !== null) throw new DomainError('ALREADY_DEAD', ['person'])
  const { diedOn, reason } = input
  const place = { household_id: household, operating_area: area }
  const change = await openChange(session, place, {
    kind: 'death',
    person: person.person_id,
    occurredOn: diedOn,
    reason,
  })
  await correct(session, person, { diedOn, reason })
  const stays = (await findStays(session.tx, person.person_id, diedOn)).filter(
    (stay) => stay.operating_area === area,
  )
  await endStays(session, stays, { change, until: diedOn })
  await endLinksOfDead(session, area, { person: person.person_id, diedOn, change })
  await audit(session, 'person.die', { subjects: [household, person.person_id] })
  return { household }
}

/** Two members are no longer related so from a day on, a divorce above all; without a day they never were. */
export async function endRelationship(
  session: Session,
  input: RelationInput & {
    readonly household: string
    readonly until?: string | null | undefined
    readonly reason: string
  },
): Promise<Changed> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const members = await membersOf(session, household.household_id)
  const person = memberOf(members, input.person, [])
  const relative = memberOf(members, input.relative, [], 'relative')
  if (input.until != null) checkPastDay(session, input.until, ['until'])
  checkReason(input.reason)
  const { relation } = input
  const change = await openChange(session, household, {
    kind: 'relationship',
    person,
    occurredOn: input.until ?? today(session),
    reason: input.reason,
  })
  const link = { person, relation, relative, until: input.until ?? null, change }
  await endLink(session, household.operating_area, link)
  await audit(session, 'relationship.end', { subjects: [person, relative], detail: { relation } })
  return { household: household.household_id }
}

/** Takes back what was recorded of one kind about a member, or about the household where no person is named. */
export async function withdrawFacts(
  session: Session,
  input: {
    readonly household: string
    readonly person?: string | null | undefined
    readonly fact: string
    readonly reason: string
  },
): Promise<Changed> {
  const household = await requireHousehold(session, input.household, { action: 'fact.record' })
  const id = household.household_id
  const subject =
    input.person == null
      ? { household: id }
      : { person: memberOf(await membersOf(session, id), input.person, []) }
  await withdraw(session, { area: household.operating_area, subject }, input)
  return { household: id }
}

/** Takes back a document that was entered for the wrong person or with a wrong number. */
export async function releaseIdentifier(
  session: Session,
  input: { readonly id: string; readonly reason: string },
): Promise<Changed> {
  const { person } = await release(session, input)
  const [household] = await householdsOf(session.tx, [person])
  if (household === undefined) throw notFound(['id'])
  return { household }
}

/** A member of a household in reach; every household of theirs is locked, in one order for everyone. */
async function requireMember(
  session: Session,
  input: { readonly household: string; readonly person: string },
) {
  await lockHomes(session, input)
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const id = memberOf(await membersOf(session, household.household_id), input.person, [])
  const person = await requirePerson(session, id, ['person'])
  return { household: household.household_id, area: household.operating_area, person }
}
