import { type GraphQLInputType, getNamedType, isInputObjectType, isObjectType } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import {
  change,
  createTestPlatform,
  member,
  PROBLEM,
  type Problem,
  registered,
  riverland,
  tablePrints,
  without,
} from '../testing/index.ts'
import type { MemberInput, RegisterInput } from './service.ts'

const letterOn = { id: 'letter_on', subject: 'person', type: 'date', issuedBy: 'council' } as const
const platform = await createTestPlatform([
  { ...riverland.definition, facts: [...riverland.definition.facts, letterOn] },
])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const standing = await registered(clerk, riverland.family(1, 'R1'))
const other = await registered(clerk, riverland.family(2, 'R1'))
const mother = member(standing, 0).person.id
const child = member(standing, 1).person.id
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057'

const tables = async () => without(await tablePrints(platform.database), 'audit')
let before = await tables()

/** Calls, and answers what was refused and where; nothing but the audit may have changed. */
async function refusal(mutation: string, input: object) {
  const answer = await change(clerk, mutation, input)
  expect(await tables()).toEqual(before)
  if (answer.household) throw new Error(`${mutation} succeeded`)
  // A message that lacks a text, or a value for it, shows its key or a brace.
  expect(answer.message).not.toMatch(/^error\.|[{}]/)
  return `${answer.code} ${answer.path.join('.')}`
}

