import type { Action } from '@onewindow/tenant'
import { sql } from 'kysely'
import { EnrolmentInputRef, MemberEnrolmentInputRef } from '../enrolment/graphql.ts'
import { DomainError } from '../errors.ts'
import { FactInputRef, HouseholdFactInputRef } from '../fact/graphql.ts'
import { correctFact } from '../fact/service.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import {
  answered,
  ProblemRef,
  problemType,
  RefusalRef,
  Refused,
  RegisteredElsewhereRef,
} from '../graphql/problem.ts'
import { IdentifierInputRef } from '../identifier/graphql.ts'
import type { HouseholdId } from '../ids.ts'
import { BirthInputRef, PersonRef, type PersonRow, SexEnum } from '../person/graphql.ts'
import { readMany, readOne } from '../read/read.ts'
import { RelationInputRef } from '../relationship/graphql.ts'
import type { Session } from '../session.ts'
import { PossibleDoubles } from './errors.ts'
import { HouseholdRef, type HouseholdRow, PresenceEnum, RoleInHouseholdEnum } from './graphql.ts'
import {
  addIdentifier,
  addMember,
  declareEnrolments,
  endMembership,
  householdsOf,
  linkMembers,
  recordFacts,
  registerHousehold,
  setMembership,
  transferHousehold,
} from './service.ts'

