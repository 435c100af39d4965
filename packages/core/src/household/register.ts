import type { Presence } from '@onewindow/rules'
import { type Action, existsOn, operatingAreaOf } from '@onewindow/tenant'
import type { Insertable } from 'kysely'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import {
  addEnrolments,
  type EnrolmentInput,
  type PreparedEnrolment,
  prepareEnrolmentOf,
} from '../enrolment/service.ts'
import { invalid } from '../errors.ts'
import { addFacts, checkOnce, type FactInput, type PreparedFact, prepareFact } from '../fact/service.ts'
import { once } from '../idempotency/service.ts'
import {
  addIdentifiers,
  type IdentifierInput,
  type PreparedIdentifier,
  prepareIdentifier,
} from '../identifier/service.ts'
import { type HouseholdId, newId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import {
  addPeople,
  findDoubles,
  type PersonInput,
  type PreparedPerson,
  preparePerson,
} from '../person/service.ts'
import {
  addRelationships,
  checkRelationships,
  type NewRelationship,
  type RelationInput,
} from '../relationship/service.ts'
import { mayIn, type Session, today } from '../session.ts'
import { checkText, LONG } from '../text.ts'
import { PossibleDoubles } from './errors.ts'
import { insertHouseholds } from './queries.ts'
import { newReference } from './reference.ts'
import type { HouseholdTable, RoleInHousehold } from './table.ts'

export interface MemberInput extends PersonInput {
  /** Names the member inside this input: `mother`, `2`. */
  readonly key: string
  readonly role: RoleInHousehold
  readonly presence?: Presence | null | undefined
  readonly identifiers?: readonly IdentifierInput[] | null | undefined
  readonly facts?: readonly FactInput[] | null | undefined
  readonly enrolments?: readonly EnrolmentInput[] | null | undefined
}

export interface RegisterInput {
  readonly idempotencyKey: string
  /** An operating area, or any area under one. */
  readonly area: string
  readonly village?: string | null | undefined
  readonly address?: string | null | undefined
  readonly language?: string | null | undefined
  /** The family agreed to be registered and screened. */
  readonly consent: boolean
  /** The day it happened at the window; today without it. */
  readonly occurredOn?: string | null | undefined
  readonly members: readonly MemberInput[]
  readonly relationships?: readonly RelationInput[] | null | undefined
  readonly facts?: readonly FactInput[] | null | undefined
  readonly enrolments?: readonly EnrolmentInput[] | null | undefined
  /** The clerk has seen the candidates and says that this is another family. */
  readonly confirmNew?: boolean | null | undefined
}

export interface Registered {
  readonly household: HouseholdId
}

const LARGEST = 60

/**
 * Registers a family once: people, household, documents, relationships and first facts in one transaction.
 *
 * @throws DomainError naming the place in the input · PossibleDoubles, with the candidates
 */
export const registerHousehold = (session: Session, input: RegisterInput): Promise<Registered> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const prepared = prepareHousehold(session, input)
    if (!input.confirmNew) await refuseDoubles(session, prepared.members)
    await writeHouseholds(session, prepared.area, [prepared])
    await audit(session, 'household.register', {
      subjects: [prepared.household, ...prepared.members.map(({ person }) => person.row.person_id)],
      detail: { members: prepared.members.length, confirmedNew: input.confirmNew === true },
    })
    return { household: prepared.household }
  })

/** A household that can be written: everything about it was checked, nothing was looked up. */
export interface PreparedHousehold extends Registered {
  readonly area: string
  readonly row: Omit<Insertable<HouseholdTable>, 'reference'>
  readonly members: readonly PreparedMember[]
  readonly relationships: readonly NewRelationship[]
  readonly facts: readonly PreparedFact[]
  readonly enrolments: readonly PreparedEnrolment[]
}

