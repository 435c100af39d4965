import { createHash } from 'node:crypto'
import { daysAgo } from './days.ts'
import { documentNumber } from './document-number.ts'
import { family } from './family.ts'
import { unitOf } from './participation.ts'
import { programmesOf } from './programmes.ts'
import { documentKind, NotExercised, type SweptTenant } from './swept-tenant.ts'
import type { Target } from './target.ts'

/** Who calls, and how they stand to the target. */
export interface Caller {
  readonly tenant: SweptTenant
  /** An operating area of the caller's own. */
  readonly area: string
  readonly relation: 'own' | 'other area' | 'other tenant'
}

/** How one root field is called about a target. */
export interface IsolationCase {
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

/** By root field: `Query.household`. */
export type IsolationCases = Readonly<Record<string, IsolationCase>>

let calls = 0
const key = () => `isolation ${++calls}`
const on = daysAgo(40)

/** What the caller's own tenant would take without a word. */
function fact({ tenant: { definition }, area }: Caller) {
  const { facts, members } = family(definition, { area })
  const [ofHousehold, ofMother] = [facts, members[0]?.facts].map((said) =>
    said?.find(({ programme }) => programme === undefined),
  )
  if (!ofHousehold && !ofMother) throw new NotExercised(`${definition.id} has no fact to record`)
  return ofHousehold ? { fact: ofHousehold } : { fact: ofMother, person: true }
}
const about = ({ mother }: Target, { person }: { readonly person?: boolean }) =>
  person ? { person: mother } : {}
const document = ({ tenant: { definition } }: Caller, number?: string) => {
  const kind = documentKind(definition)
  return { kind: kind.id, number: number ?? documentNumber(kind, 7_000_000 + ++calls) }
}
const waitsFor = ({ tenant }: Caller) => programmesOf(tenant.definition).waitsFor.id
const areaRole = ({ definition: { id, roles } }: SweptTenant) => {
  const role = roles.find(({ areas, institution }) => areas === 'own' && !institution)
  if (!role) throw new NotExercised(`${id} has no role of an area`)
  return role.id
}
const someone = () => ({ key: 'someone', name: `Someone ${++calls}`, sex: 'male', role: 'other' })

/** Every root field of core's schema. */
export const CORE_CASES: IsolationCases = {
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
    arguments: (target, caller) => ({ document: document(caller, target.document) }),
    crossesAreas: { __typename: 'RegisteredElsewhere', code: 'REGISTERED_ELSEWHERE', path: ['document'] },
  },
  'Query.application': { arguments: ({ application }) => ({ id: application }) },
  'Query.applications': { arguments: () => ({ first: 100 }) },
  'Query.institutionList': { arguments: ({ list }) => ({ id: list }) },
  'Query.institutionLists': { arguments: () => ({ first: 100 }) },
  'Query.listMatches': { arguments: ({ list }) => ({ list, first: 100 }) },
  // Counts in the reader's areas: no family.
  'Query.overlapTotals': { isPublic: true, arguments: ({ area }) => ({ area }) },
  'Query.overlaps': { arguments: ({ area }) => ({ area, first: 100 }) },
  'Query.packages': { arguments: ({ household }) => ({ household }) },
  'Query.quotas': { isPublic: true, arguments: () => ({ programme: 'none' }) },
  'Query.waitingList': {
    arguments: ({ area, waiting: _ }, caller) => ({ programme: waitsFor(caller), area }),
  },
  'Query.stagedHouseholds': { arguments: () => ({ first: 100 }) },
  'Query.surveyImport': { arguments: ({ surveyImport }) => ({ id: surveyImport }) },
  'Query.surveyImports': { arguments: () => ({ first: 100 }) },
  'Query.screening': { arguments: ({ screening }) => ({ id: screening }) },

  'Mutation.addIdentifier': {
    arguments: ({ household, mother }, caller) => ({
      input: { household, person: mother, identifier: document(caller) },
    }),
  },
  'Mutation.addMember': {
    arguments: ({ household }) => ({ input: { idempotencyKey: key(), household, member: someone() } }),
  },
  'Mutation.changeHead': {
    arguments: ({ household, mother }) => ({
      input: { household, person: mother, from: on, formerRole: 'other' },
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
        on,
        formerHeadRole: 'other',
        reason: 'one roof',
      },
    }),
  },
  'Mutation.recordDeath': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, diedOn: on, reason: 'seen' },
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
        from: on,
        reason: 'moved out',
      },
    }),
  },
  'Mutation.transferPerson': {
    isFor: 'another area',
    arguments: (target, caller) => ({
      input: {
        document: document(caller, target.document),
        household: target.elsewhere,
        from: on,
        role: 'other',
        agreed: caller.relation !== 'other area',
      },
    }),
  },
  'Mutation.undoChange': { arguments: ({ change }) => ({ input: { id: change, reason: 'mistake' } }) },
  'Mutation.withdrawFacts': {
    arguments: (target, caller) => {
      const said = fact(caller)
      return {
        input: {
          household: target.household,
          ...about(target, said),
          fact: said.fact?.fact,
          reason: 'misheard',
        },
      }
    },
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
          // Needed where no institution answers by itself.
          askAgainOn: '2100-01-01',
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
      input: { idempotencyKey: key(), application, decision: 'approved', on },
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
      input: { idempotencyKey: key(), application, decision: 'approved', number: '8', on },
    }),
  },
  'Mutation.confirmRecordedDecision': {
    arguments: ({ recorded }) => ({ input: { idempotencyKey: key(), recordedDecision: recorded } }),
  },
  'Mutation.moveEnrolment': {
    arguments: ({ enrolment }) => ({
      input: { idempotencyKey: key(), enrolment, to: 'exited', reason: 'graduated', on },
    }),
  },
  'Mutation.setQuota': {
    arguments: ({ area }, caller) => ({
      input: { idempotencyKey: key(), programme: waitsFor(caller), area, fiscalYear: 2030, places: ++calls },
    }),
  },
  'Mutation.fillPlaces': {
    arguments: ({ area, waiting: _ }, caller) => ({
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
      input: { idempotencyKey: key(), backCheck, visitedOn: on, notPossible: 'moved_away' },
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
      const { free } = programmesOf(caller.tenant.definition)
      const said = { programme: free.id, enrolled: false, level: 'declared', asOf: on }
      return { input: { household, enrolments: [{ person: unitOf(free, mother), ...said }] } }
    },
  },
  'Mutation.endMembership': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, until: on, reason: 'moved' },
    }),
  },
  'Mutation.grantRole': {
    arguments: ({ account }, { tenant, area }) => {
      // The colleague has the first role of one area already.
      const { id, roles } = tenant.definition
      const [, role] = roles.filter(({ areas, institution }) => areas === 'own' && !institution)
      if (!role) throw new NotExercised(`${id} has no second role of an area`)
      return { account, grant: { role: role.id, area } }
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
        roles: [{ role: areaRole(tenant), area }],
      },
    }),
  },
  'Mutation.recordFacts': {
    arguments: (target, caller) => {
      const said = fact(caller)
      return { input: { household: target.household, facts: [{ ...about(target, said), ...said.fact }] } }
    },
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
      const seed = 8_000_000 + ++calls
      return {
        surveyImport,
        households: [
          { instance: `staged ${seed}`, line: 2, household: family(tenant.definition, { seed, area }) },
        ],
      }
    },
  },
  'Mutation.setMembership': {
    arguments: ({ household, child }) => ({
      input: { household, person: child, from: on, presence: 'absent' },
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