const HouseholdPayload = builder.objectRef<{ household: HouseholdId }>('HouseholdPayload').implement({
  description: 'The household as it stands after the change.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    household: t.field({
      type: HouseholdRef,
      resolve: async ({ household }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<HouseholdRow>(session, info, {
            type: 'Household',
            where: (alias) => sql`${sql.ref(`${alias}.household_id`)} = ${household}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['household'])
        return row
      },
    }),
  }),
})

const PossibleDoublesRef = builder.objectRef<Refused<PossibleDoubles>>('PossibleDoubles').implement({
  description:
    'People already registered here who may be the ones being registered. Send `confirmNew` if they are not.',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    candidates: t.field({
      type: [PersonRef],
      resolve: ({ error: { people } }, _args, context, info) =>
        context.read((session) =>
          readMany<PersonRow>(session, info, {
            type: 'Person',
            where: (row) => sql`${sql.ref(`${row}.person_id`)} = any(${people}::uuid[])`,
          }),
        ),
    }),
  }),
})

export const HouseholdResult = builder.unionType('HouseholdResult', {
  types: [HouseholdPayload, RefusalRef, RegisteredElsewhereRef, PossibleDoublesRef],
  resolveType: (value) => {
    if (value instanceof Refused && value.error instanceof PossibleDoubles) return 'PossibleDoubles'
    return value instanceof Refused ? problemType(value) : 'HouseholdPayload'
  },
})

const MemberInputRef = builder.inputType('MemberInput', {
  fields: (t) => ({
    key: t.string({ required: true, description: 'Names the member inside this input.' }),
    name: t.string({ required: true }),
    parentName: t.string({ description: 'Father’s or husband’s name.' }),
    sex: t.field({ type: SexEnum, required: true }),
    birth: t.field({ type: BirthInputRef }),
    role: t.field({ type: RoleInHouseholdEnum, required: true }),
    presence: t.field({ type: PresenceEnum }),
    identifiers: t.field({ type: [IdentifierInputRef] }),
    facts: t.field({ type: [FactInputRef] }),
    enrolments: t.field({ type: [EnrolmentInputRef] }),
  }),
})

export const RegisterHouseholdInput = builder.inputType('RegisterHouseholdInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: 'Repeating it gives the same household.' }),
    area: t.id({ required: true }),
    village: t.string(),
    address: t.string(),
    language: t.string(),
    consent: t.boolean({ required: true, description: 'The family agrees to be registered and screened.' }),
    occurredOn: t.field({ type: 'Date' }),
    members: t.field({ type: [MemberInputRef], required: true }),
    relationships: t.field({ type: [RelationInputRef] }),
    facts: t.field({ type: [FactInputRef] }),
    enrolments: t.field({ type: [EnrolmentInputRef] }),
    confirmNew: t.boolean({ description: 'The candidates were looked at: this is another family.' }),
  }),
})

const AddMemberInput = builder.inputType('AddMemberInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    household: t.id({ required: true }),
    occurredOn: t.field({ type: 'Date' }),
    member: t.field({ type: MemberInputRef, required: true }),
  }),
})

const SetMembershipInput = builder.inputType('SetMembershipInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true }),
    from: t.field({ type: 'Date', required: true }),
    presence: t.field({ type: PresenceEnum }),
    role: t.field({ type: RoleInHouseholdEnum }),
    reason: t.string(),
  }),
})

const EndMembershipInput = builder.inputType('EndMembershipInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true }),
    until: t.field({ type: 'Date', required: true }),
    reason: t.string({ required: true }),
  }),
})

const RecordFactsInput = builder.inputType('RecordFactsInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    facts: t.field({ type: [HouseholdFactInputRef], required: true }),
  }),
})

const CorrectFactInput = builder.inputType('CorrectFactInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    reason: t.string({ required: true }),
    replacement: t.field({ type: FactInputRef, description: 'Without it the fact is taken back.' }),
  }),
})

const DeclareEnrolmentsInput = builder.inputType('DeclareEnrolmentsInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    enrolments: t.field({ type: [MemberEnrolmentInputRef], required: true }),
  }),
})

const AddIdentifierInput = builder.inputType('AddIdentifierInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true }),
    identifier: t.field({ type: IdentifierInputRef, required: true }),
  }),
})

const LinkMembersInput = builder.inputType('LinkMembersInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    relationships: t.field({ type: [RelationInputRef], required: true }),
  }),
})

const TransferHouseholdInput = builder.inputType('TransferHouseholdInput', {
  fields: (t) => ({
    reference: t.string({ description: 'From the family’s slip.' }),
    document: t.field({ type: IdentifierInputRef, description: 'Or a document of one of its members.' }),
    toArea: t.id({ required: true }),
    agreed: t.boolean({ required: true, description: 'The family agrees to be transferred.' }),
  }),
})

/** Runs a use case that changes a household, in one transaction. */
export const change = (
  context: Context,
  action: Action,
  run: (session: Session) => Promise<{ readonly household: HouseholdId }>,
  acrossAreas = action === 'household.transfer',
) => answered(() => context.write(run, { action, acrossAreas }))

builder.mutationFields((t) => ({
  registerHousehold: t.field({
    type: HouseholdResult,
    description: 'Registers a family once: people, documents, relationships and first facts.',
    args: { input: t.arg({ type: RegisterHouseholdInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => registerHousehold(session, input)),
  }),
  addMember: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: AddMemberInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => addMember(session, input)),
  }),
  setMembership: t.field({
    type: HouseholdResult,
    description: 'From a day on, a registered person lives here, is away, or is in an institution.',
    args: { input: t.arg({ type: SetMembershipInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => setMembership(session, input)),
  }),
  endMembership: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: EndMembershipInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => endMembership(session, input)),
  }),
  recordFacts: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: RecordFactsInput, required: true }) },
    extensions: { permission: 'fact.record' },
    resolve: (_root, { input }, context) =>
      change(context, 'fact.record', (session) => recordFacts(session, input)),
  }),
  correctFact: t.field({
    type: HouseholdResult,
    description:
      'Takes a fact back or replaces it. The mistaken one stays, with the time until which it was believed.',
    args: { input: t.arg({ type: CorrectFactInput, required: true }) },
    extensions: { permission: 'fact.record' },
    resolve: (_root, { input }, context) =>
      change(context, 'fact.record', async (session) => {
        const { subject } = await correctFact(session, input)
        if ('household' in subject) return subject
        const [household] = await householdsOf(session.tx, [subject.person])
        if (household === undefined) throw new DomainError('NOT_FOUND', ['id'])
        return { household }
      }),
  }),
  declareEnrolments: t.field({
    type: HouseholdResult,
    description: 'What is known of the family’s participation in programmes, and how surely.',
    args: { input: t.arg({ type: DeclareEnrolmentsInput, required: true }) },
    extensions: { permission: 'enrolment.declare' },
    resolve: (_root, { input }, context) =>
      change(context, 'enrolment.declare', (session) => declareEnrolments(session, input)),
  }),
  addIdentifier: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: AddIdentifierInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => addIdentifier(session, input)),
  }),
  linkMembers: t.field({
    type: HouseholdResult,
    description: 'Who is whose mother, father, spouse or guardian, by person id.',
    args: { input: t.arg({ type: LinkMembersInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => linkMembers(session, input)),
  }),
  transferHousehold: t.field({
    type: HouseholdResult,
    description: 'Takes over a family that moved here from another district, with its agreement.',
    args: { input: t.arg({ type: TransferHouseholdInput, required: true }) },
    extensions: { permission: 'household.transfer' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.transfer', (session) => transferHousehold(session, input)),
  }),
}))