describe('registerHousehold', () => {
  const family = riverland.family(3, 'R1')
  const of = (over: Partial<RegisterInput>) => ({ ...family, ...over })
  /** The family with its mother changed. */
  const her = (over: Partial<MemberInput>) => {
    const [first, ...rest] = family.members
    return { ...family, members: [{ ...first, ...over }, ...rest] }
  }
  const fact = (over: object) => of({ facts: [{ fact: 'income', number: '1', source: 'family', ...over }] })
  const hers = (over: object) => her({ facts: [{ fact: 'score', source: 'institution', ...over }] as never })
  const score = { number: '14.2', round: '2021' }
  const certificate = { fact: 'certified', boolean: true, source: 'committee', issuer: 'council.north' }
  const letter = {
    fact: 'letter_on',
    source: 'committee',
    issuer: 'council.north',
    date: '2024-02-01',
    observedOn: '2024-02-01',
  }
  const ADULT = { role: 'other', sex: 'male' } as const

  test.each<[string, object, string]>([
    ['an unknown area', of({ area: 'R99' }), 'UNKNOWN_AREA area'],
    ['another tenant’s area', of({ area: 'H1' }), 'UNKNOWN_AREA area'],
    ['an area that no longer exists', of({ area: 'R9' }), 'UNKNOWN_AREA area'],
    ['an area above the operating level', of({ area: 'R' }), 'UNKNOWN_AREA area'],
    ['another county', of({ area: 'R2' }), 'AREA_NOT_YOURS area'],
    ['no consent', of({ consent: false }), 'CONSENT_REQUIRED consent'],
    ['a future day', of({ occurredOn: '2024-03-02' }), 'FUTURE_DATE occurredOn'],
    ['no members', of({ members: [], relationships: [] }), 'MEMBERS_COUNT members'],
    [
      'more members than live anywhere',
      of({ members: Array.from({ length: 61 }, (_, n) => ({ ...ADULT, key: `${n}`, name: `Nr ${n}` })) }),
      'MEMBERS_COUNT members',
    ],
    ['a key twice', her({ key: 'child' }), 'KEY_TWICE members.1.key'],
    ['an unknown language', of({ language: 'tlh' }), 'UNKNOWN_LANGUAGE language'],
    ['a name of blanks', her({ name: '  ' }), 'NAME_REQUIRED members.0.name'],
    ['a name of signs', her({ name: '؟!' }), 'NAME_REQUIRED members.0.name'],
    ['a birth in the future', her({ birth: { date: '2024-03-02' } }), 'FUTURE_DATE members.0.birth.date'],
    ['a birth long ago', her({ birth: { date: '1860-01-01' } }), 'IMPOSSIBLE_BIRTH members.0.birth.date'],
    ['a birth next year', her({ birth: { year: 2025 } }), 'IMPOSSIBLE_BIRTH members.0.birth.year'],
    [
      'an age that nobody reaches',
      her({ birth: { estimatedAge: 131 } }),
      'IMPOSSIBLE_BIRTH members.0.birth.estimatedAge',
    ],
    ['a negative age', her({ birth: { estimatedAge: -1 } }), 'IMPOSSIBLE_BIRTH members.0.birth.estimatedAge'],
    [
      'a birth said twice',
      her({ birth: { year: 1990, estimatedAge: 34 } }),
      'BIRTH_SAID_TWICE members.0.birth',
    ],
    [
      'an unknown kind of document',
      her({ identifiers: [{ kind: 'passport', number: '1' }] }),
      'UNKNOWN_IDENTIFIER members.0.identifiers.0.kind',
    ],
    [
      'a malformed document number',
      her({ identifiers: [{ kind: 'card', number: '12345' }] }),
      'MALFORMED_IDENTIFIER members.0.identifiers.0.number',
    ],
    [
      'a document that a neighbour holds',
      her({ identifiers: [{ kind: 'card', number: '9-000000-000001' }] }),
      'IDENTIFIER_TAKEN members.0.identifiers.0',
    ],
    [
      'the same document twice',
      her({ identifiers: Array(2).fill({ kind: 'card', number: '9777777777777' }) }),
      'IDENTIFIER_TAKEN members.0.identifiers.1',
    ],
    ['an unknown fact', fact({ fact: 'wealth' }), 'UNKNOWN_FACT facts.0.fact'],
    ['a person’s fact of the household', fact({ fact: 'certified' }), 'FACT_WRONG_SUBJECT facts.0.fact'],
    ['a household’s fact of a person', hers({ fact: 'income' }), 'FACT_WRONG_SUBJECT members.0.facts.0.fact'],
    ['no value', fact({ number: null }), 'FACT_VALUE facts.0'],
    ['two values', fact({ boolean: true }), 'FACT_VALUE facts.0'],
    ['a value of another type', fact({ number: null, boolean: true }), 'FACT_VALUE facts.0'],
    ['a number in words', fact({ number: 'many' }), 'NUMBER_MALFORMED facts.0.number'],
    ['a number that is too fine', fact({ number: '1.005' }), 'NUMBER_MALFORMED facts.0.number'],
    ['a fact observed tomorrow', fact({ observedOn: '2024-03-02' }), 'FUTURE_DATE facts.0.observedOn'],
    ['a fact of no day', fact({ observedOn: '2023-02-29' }), 'IMPOSSIBLE_DATE facts.0.observedOn'],
    ['a fact of some day', fact({ observedOn: 'Tuesday' }), 'IMPOSSIBLE_DATE facts.0.observedOn'],
    ['a score without round', hers({ number: '14.2' }), 'ROUND_REQUIRED members.0.facts.0.round'],
    [
      'a score of an unknown round',
      hers({ number: '14.2', round: '1999' }),
      'UNKNOWN_ROUND members.0.facts.0.round',
    ],
    ['a round of what has none', fact({ round: '2021' }), 'ROUND_NOT_TAKEN facts.0.round'],
    [
      'a score out of range',
      hers({ ...score, number: '101' }),
      'NUMBER_OUT_OF_RANGE members.0.facts.0.number',
    ],
    [
      'a score that the family says',
      hers({ ...score, source: 'family' }),
      'FACT_NOT_FROM_INSTITUTION members.0.facts.0.source',
    ],
    [
      'an unknown option',
      hers({ fact: 'marital_status', choice: 'complicated' }),
      'UNKNOWN_OPTION members.0.facts.0.choice',
    ],
    [
      'a date that is none',
      hers({ fact: 'widowed_on', date: '2020-13-01' }),
      'IMPOSSIBLE_DATE members.0.facts.0.date',
    ],
    [
      'a year out of the calendar',
      hers({ fact: 'widowed_on', year: 20220 }),
      'IMPOSSIBLE_DATE members.0.facts.0.year',
    ],
    [
      'a certificate of nobody',
      hers({ ...certificate, issuer: null }),
      'ISSUER_REQUIRED members.0.facts.0.issuer',
    ],
    [
      'a certificate of an unknown committee',
      hers({ ...certificate, issuer: 'council.moon' }),
      'UNKNOWN_ISSUER members.0.facts.0.issuer',
    ],
    [
      'a certificate of a committee out of office',
      hers({ ...certificate, observedOn: '2015-06-01' }),
      'COMMITTEE_OUT_OF_OFFICE members.0.facts.0.issuer',
    ],
    [
      'a sensitive fact without a programme',
      hers({ fact: 'pregnant', boolean: true }),
      'SENSITIVE_FACT_NOT_NEEDED members.0.facts.0.programme',
    ],
    [
      'a sensitive fact for a programme that does not need it',
      hers({ fact: 'pregnant', boolean: true, programme: 'grant' }),
      'SENSITIVE_FACT_NOT_NEEDED members.0.facts.0.programme',
    ],
    [
      'a sensitive fact for an unknown programme',
      hers({ fact: 'pregnant', boolean: true, programme: 'bounty' }),
      'UNKNOWN_PROGRAMME members.0.facts.0.programme',
    ],
    [
      'an unknown programme',
      her({ enrolments: [{ programme: 'bounty', enrolled: true, level: 'declared' }] }),
      'UNKNOWN_PROGRAMME members.0.enrolments.0.programme',
    ],
    [
      'an enrolment tomorrow',
      of({ enrolments: [{ programme: 'relief', enrolled: true, level: 'declared', asOf: '2024-03-02' }] }),
      'FUTURE_DATE enrolments.0.asOf',
    ],
    ['a name with a null', her({ name: 'Gul\0' }), 'TEXT_MALFORMED members.0.name'],
    ['a name that is turned around', her({ name: 'Gul \u202Enahk' }), 'TEXT_MALFORMED members.0.name'],
    [
      'a father’s name without end',
      her({ parentName: 'x'.repeat(201) }),
      'TEXT_MALFORMED members.0.parentName',
    ],
    ['a village with an escape', of({ village: 'Ghat\u001B[2J' }), 'TEXT_MALFORMED village'],
    ['an address without end', of({ address: 'x'.repeat(1001) }), 'TEXT_MALFORMED address'],
    ['a key of nothing', of({ idempotencyKey: ' ' }), 'TEXT_MALFORMED idempotencyKey'],
    ['a key with a null', of({ idempotencyKey: 'a\0' }), 'TEXT_MALFORMED idempotencyKey'],
    [
      'a document number without end',
      her({ identifiers: [{ kind: 'card', number: '9'.repeat(201) }] }),
      'TEXT_MALFORMED members.0.identifiers.0.number',
    ],
    [
      'a widowhood to come',
      hers({ fact: 'widowed_on', date: '2024-03-02' }),
      'FUTURE_DATE members.0.facts.0.date',
    ],
    [
      'a certificate’s year',
      hers({ ...letter, date: null, year: 2020 }),
      'CERTIFICATE_DAY members.0.facts.0.year',
    ],
    [
      'a certificate seen before it was issued',
      hers({ ...letter, date: '2024-02-02' }),
      'CERTIFICATE_DAY members.0.facts.0.date',
    ],
    [
      'a certificate to come',
      hers({ ...letter, observedOn: '2024-03-02', date: '2024-03-02' }),
      'FUTURE_DATE members.0.facts.0.observedOn',
    ],
    ['an issuer of what nobody issues', fact({ issuer: 'council.north' }), 'ISSUER_NOT_TAKEN facts.0.issuer'],
    [
      'two values of one fact',
      of({ facts: ['1', '2'].map((number) => ({ fact: 'income', number, source: 'family' as const })) }),
      'FACT_TWICE facts',
    ],
    [
      'two scores of one round',
      her({
        facts: ['1', '2'].map((number) => ({
          ...score,
          fact: 'score',
          source: 'institution' as const,
          number,
        })),
      }),
      'FACT_TWICE members.0.facts',
    ],
    [
      'a person in a household’s programme',
      her({ enrolments: [{ programme: 'relief', enrolled: true, level: 'declared' }] }),
      'ENROLMENT_WRONG_UNIT members.0.enrolments.0.programme',
    ],
    [
      'a household in a person’s programme',
      of({ enrolments: [{ programme: 'grant', enrolled: true, level: 'declared' }] }),
      'ENROLMENT_WRONG_UNIT enrolments.0.programme',
    ],
    [
      'an enrolment before the programme',
      of({ enrolments: [{ programme: 'relief', enrolled: true, level: 'declared', asOf: '2009-12-31' }] }),
      'ENROLMENT_TOO_EARLY enrolments.0.asOf',
    ],
    [
      'a relative who is not there',
      of({ relationships: [{ person: 'child', relation: 'father', relative: 'ghost' }] }),
      'UNKNOWN_MEMBER relationships.0.relative',
    ],
    [
      'one’s own mother',
      of({ relationships: [{ person: 'child', relation: 'mother', relative: 'child' }] }),
      'OWN_RELATIVE relationships.0',
    ],
  ])('refuses %s', async (_, input, expected) => {
    expect(await refusal('registerHousehold', { confirmNew: true, ...input })).toBe(expected)
  })

  test('accepts the same input without the mistake', async () => {
    await registered(clerk, { ...family, confirmNew: true })
    before = await tables()
  })
})

