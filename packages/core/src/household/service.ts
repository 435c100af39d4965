import { DatabaseError } from '@onewindow/db'
import type { Presence } from '@onewindow/rules'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { addFacts, type FactInput, prepareFact, type Subject } from '../fact/service.ts'
import { once } from '../idempotency/service.ts'
import { findByDocument, type IdentifierInput } from '../identifier/service.ts'
import { type HouseholdId, isId, newId, type PersonId } from '../ids.ts'
import { movePeople, requirePerson } from '../person/service.ts'
import { areasFor, type Session, today } from '../session.ts'
import {
  findByReference,
  findMemberships,
  householdsOf,
  insertMemberships,
  lockHousehold,
  moveHousehold,
  supersedeMembership,
} from './queries.ts'
import { parseReference } from './reference.ts'
import { type MemberInput, prepareMember, requireOperatingArea, writeMembers } from './register.ts'
import type { RoleInHousehold } from './table.ts'

export { type Registered, type RegisterInput, registerHousehold } from './register.ts'
export { householdsOf }

/** The household where the actor may do this, locked until the transaction ends; `NOT_FOUND` otherwise. */
export async function requireHousehold(
  session: Session,
  id: string,
  {
    action,
    path = ['household'],
  }: { readonly action: Parameters<typeof areasFor>[1]; readonly path?: readonly string[] },
) {
  const household = isId(id)
    ? await lockHousehold(session.tx, areasFor(session.actor, action), id as HouseholdId)
    : undefined
  if (!household) throw notFound(path)
  return household
}

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

/** New observations of a household and of its members. */
export async function recordFacts(
  session: Session,
  input: {
    readonly household: string
    readonly facts: readonly (FactInput & { readonly person?: string | null | undefined })[]
  },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'fact.record' })
  const members = new Set<string>(
    (await findMemberships(session.tx, household.household_id)).map(({ person_id }) => person_id),
  )
  const area = household.operating_area
  const prepared = input.facts.map((fact, index) => {
    const path = ['facts', String(index)]
    if (fact.person != null && !members.has(fact.person)) throw notFound([...path, 'person'])
    const subject: Subject =
      fact.person == null ? { household: household.household_id } : { person: fact.person as PersonId }
    return {
      subject,
      fact: prepareFact(session, fact, { subject: fact.person == null ? 'household' : 'person', area, path }),
    }
  })
  await addFacts(session, area, prepared)
  await audit(session, 'fact.record', {
    subjects: [household.household_id, ...input.facts.flatMap(({ person }) => person ?? [])],
    detail: { facts: [...new Set(input.facts.map(({ fact }) => fact))] },
  })
  return { household: household.household_id }
}

export interface TransferInput {
  /** From the family's slip; or else a document of one of its members. */
  readonly reference?: string | null | undefined
  readonly document?: IdentifierInput | null | undefined
  readonly toArea: string
  readonly agreed: boolean
}

/**
 * Takes over a family that has moved here, with its agreement. The family brings its reference or a document: nothing
 * about it is shown before it is here. The session's transaction must reach the whole tenant.
 */
export async function transferHousehold(
  session: Session,
  input: TransferInput,
): Promise<{ readonly household: HouseholdId }> {
  const area = requireOperatingArea(session, input.toArea, ['toArea'])
  if (!input.agreed) throw invalid('CONSENT_REQUIRED', ['agreed'])
  const found = await findForTransfer(session, input)
  if (!found) throw notFound([input.document ? 'document' : 'reference'])
  if (found.operating_area === area) throw new DomainError('ALREADY_HERE', ['toArea'])
  const people = (await findMemberships(session.tx, found.household_id)).map(({ person_id }) => person_id)
  await moveHousehold(session.tx, found.household_id, area)
  await movePeople(session, [...new Set(people)], area)
  await audit(session, 'household.transfer', {
    subjects: [found.household_id, ...people],
    detail: { from: found.operating_area, to: area },
  })
  return { household: found.household_id }
}

/** The family's household, locked. */
async function findForTransfer(session: Session, { reference, document }: TransferInput) {
  if (document) {
    const found = await findByDocument(session, document)
    const [household] = typeof found === 'object' ? await householdsOf(session.tx, [found.person]) : []
    return household && lockHousehold(session.tx, 'all', household)
  }
  const normalised = parseReference(reference ?? '')
  const household = normalised === null ? undefined : await findByReference(session.tx, normalised)
  return household && lockHousehold(session.tx, 'all', household.household_id)
}
