import { createHash } from 'node:crypto'
import type { FictionalTenant } from '@onewindow/core/testing'
import { programmesOf, unitOf } from './participation.ts'
import type { Target } from './target.ts'

/** Who calls, and how they stand to the target. */
export interface Caller {
  readonly tenant: FictionalTenant
  /** An operating area of the caller's own. */
  readonly area: string
  readonly relation: 'own' | 'other area' | 'other tenant'
}

/** How one root field is called about a target. */
export interface Case {
  /** Its arguments: what is not the target's is the caller's own, and right. */
  readonly arguments: (target: Target, caller: Caller) => Readonly<Record<string, unknown>>
  /** The same for every reader: nothing in it is about a family or a colleague. */
  readonly isPublic?: boolean
  /**
   * What another area of the tenant is told although it may see nothing: part of its answer about the target. An answer
   * about a made-up one differs from it.
   */
  readonly crossesAreas?: Readonly<Record<string, unknown>>
  /** Who of the tenant may make this call: by default those of the target's area. */
  readonly isFor?: 'another area' | 'the institution'
}

let calls = 0
const key = () => `isolation ${++calls}`

/** What the caller's own tenant would take without a word. */
const valid = ({ tenant, area }: Caller) => {
  const { members, facts, enrolments } = tenant.family(0, area)
  return { fact: facts?.[0], herEnrolment: members[0]?.enrolments?.[0], enrolment: enrolments?.[0] }
}
const waitsFor = ({ tenant }: Caller) => programmesOf(tenant.definition).waitsFor.id
const someone = () => ({ key: 'someone', name: `Someone ${++calls}`, sex: 'male', role: 'other' })