describe('what changes a household', () => {
  const household = standing.id
  const fact = { fact: 'income', number: '1', source: 'family' }
  const aFact = standing.facts[0]?.id
  const stay = { household, person: mother }
  const someone = { key: 'x', name: 'New One', sex: 'male', role: 'other' }

  test.each<[string, string, object, string]>([
    ['an unknown household', 'recordFacts', { household: NOWHERE, facts: [fact] }, 'NOT_FOUND household'],
    ['an id that is none', 'recordFacts', { household: 'x', facts: [fact] }, 'NOT_FOUND household'],
    [
      'a stranger',
      'recordFacts',
      { household, facts: [{ ...fact, person: member(other, 0).person.id }] },
      'NOT_FOUND facts.0.person',
    ],
    [
      'a fact observed tomorrow',
      'recordFacts',
      { household, facts: [fact, { ...fact, observedOn: '2024-03-02' }] },
      'FUTURE_DATE facts.1.observedOn',
    ],
    ['an unknown fact’s correction', 'correctFact', { id: NOWHERE, reason: 'typo' }, 'NOT_FOUND id'],
    ['no reason for a correction', 'correctFact', { id: aFact, reason: ' ' }, 'REASON_REQUIRED reason'],
    ['a reason without end', 'correctFact', { id: aFact, reason: 'x'.repeat(1001) }, 'TEXT_MALFORMED reason'],
    [
      'two values of one fact',
      'recordFacts',
      { household, facts: [fact, { ...fact, number: '2' }] },
      'FACT_TWICE facts',
    ],
    [
      'a stay for a reason that cannot be shown',
      'setMembership',
      { ...stay, from: '2024-02-01', presence: 'absent', reason: 'a\0' },
      'TEXT_MALFORMED reason',
    ],
    [
      'an end for a reason that cannot be shown',
      'endMembership',
      { ...stay, until: '2024-02-01', reason: 'a\0' },
      'TEXT_MALFORMED reason',
    ],
    [
      'a correction to another fact',
      'correctFact',
      { id: aFact, reason: 'typo', replacement: { fact: 'score', source: 'family' } },
      'FACT_KIND_CHANGED replacement.fact',
    ],
    [
      'a correction with a malformed value',
      'correctFact',
      { id: aFact, reason: 'typo', replacement: { ...fact, number: '1,5' } },
      'NUMBER_MALFORMED replacement.number',
    ],
    [
      'a new member of no household',
      'addMember',
      { idempotencyKey: 'm1', household: NOWHERE, member: someone },
      'NOT_FOUND household',
    ],
    [
      'a new member with a malformed document',
      'addMember',
      {
        idempotencyKey: 'm2',
        household,
        member: { ...someone, identifiers: [{ kind: 'card', number: 'A' }] },
      },
      'MALFORMED_IDENTIFIER member.identifiers.0.number',
    ],
    [
      'a residence in two households at once',
      'setMembership',
      { ...stay, household: other.id, from: '2024-02-01' },
      'ALREADY_RESIDENT person',
    ],
    [
      'a stay from tomorrow',
      'setMembership',
      { ...stay, from: '2024-03-02', presence: 'absent' },
      'FUTURE_DATE from',
    ],
    [
      'a stay of nobody',
      'setMembership',
      { household, person: NOWHERE, from: '2024-02-01' },
      'NOT_FOUND person',
    ],
    [
      'an end of a stay that is none',
      'endMembership',
      { household: other.id, person: mother, until: '2024-02-01', reason: 'moved' },
      'NOT_FOUND person',
    ],
    [
      'an end tomorrow',
      'endMembership',
      { ...stay, until: '2024-03-02', reason: 'moved' },
      'FUTURE_DATE until',
    ],
    [
      'an end without reason',
      'endMembership',
      { ...stay, until: '2024-02-01', reason: '' },
      'REASON_REQUIRED reason',
    ],
    [
      'a document that a neighbour holds',
      'addIdentifier',
      { ...stay, identifier: { kind: 'card', number: '9000000000002' } },
      'IDENTIFIER_TAKEN identifier',
    ],
    [
      'a document of a stranger',
      'addIdentifier',
      { household: other.id, person: mother, identifier: { kind: 'card', number: '9888888888888' } },
      'NOT_FOUND person',
    ],
    [
      'one’s own spouse',
      'linkMembers',
      { household, relationships: [{ person: mother, relation: 'spouse', relative: mother }] },
      'OWN_RELATIVE relationships.0',
    ],
    [
      'a link that stands',
      'linkMembers',
      { household, relationships: [{ person: child, relation: 'mother', relative: mother }] },
      'RELATIONSHIP_TWICE relationships.0',
    ],
    [
      'a child’s child as its mother',
      'linkMembers',
      { household, relationships: [{ person: mother, relation: 'mother', relative: child }] },
      'RELATIONSHIP_CONTRADICTORY relationships.0',
    ],
    [
      'a relative of another household',
      'linkMembers',
      {
        household,
        relationships: [{ person: child, relation: 'father', relative: member(other, 0).person.id }],
      },
      'NOT_FOUND relationships.0.relative',
    ],
    [
      'an unknown programme',
      'declareEnrolments',
      { household, enrolments: [{ programme: 'bounty', enrolled: true, level: 'declared' }] },
      'UNKNOWN_PROGRAMME enrolments.0.programme',
    ],
    [
      'a transfer without agreement',
      'transferHousehold',
      { reference: standing.reference, toArea: 'R1', agreed: false },
      'CONSENT_REQUIRED agreed',
    ],
    [
      'a transfer to where the family is',
      'transferHousehold',
      { reference: standing.reference, toArea: 'R1', agreed: true },
      'ALREADY_HERE toArea',
    ],
    [
      'a transfer by a mistyped reference',
      'transferHousehold',
      { reference: 'ABC-DEF-GHJ', toArea: 'R1', agreed: true },
      'NOT_FOUND reference',
    ],
    ['a transfer by nothing', 'transferHousehold', { toArea: 'R1', agreed: true }, 'NOT_FOUND reference'],
    [
      'a transfer to another county',
      'transferHousehold',
      { reference: standing.reference, toArea: 'R2', agreed: true },
      'AREA_NOT_YOURS toArea',
    ],
  ])('refuses %s: %s', async (_, mutation, input, expected) => {
    expect(await refusal(mutation, input)).toBe(expected)
  })
})

