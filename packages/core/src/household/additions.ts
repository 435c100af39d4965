import { audit, auditedProgramme } from '../audit/service.ts'
import { addEnrolments, type EnrolmentInput, prepareEnrolmentOf, refuseSaying } from '../enrolment/service.ts'
import {
  addFacts,
  auditedKind,
  checkOnce,
  type FactInput,
  prepareFact,
  type Subject,
} from '../fact/service.ts'
import {
  addIdentifiers,
  auditedDocument,
  type IdentifierInput,
  prepareIdentifier,
} from '../identifier/service.ts'
import type { HouseholdId } from '../ids.ts'
import { checkAlive, requirePerson } from '../person/service.ts'
import {
  addRelationships,
  checkRelationships,
  findLinks,
  type RelationInput,
} from '../relationship/service.ts'
import type { Session } from '../session.ts'
import { memberOf, membersOf, requireHousehold } from './reach.ts'

/** New observations of a household and of its members. */
export async function recordFacts(
  session: Session,
  input: {
    readonly household: string
    readonly facts: readonly (FactInput & { readonly person?: string | null | undefined })[]
  },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'fact.record' })
  const members = await membersOf(session, household.household_id)
  const area = household.operating_area
  const prepared = input.facts.map((fact, index) => {
    const path = ['facts', String(index)]
    const subject: Subject =
      fact.person == null
        ? { household: household.household_id }
        : { person: memberOf(members, fact.person, path) }
    return {
      subject,
      fact: prepareFact(session, fact, { subject: fact.person == null ? 'household' : 'person', area, path }),
    }
  })
  for (const facts of Map.groupBy(prepared, ({ subject }) => Object.values(subject)[0]).values())
    checkOnce(
      facts.map(({ fact }) => fact),
      ['facts'],
    )
  await addFacts(session, area, prepared)
  await audit(session, 'fact.record', {
    subjects: [household.household_id, ...input.facts.flatMap(({ person }) => person ?? [])],
    detail: { facts: [...new Set(input.facts.map(({ fact }) => auditedKind(session, fact)))] },
  })
  return { household: household.household_id }
}

/** What has been learned about participations: at a window, from the family. */
export async function declareEnrolments(
  session: Session,
  input: {
    readonly household: string
    readonly enrolments: readonly (EnrolmentInput & { readonly person?: string | null | undefined })[]
  },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'enrolment.declare' })
  const members = await membersOf(session, household.household_id)
  const enrolments = input.enrolments.map(({ person, ...enrolment }, index) => {
    const path = ['enrolments', String(index)]
    const subject =
      person == null ? { household: household.household_id } : { person: memberOf(members, person, path) }
    const unit = person == null ? 'household' : 'person'
    const place = { unit, area: household.operating_area, path } as const
    return { subject, enrolment: prepareEnrolmentOf(session, enrolment, place) }
  })
  await refuseSaying(session, household.operating_area, enrolments)
  await addEnrolments(session, household.operating_area, enrolments)
  await audit(session, 'enrolment.declare', {
    subjects: [household.household_id, ...input.enrolments.flatMap(({ person }) => person ?? [])],
    detail: {
      programmes: [...new Set(input.enrolments.map(({ programme }) => auditedProgramme(session, programme)))],
    },
  })
  return { household: household.household_id }
}

/** A document that a member has brought. */
export async function addIdentifier(
  session: Session,
  input: { readonly household: string; readonly person: string; readonly identifier: IdentifierInput },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const person = memberOf(await membersOf(session, household.household_id), input.person, [])
  const identifier = prepareIdentifier(session, input.identifier, ['identifier'])
  await addIdentifiers(session, household.operating_area, [{ person, identifier }])
  await audit(session, 'identifier.add', {
    subjects: [person],
    detail: { kind: auditedDocument(session, identifier.kind) },
  })
  return { household: household.household_id }
}

/** Who is whose mother, father, spouse or guardian, among the members of one household. */
export async function linkMembers(
  session: Session,
  input: { readonly household: string; readonly relationships: readonly RelationInput[] },
): Promise<{ readonly household: HouseholdId }> {
  const household = await requireHousehold(session, input.household, { action: 'household.register' })
  const members = await membersOf(session, household.household_id)
  const relationships = input.relationships.map(({ person, relation, relative }, index) => {
    const path = ['relationships', String(index)]
    return {
      person: memberOf(members, person, path),
      relation,
      relative: memberOf(members, relative, path, 'relative'),
    }
  })
  checkRelationships(relationships, await findLinks(session.tx, [...members]))
  for (const [index, { person, relation, relative }] of relationships.entries())
    if (relation === 'spouse' || relation === 'guardian')
      for (const one of [person, relative])
        checkAlive(await requirePerson(session, one, []), ['relationships', String(index)])
  await addRelationships(session, household.operating_area, relationships)
  await audit(session, 'relationship.link', {
    subjects: relationships.flatMap(({ person, relative }) => [person, relative]),
  })
  return { household: household.household_id }
}