/** Every root field of the schema. */
export const CASES: Readonly<Record<string, Case>> = {
  'Query.areas': { isPublic: true, arguments: () => ({}) },
  'Query.factKinds': { isPublic: true, arguments: () => ({}) },
  'Query.institutions': { isPublic: true, arguments: () => ({}) },
  'Query.programmes': { isPublic: true, arguments: () => ({}) },
  'Query.viewer': { isPublic: true, arguments: () => ({}) },
  'Query.screenAnonymously': {
    isPublic: true,
    arguments: (target, { area, relation }) => ({
      // The offices of every area are known to all of the tenant.
      family: {
        area: relation === 'other tenant' ? target.area : area,
        members: [{ key: 'a', sex: 'female' }],
      },
    }),
  },
  // Counts of a screening of everyone, within the reader's areas: no family.
  'Query.coverage': {
    isPublic: true,
    arguments: ({ area }) => ({ measure: 'programme', by: ['area'], area }),
  },
  'Query.populationScreenings': { isPublic: true, arguments: () => ({}) },
  'Query.accounts': { arguments: () => ({}) },
  'Query.auditEntries': { arguments: ({ household }) => ({ subject: household, first: 50 }) },
  // Counts of the reader's own areas.
  'Query.backCheckReport': { isPublic: true, arguments: () => ({}) },
  'Query.backChecks': { arguments: ({ area }) => ({ area, state: 'drawn', first: 100 }) },
  'Query.conflicts': { arguments: () => ({ first: 100 }) },
  'Query.flagCounts': { isPublic: true, arguments: () => ({}) },
  'Query.flags': { arguments: ({ account }) => ({ account, first: 100 }) },
  'Query.auditSeals': { isPublic: true, arguments: () => ({}) },
  'Query.household': { arguments: ({ household }) => ({ id: household }) },
  'Query.households': { arguments: ({ area }) => ({ area, first: 100 }) },
  'Query.job': { arguments: ({ job }) => ({ id: job }) },
  'Query.jobs': { arguments: () => ({ first: 100 }) },
  'Query.people': { arguments: ({ seed }) => ({ name: String(seed), first: 100 }) },
  'Query.personByDocument': {
    arguments: ({ document }) => ({ document: { kind: 'card', number: document } }),
    crossesAreas: { __typename: 'RegisteredElsewhere', code: 'REGISTERED_ELSEWHERE', path: ['document'] },
  },
  'Query.application': { arguments: ({ application }) => ({ id: application }) },
  'Query.applications': { arguments: () => ({ first: 10 }) },
  'Query.institutionList': { arguments: ({ list }) => ({ id: list }) },
  'Query.institutionLists': { arguments: () => ({ first: 100 }) },
  'Query.listMatches': { arguments: ({ list }) => ({ list, first: 100 }) },
  // Counts in the reader's areas: no family.
  'Query.overlapTotals': { isPublic: true, arguments: ({ area }) => ({ area }) },
  'Query.overlaps': { arguments: ({ area }) => ({ area, first: 100 }) },
  'Query.packages': { arguments: ({ household }) => ({ household }) },
  'Query.quotas': { isPublic: true, arguments: () => ({ programme: 'none' }) },
  'Query.waitingList': {
    arguments: ({ area }, caller) => ({ programme: waitsFor(caller), area }),
  },
  'Query.stagedHouseholds': { arguments: () => ({ first: 100 }) },
  'Query.surveyImport': { arguments: ({ surveyImport }) => ({ id: surveyImport }) },
  'Query.surveyImports': { arguments: () => ({ first: 100 }) },
  'Query.screening': { arguments: ({ screening }) => ({ id: screening }) },

  'Mutation.addIdentifier': {
    arguments: ({ household, mother }) => ({
      input: {
        household,
        person: mother,
        identifier: { kind: 'card', number: `8${String(++calls).padStart(12, '0')}` },
      },
    }),
  },
  'Mutation.addMember': {
    arguments: ({ household }) => ({ input: { idempotencyKey: key(), household, member: someone() } }),
  },
  'Mutation.changeHead': {
    arguments: ({ household, mother }) => ({
      input: { household, person: mother, from: '2024-02-01', formerRole: 'other' },
    }),
  },
  'Mutation.correctPerson': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, parentName: 'Other', reason: 'B-form' },
    }),
  },
  'Mutation.endRelationship': {
    arguments: ({ household, mother, child }) => ({
      input: { household, person: child, relation: 'mother', relative: mother, reason: 'an aunt' },
    }),
  },
  'Mutation.mergeHouseholds': {
    arguments: ({ household, sibling }) => ({
      input: {
        into: household,
        from: sibling,
        on: '2024-02-01',
        formerHeadRole: 'other',
        reason: 'one roof',
      },
    }),
  },
  'Mutation.recordDeath': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, diedOn: '2024-02-01', reason: 'seen' },
    }),
  },
  'Mutation.releaseIdentifier': {
    arguments: ({ identifier }) => ({ input: { id: identifier, reason: 'the neighbour’s' } }),
  },
  'Mutation.splitHousehold': {
    arguments: ({ household, child }) => ({
      input: {
        idempotencyKey: key(),
        household,
        members: [{ person: child, role: 'head' }],
        from: '2024-02-01',
        reason: 'moved out',
      },
    }),
  },
  'Mutation.transferPerson': {
    isFor: 'another area',
    arguments: ({ document, elsewhere }, { relation }) => ({
      input: {
        document: { kind: 'card', number: document },
        household: elsewhere,
        from: '2024-02-01',
        role: 'other',
        agreed: relation !== 'other area',
      },
    }),
  },
  'Mutation.undoChange': { arguments: ({ change }) => ({ input: { id: change, reason: 'mistake' } }) },
  'Mutation.withdrawFacts': {
    arguments: ({ household }, caller) => ({
      input: { household, fact: valid(caller).fact?.fact, reason: 'misheard' },
    }),
  },
  'Mutation.cancelJob': { arguments: ({ job }) => ({ job }) },
  'Mutation.apply': {
    arguments: ({ household, mother }, { tenant }) => {
      const { free } = programmesOf(tenant.definition)
      return {
        input: {
          idempotencyKey: key(),
          household,
          programme: free.id,
          person: unitOf(free, mother),
          consent: true,
        },
      }
    },
  },
  'Mutation.reviewApplication': {
    isFor: 'the institution',
    arguments: ({ application }) => ({ input: { idempotencyKey: key(), application } }),
  },
  'Mutation.decideApplication': {
    isFor: 'the institution',
    arguments: ({ application }) => ({
      input: { idempotencyKey: key(), application, decision: 'approved', on: '2024-02-01' },
    }),
  },
  'Mutation.withdrawApplication': {
    arguments: ({ application }) => ({
      input: { idempotencyKey: key(), application, reason: 'family_request' },
    }),
  },
  'Mutation.postponeApplication': {
    arguments: ({ application }) => ({
      input: { idempotencyKey: key(), application, askAgainOn: '2100-01-01' },
    }),
  },
  'Mutation.recordDecision': {
    arguments: ({ application }) => ({
      input: { idempotencyKey: key(), application, decision: 'approved', number: '8', on: '2024-02-01' },
    }),
  },
  'Mutation.confirmRecordedDecision': {
    arguments: ({ recorded }) => ({ input: { idempotencyKey: key(), recordedDecision: recorded } }),
  },
  'Mutation.moveEnrolment': {
    arguments: ({ enrolment }) => ({
      input: { idempotencyKey: key(), enrolment, to: 'exited', reason: 'graduated', on: '2024-02-01' },
    }),
  },
  'Mutation.setQuota': {
    arguments: ({ area }, caller) => ({
      input: { idempotencyKey: key(), programme: waitsFor(caller), area, fiscalYear: 2030, places: ++calls },
    }),
  },
  'Mutation.fillPlaces': {
    arguments: ({ area }, caller) => ({
      input: { idempotencyKey: key(), programme: waitsFor(caller), area },
    }),
  },
  'Mutation.declareConflict': {
    arguments: ({ household }) => ({
      input: { idempotencyKey: key(), household, relation: 'family', reason: 'a cousin' },
    }),
  },
  'Mutation.endConflict': {
    arguments: ({ conflict }) => ({ input: { idempotencyKey: key(), conflict, reason: 'no cousin' } }),
  },
  'Mutation.recordBackCheck': {
    arguments: ({ backCheck }) => ({
      input: { idempotencyKey: key(), backCheck, visitedOn: '2024-02-01', notPossible: 'moved_away' },
    }),
  },
  'Mutation.settleFlag': {
    arguments: ({ flag }) => ({
      input: { idempotencyKey: key(), flag, state: 'explained', reason: 'asked' },
    }),
  },
  'Mutation.decideListMatch': {
    arguments: ({ match, mother }) => ({
      input: { idempotencyKey: key(), match, person: mother, reason: 'seen' },
    }),
  },
  'Mutation.resolveOverlap': {
    arguments: ({ overlap }) => ({
      input: { idempotencyKey: key(), overlap, resolution: 'kept', reason: 'looked into' },
    }),
  },
  'Mutation.correctFact': { arguments: ({ fact }) => ({ input: { id: fact, reason: 'misheard' } }) },
  'Mutation.declareEnrolments': {
    arguments: ({ household, mother }, caller) => {
      const { herEnrolment, enrolment } = valid(caller)
      return {
        input: { household, enrolments: [herEnrolment ? { person: mother, ...herEnrolment } : enrolment] },
      }
    },
  },
  'Mutation.endMembership': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, until: '2024-02-01', reason: 'moved' },
    }),
  },
  'Mutation.grantRole': {
    arguments: ({ account }, { tenant, area }) => {
      // The colleague has the first role of one area already.
      const [, role] = tenant.definition.roles.filter(({ areas }) => areas === 'own')
      return { account, grant: { role: role?.id, area } }
    },
  },
  'Mutation.linkMembers': {
    arguments: ({ household, mother, child }) => ({
      input: { household, relationships: [{ person: child, relation: 'guardian', relative: mother }] },
    }),
  },
  'Mutation.openAccount': {
    arguments: ({ area }, { tenant }) => ({
      input: {
        issuer: 'https://elsewhere.test',
        subject: `new ${++calls}`,
        name: 'New',
        roles: [{ role: tenant.definition.roles.find(({ areas }) => areas === 'own')?.id, area }],
      },
    }),
  },
  'Mutation.recordFacts': {
    arguments: ({ household }, caller) => ({ input: { household, facts: [valid(caller).fact] } }),
  },
  'Mutation.registerHousehold': {
    arguments: ({ area }) => ({
      input: { idempotencyKey: key(), area, consent: true, members: [someone()] },
    }),
  },
  'Mutation.retryJob': { arguments: ({ cancelledJob }) => ({ job: cancelledJob }) },
  'Mutation.revokeRole': { arguments: ({ role }) => ({ role }) },
  'Mutation.screenHousehold': { arguments: ({ household }) => ({ household }) },
  // Of everyone in the caller's own tenant, and of nobody else.
  'Mutation.screenPopulation': {
    arguments: (_, { relation }) => ({ idempotencyKey: `everyone, asked by ${relation}` }),
  },
  // A file of the caller's own tenant.
  'Mutation.beginSurveyImport': {
    arguments: (_, { relation }) => ({
      name: 'synthetic.csv',
      sha256: createHash('sha256').update(relation).digest('hex'),
    }),
  },
  'Mutation.mergeSurvey': { arguments: ({ surveyImport }) => ({ surveyImport }) },
  'Mutation.reviewStagedHousehold': {
    arguments: ({ stagedHousehold }) => ({
      input: { idempotencyKey: key(), stagedHousehold, review: 'skip', reason: 'twice on paper' },
    }),
  },
  'Mutation.stageHouseholds': {
    arguments: ({ surveyImport, area }, { tenant }) => {
      const seed = ++calls
      return {
        surveyImport,
        households: [{ instance: `staged ${seed}`, line: 2, household: tenant.family(seed, area) }],
      }
    },
  },
  'Mutation.setMembership': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, from: '2024-02-01', presence: 'absent' },
    }),
  },
  'Mutation.transferHousehold': {
    isFor: 'another area',
    arguments: ({ reference }, { area, relation }) => ({
      // With the family's agreement another area may take it over: that is what its reference is for.
      input: { reference, toArea: area, agreed: relation !== 'other area' },
    }),
  },
}