describe('a day that is none', () => {
  const DAY = '2023-02-29'
  const family = riverland.family(20, 'R1')
  const [first, ...rest] = family.members
  const her = (over: object) => ({ ...family, members: [{ ...first, ...over }, ...rest] })
  const income = { fact: 'income', number: '1', source: 'family' }
  const grant = { programme: 'grant', enrolled: true, level: 'declared' }
  const stay = { household: standing.id, person: mother }
  const reason = 'a reason'
  const document = { kind: 'card', number: '9000000000002' }
  const about = (mutation: string, input: object) => () => change(clerk, mutation, input)
  const anonymous =
    (family: string, on = '') =>
    async () => {
      const { data } = await clerk.graphql<{ answer: Problem }>(
        `{ answer: screenAnonymously(family: ${family}${on}) { __typename ${PROBLEM} } }`,
      )
      return data.answer
    }

  /** Each place of the schema where a day is read: a call with one that is none, and the place that the refusal names. */
  const PLACES: Record<string, readonly [() => Promise<Partial<Problem>>, string]> = {
    'AddMemberInput.occurredOn': [
      about('addMember', {
        idempotencyKey: 'd1',
        household: standing.id,
        occurredOn: DAY,
        member: family.members[0],
      }),
      'occurredOn',
    ],
    'BirthInput.date': [about('registerHousehold', her({ birth: { date: DAY } })), 'members.0.birth.date'],
    'ChangeHeadInput.from': [about('changeHead', { ...stay, from: DAY, formerRole: 'other' }), 'from'],
    'EndMembershipInput.until': [about('endMembership', { ...stay, until: DAY, reason }), 'until'],
    'EndRelationshipInput.until': [
      about('endRelationship', {
        ...stay,
        person: child,
        relation: 'mother',
        relative: mother,
        until: DAY,
        reason,
      }),
      'until',
    ],
    'EnrolmentInput.asOf': [
      about('registerHousehold', her({ enrolments: [{ ...grant, asOf: DAY }] })),
      'members.0.enrolments.0.asOf',
    ],
    'FactInput.date': [
      about('registerHousehold', her({ facts: [{ fact: 'widowed_on', date: DAY, source: 'family' }] })),
      'members.0.facts.0.date',
    ],
    'FactInput.observedOn': [
      about('registerHousehold', { ...family, facts: [{ ...income, observedOn: DAY }] }),
      'facts.0.observedOn',
    ],
    'HouseholdFactInput.date': [
      about('recordFacts', {
        household: standing.id,
        facts: [{ person: mother, fact: 'widowed_on', date: DAY, source: 'family' }],
      }),
      'facts.0.date',
    ],
    'HouseholdFactInput.observedOn': [
      about('recordFacts', { household: standing.id, facts: [{ ...income, observedOn: DAY }] }),
      'facts.0.observedOn',
    ],
    'MemberEnrolmentInput.asOf': [
      about('declareEnrolments', {
        household: standing.id,
        enrolments: [{ person: mother, ...grant, asOf: DAY }],
      }),
      'enrolments.0.asOf',
    ],
    'MergeHouseholdsInput.on': [
      about('mergeHouseholds', {
        into: standing.id,
        from: other.id,
        on: DAY,
        formerHeadRole: 'other',
        reason,
      }),
      'on',
    ],
    'Mutation.screenHousehold(on:)': [
      async () => {
        const { data } = await clerk.graphql<{ answer: Problem }>(
          `mutation ($id: ID!) { answer: screenHousehold(household: $id, on: "${DAY}") { __typename ${PROBLEM} } }`,
          { id: standing.id },
        )
        return data.answer
      },
      'on',
    ],
    'Mutation.screenPopulation(on:)': [
      async () => {
        const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })
        const { data } = await administrator.graphql<{ answer: Problem }>(
          `mutation { answer: screenPopulation(on: "${DAY}", idempotencyKey: "d3") { __typename ${PROBLEM} } }`,
        )
        return data.answer
      },
      'on',
    ],
    'Query.areas(on:)': [
      async () => {
        const { errors } = await clerk.graphql(`{ areas(on: "${DAY}") { id } }`)
        const { code, path } = errors?.[0]?.extensions ?? {}
        return { code, path } as Problem // the extensions that a refusal outside a result union has
      },
      'on',
    ],
    'Query.screenAnonymously(on:)': [
      anonymous('{ members: [{ key: "a", sex: female }] }', `, on: "${DAY}"`),
      'on',
    ],
    'RecordDeathInput.diedOn': [about('recordDeath', { ...stay, diedOn: DAY, reason }), 'diedOn'],
    'RegisterHouseholdInput.occurredOn': [
      about('registerHousehold', { ...family, occurredOn: DAY }),
      'occurredOn',
    ],
    'SetMembershipInput.from': [about('setMembership', { ...stay, from: DAY }), 'from'],
    'SplitHouseholdInput.from': [
      about('splitHousehold', {
        idempotencyKey: 'd2',
        household: standing.id,
        members: [{ person: child, role: 'head' }],
        from: DAY,
        reason,
      }),
      'from',
    ],
    'TransferPersonInput.from': [
      about('transferPerson', { household: standing.id, document, from: DAY, role: 'other', agreed: true }),
      'from',
    ],
  }

  /** Those that need an application have their cases in `application.db.test.ts`. */
  const OF_APPLICATIONS = [
    'ApplyInput.askAgainOn',
    'ApplyInput.occurredOn',
    'DecideApplicationInput.on',
    'MoveEnrolmentInput.on',
    'PostponeApplicationInput.askAgainOn',
    'PostponeApplicationInput.on',
    'Query.applications(askAgainBy:)',
    'Query.packages(on:)',
    'RecordDecisionInput.on',
    'ReviewApplicationInput.on',
    'SetQuotaInput.from',
    'WithdrawApplicationInput.on',
  ]

  /** As above, in the tests of conflicts, flags and back-checks. */
  const OF_OVERSIGHT = [
    'DeclareConflictInput.from',
    'DeclareConflictInput.to',
    'Query.backCheckReport(from:)',
    'Query.backCheckReport(to:)',
    'Query.flags(since:)',
    'RecordBackCheckInput.visitedOn',
  ]

  test('has a case for every place where the schema reads one', () => {
    const types = Object.values(platform.platform.schema.getTypeMap())
    const isDay = ({ type }: { readonly type: GraphQLInputType }) => getNamedType(type).name === 'Date'
    const fields = types.filter(isInputObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter(isDay)
        .map(({ name }) => `${type.name}.${name}`),
    )
    const arguments_ = types
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.filter(isDay).map((argument) => `${type.name}.${name}(${argument.name}:)`),
        ),
      )
    expect([...Object.keys(PLACES), ...OF_APPLICATIONS, ...OF_OVERSIGHT].sort()).toEqual(
      [...fields, ...arguments_].sort(),
    )
  })

  test.each(Object.entries(PLACES))('%s is refused, with its place', async (_, [call, place]) => {
    const { code, path } = await call()
    expect([code, path?.join('.')]).toEqual(['IMPOSSIBLE_DATE', place])
    expect(await tables()).toEqual(before)
  })

  test('is said in the reader’s language, and written into the document itself too', async () => {
    const { data } = await clerk.graphql(
      `mutation ($id: ID!) { screenHousehold(household: $id, on: "${DAY}") { ... on Refusal { message } } }`,
      { id: standing.id },
      'ur',
    )
    expect(data).toEqual({ screenHousehold: { message: `“${DAY}” کوئی تاریخ نہیں۔` } })
  })

  test('that is no text does not fit its type', async () => {
    const { errors } = await clerk.graphql('query ($on: Date) { areas(on: $on) { id } }', { on: 20230229 })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT'])
  })
})