/** Everything about a family that can be refused without a look into the database. */
export function prepareHousehold(session: Session, input: RegisterInput): PreparedHousehold {
  const area = requireOperatingArea(session, input.area, { action: 'household.register', path: ['area'] })
  checkText(input.village, ['village'])
  checkText(input.address, ['address'], LONG)
  const occurredOn = input.occurredOn ?? today(session)
  checkPastDay(session, occurredOn, ['occurredOn'])
  if (!input.consent) throw invalid('CONSENT_REQUIRED', ['consent'])
  checkSize(input.members, ['members'])
  const language = requireLanguage(session, input.language)
  const members = prepareMembers(session, input, area)
  const byKey = new Map(members.map(({ key, person }) => [key, person.row.person_id]))
  const relationships = readRelationships(input, byKey)
  checkRelationships(relationships)
  const facts = (input.facts ?? []).map((fact, index) =>
    prepareFact(session, fact, { subject: 'household', area, path: ['facts', String(index)] }),
  )
  checkOnce(facts, ['facts'])
  const enrolments = (input.enrolments ?? []).map((enrolment, index) =>
    prepareEnrolmentOf(session, enrolment, { unit: 'household', area, path: ['enrolments', String(index)] }),
  )
  const household = newId<'household'>()
  const row = {
    tenant_id: session.tenant.id,
    operating_area: area,
    household_id: household,
    village: input.village?.trim() || null,
    address: input.address?.trim() || null,
    language,
    synthetic: session.demo,
    consented_on: occurredOn,
    occurred_on: occurredOn,
    recorded_at: session.now,
    recorded_by: session.actor.id,
  }
  return { area, household, row, members, relationships, facts, enrolments }
}

/**
 * Writes households of one operating area, each table's rows of all of them in one statement.
 *
 * @throws DomainError `REGISTERED_ELSEWHERE` · `IDENTIFIER_TAKEN`
 */
export async function writeHouseholds(
  session: Session,
  area: string,
  households: readonly PreparedHousehold[],
): Promise<void> {
  await insertHouseholds(
    session.tx,
    newReference,
    households.map(({ row }) => row),
  )
  await writeMembers(
    session,
    area,
    households.flatMap(({ members, household, row }) =>
      members.map((member) => ({ ...member, household, occurredOn: row.occurred_on })),
    ),
  )
  await addRelationships(
    session,
    area,
    households.flatMap(({ relationships }) => relationships),
  )
  await addFacts(
    session,
    area,
    households.flatMap(({ facts, household }) => facts.map((fact) => ({ subject: { household }, fact }))),
  )
  await addEnrolments(
    session,
    area,
    households.flatMap(({ enrolments, household }) =>
      enrolments.map((enrolment) => ({ subject: { household }, enrolment })),
    ),
  )
}

/** Nobody is no household, and neither is a village. */
export function checkSize(members: readonly unknown[], path: readonly string[]): void {
  if (members.length === 0 || members.length > LARGEST)
    throw invalid('MEMBERS_COUNT', path, { most: LARGEST })
}

/** The operating area that an area lies in, where this actor may do this. */
export function requireOperatingArea(
  session: Session,
  id: string,
  { action, path }: { readonly action: Action; readonly path: readonly string[] },
): string {
  const area = session.tenant.areas.get(id)
  const on = today(session)
  const operating = area && operatingAreaOf(session.tenant.definition, id)?.id
  if (!area || operating === undefined || !existsOn(area, on))
    throw invalid('UNKNOWN_AREA', path, { id, date: on })
  if (!mayIn(session.actor, action, operating)) throw invalid('AREA_NOT_YOURS', path, { id })
  return operating
}

function requireLanguage(session: Session, language: string | null | undefined): string {
  const { locales } = session.tenant.definition
  if (language == null) return locales[0]?.id ?? 'en'
  if (!locales.some(({ id }) => id === language))
    throw invalid('UNKNOWN_LANGUAGE', ['language'], { id: language })
  return language
}

export interface PreparedMember {
  readonly key: string
  readonly role: RoleInHousehold
  readonly presence: Presence
  readonly person: PreparedPerson
  readonly identifiers: readonly PreparedIdentifier[]
  readonly facts: readonly PreparedFact[]
  readonly enrolments: readonly PreparedEnrolment[]
}