test('a number that no authority issues is refused where nothing is a demonstration', async () => {
  const real = await createTestPlatform([riverland.definition], { demo: false })
  const window = real.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
  const input = riverland.family(1, 'R1')
  expect(await change(window, 'registerHousehold', input)).toMatchObject({
    code: 'MALFORMED_IDENTIFIER',
    path: ['members', '0', 'identifiers', '0', 'number'],
  })
  const [mother, ...rest] = input.members
  const identifiers = [{ kind: 'card', number: '1000000000001' }]
  await registered(window, { ...input, members: [{ ...mother, identifiers } as MemberInput, ...rest] })
  await real.close()
})

test('a refusal is said in the reader’s language', async () => {
  const { data } = await clerk.graphql(
    `mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { ... on Refusal { message } } }`,
    { input: { ...riverland.family(4, 'R1'), consent: false } },
    'ur',
  )
  expect(data).toEqual({ registerHousehold: { message: 'پہلے خاندان کی رضامندی ضروری ہے۔' } })
})

describe('a search', () => {
  test.each([
    ['with a null', '{ people(name: "\\u0000") { edges { node { id } } } }', 'TEXT_MALFORMED'],
    [
      'for a village without end',
      `{ people(village: "${'x'.repeat(201)}") { edges { node { id } } } }`,
      'TEXT_MALFORMED',
    ],
    [
      'for a year of no calendar',
      '{ people(name: "Zarmina", birthYear: 99999) { edges { node { id } } } }',
      'IMPOSSIBLE_DATE',
    ],
  ])('%s is refused', async (_, query, code) => {
    const { errors } = await clerk.graphql(query)
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code])
  })

  test.each(['\\u0000', 'nowhere'])('of an area that is none (%s) finds nothing', async (area) => {
    expect(await clerk.graphql(`{ households(area: "${area}") { edges { node { id } } } }`)).toEqual({
      data: { households: { edges: [] } },
    })
  })
})