function prepareMembers(session: Session, input: RegisterInput, area: string): PreparedMember[] {
  const village = input.village?.trim() || null
  const keys = new Set<string>()
  return input.members.map((member, index) => {
    if (keys.has(member.key)) throw invalid('KEY_TWICE', ['members', String(index), 'key'])
    keys.add(member.key)
    return prepareMember(session, { member, village, area }, ['members', String(index)])
  })
}

/** Everything about a new member that can be refused, before anything is written. */
export function prepareMember(
  session: Session,
  {
    member,
    village,
    area,
  }: { readonly member: MemberInput; readonly village: string | null; readonly area: string },
  path: readonly string[],
): PreparedMember {
  const at = (list: string, index: number) => [...path, list, String(index)]
  const facts = (member.facts ?? []).map((fact, index) =>
    prepareFact(session, fact, { subject: 'person', area, path: at('facts', index) }),
  )
  checkOnce(facts, [...path, 'facts'])
  return {
    key: member.key,
    role: member.role,
    presence: member.presence ?? 'resident',
    person: preparePerson(session, { person: member, village }, path),
    identifiers: (member.identifiers ?? []).map((identifier, index) =>
      prepareIdentifier(session, identifier, at('identifiers', index)),
    ),
    facts,
    enrolments: (member.enrolments ?? []).map((enrolment, index) =>
      prepareEnrolmentOf(session, enrolment, { unit: 'person', area, path: at('enrolments', index) }),
    ),
  }
}

async function refuseDoubles(session: Session, members: readonly PreparedMember[]): Promise<void> {
  const found: PersonId[] = []
  // A document settles who someone is, so only people without one can be doubles.
  for (const { identifiers, person } of members)
    if (identifiers.length === 0) found.push(...(await findDoubles(session, person)))
  if (found.length > 0) throw new PossibleDoubles([...new Set(found)])
}

/** A new member and the stay that begins with them. */
export interface NewMember extends PreparedMember {
  readonly household: HouseholdId
  readonly occurredOn: string
}

export async function writeMembers(
  session: Session,
  area: string,
  members: readonly NewMember[],
): Promise<void> {
  await addPeople(
    session,
    area,
    members.map(({ person }) => person),
  )
  await insertRows(
    session.tx,
    'membership',
    members.map(({ household, occurredOn, role, presence, person }) => ({
      tenant_id: session.tenant.id,
      operating_area: area,
      membership_id: newId(),
      household_id: household,
      person_id: person.row.person_id,
      role,
      presence,
      reason: null,
      valid_from: occurredOn,
      valid_to: null,
      recorded_from: session.now,
      recorded_by: session.actor.id,
      change_id: null,
      ended_by: null,
    })),
  )
  const subjects = members.map((member) => ({ ...member, subject: { person: member.person.row.person_id } }))
  await addFacts(
    session,
    area,
    subjects.flatMap(({ subject, facts }) => facts.map((fact) => ({ subject, fact }))),
  )
  await addEnrolments(
    session,
    area,
    subjects.flatMap(({ subject, enrolments }) => enrolments.map((enrolment) => ({ subject, enrolment }))),
  )
  await addIdentifiers(
    session,
    area,
    subjects.flatMap(({ subject, identifiers }) =>
      identifiers.map((identifier) => ({ ...subject, identifier })),
    ),
  )
}

const readRelationships = (input: RegisterInput, byKey: ReadonlyMap<string, PersonId>) =>
  (input.relationships ?? []).map(({ person, relation, relative }, index) => {
    const find = (key: string, field: string) => {
      const id = byKey.get(key)
      if (id === undefined) throw invalid('UNKNOWN_MEMBER', ['relationships', String(index), field], { key })
      return id
    }
    return { person: find(person, 'person'), relation, relative: find(relative, 'relative') }
  })
