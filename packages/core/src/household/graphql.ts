import { PRESENCES } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { EnrolmentInputRef, EnrolmentRef, type EnrolmentRow } from '../enrolment/graphql.ts'
import { DomainError } from '../errors.ts'
import { FactInputRef, FactRef, type FactRow, HouseholdFactInputRef, notSensitive } from '../fact/graphql.ts'
import { correctFact } from '../fact/service.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { PageInfoRef } from '../graphql/page-info.ts'
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
import { isId } from '../ids.ts'
import { BirthInputRef, PersonRef, type PersonRow, SexEnum } from '../person/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readMany, readOne } from '../read/read.ts'
import { RelationInputRef } from '../relationship/graphql.ts'
import { ScreeningRef, type ScreeningRow } from '../screening/graphql.ts'
import type { Session } from '../session.ts'
import { PossibleDoubles } from './errors.ts'
import { parseReference } from './reference.ts'
import {
  addMember,
  endMembership,
  householdsOf,
  recordFacts,
  registerHousehold,
  setMembership,
  transferHousehold,
} from './service.ts'
import { type HouseholdTable, type MembershipTable, ROLES_IN_HOUSEHOLD } from './table.ts'

export type HouseholdRow = Selectable<HouseholdTable>
type MembershipRow = Selectable<MembershipTable>

export const HouseholdRef = builder.objectRef<HouseholdRow>('Household')
const MembershipRef = builder.objectRef<MembershipRow>('Membership')
const PresenceEnum = builder.enumType('Presence', {
  description: 'Under the roof, away (a migrant), or in an institution.',
  values: PRESENCES,
})
const RoleInHouseholdEnum = builder.enumType('RoleInHousehold', { values: ROLES_IN_HOUSEHOLD })

/** Rows that stand, as known now. */
const standing = (row: string) => sql`${sql.ref(`${row}.recorded_to`)} = 'infinity'`

HouseholdRef.implement({
  description: 'People who live together. A household is not a family: several married women may share one.',
  extensions: table({ table: 'household', permission: 'household.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('household_id'),
    reference: t.exposeString('reference', {
      description: 'What the family is called by: short, with a check character.',
    }),
    area: t.field({
      type: AreaRef,
      extensions: { needs: ['operating_area'] },
      resolve: ({ operating_area }, _args, { tenant }) => tenant.requireArea(operating_area),
    }),
    village: t.exposeString('village', { nullable: true }),
    address: t.exposeString('address', { nullable: true }),
    language: t.exposeString('language'),
    synthetic: t.exposeBoolean('synthetic', {
      description: 'Demonstration data: these people are not real.',
    }),
    occurredOn: t.expose('occurred_on', { type: 'Date', description: 'The day it happened at the window.' }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime', description: 'When it was typed in.' }),
    members: t.field({
      type: [MembershipRef],
      description: 'Memberships that stand, as known now; those that have ended too, with their days.',
      extensions: relation({
        many: true,
        on: { household_id: 'household_id' },
        where: standing,
        orderBy: ['valid_from', 'membership_id'],
      }),
      resolve: (household, _args, _context, info) => nested<MembershipRow[]>(household, info),
    }),
    facts: t.field({
      type: [FactRef],
      description: 'Observations of the household that stand. Sensitive ones are in no list.',
      extensions: relation({
        many: true,
        on: { household_id: 'household_id' },
        where: notSensitive,
        orderBy: ['kind', 'observed_on'],
      }),
      resolve: (household, _args, _context, info) => nested<FactRow[]>(household, info),
    }),
    enrolments: t.field({
      type: [EnrolmentRef],
      extensions: relation({
        many: true,
        on: { household_id: 'household_id' },
        where: standing,
        orderBy: ['programme', 'valid_from'],
      }),
      resolve: (household, _args, _context, info) => nested<EnrolmentRow[]>(household, info),
    }),
    screenings: t.field({
      type: [ScreeningRef],
      description: 'Screenings of this household, the latest last.',
      extensions: relation({ many: true, on: { household_id: 'household_id' }, orderBy: ['known_at'] }),
      resolve: (household, _args, _context, info) => nested<ScreeningRow[]>(household, info),
    }),
  }),
})

MembershipRef.implement({
  extensions: table({ table: 'membership', permission: 'household.read', areas: true }),
  fields: (t) => ({
    role: t.expose('role', { type: RoleInHouseholdEnum }),
    presence: t.expose('presence', { type: PresenceEnum }),
    from: t.expose('valid_from', { type: 'Date' }),
    until: t.expose('valid_to', {
      type: 'Date',
      nullable: true,
      description: 'First day no longer a member.',
    }),
    reason: t.exposeString('reason', { nullable: true }),
    person: t.field({
      type: PersonRef,
      extensions: relation({ many: false, on: { person_id: 'person_id' } }),
      resolve: (membership, _args, _context, info) => nested<PersonRow>(membership, info),
    }),
  }),
})

const HouseholdEdge = builder.objectRef<{ cursor: string; node: HouseholdRow }>('HouseholdEdge').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    cursor: t.exposeString('cursor'),
    node: t.field({ type: HouseholdRef, resolve: ({ node }) => node }),
  }),
})

const HouseholdConnection = builder
  .objectRef<Awaited<ReturnType<typeof readConnection<HouseholdRow>>>>('HouseholdConnection')
  .implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      edges: t.field({ type: [HouseholdEdge], resolve: ({ edges }) => [...edges] }),
      pageInfo: t.field({ type: PageInfoRef, resolve: ({ pageInfo }) => pageInfo }),
    }),
  })

builder.queryFields((t) => ({
  household: t.field({
    type: HouseholdRef,
    nullable: true,
    description: 'By id, or by the reference on the family’s slip.',
    args: { id: t.arg.id(), reference: t.arg.string() },
    extensions: { permission: 'household.read' },
    resolve: (_root, { id, reference }, context, info) => {
      const normalised = reference == null ? null : parseReference(reference)
      if (id != null ? !isId(id) : normalised === null) return null
      const [column, value] = id != null ? ['household_id', id] : ['reference', normalised]
      return context.read((session) =>
        readOne<HouseholdRow>(session, info, {
          type: 'Household',
          where: (row) => sql`${sql.ref(`${row}.${column}`)} = ${value}`,
        }),
      )
    },
  }),
  households: t.field({
    type: HouseholdConnection,
    description: 'Households in reach, in the order of registration.',
    args: { first: t.arg.int(), after: t.arg.string(), area: t.arg.id() },
    extensions: { permission: 'household.read' },
    resolve: (_root, { area, ...page }, context, info) =>
      context.read((session) =>
        readConnection<HouseholdRow>(session, info, {
          type: 'Household',
          by: ['household_id'],
          page: page as Page,
          where: (row) => (area == null ? sql`true` : sql`${sql.ref(`${row}.operating_area`)} = ${area}`),
        }),
      ),
  }),
}))

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

const HouseholdResult = builder.unionType('HouseholdResult', {
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

const RegisterHouseholdInput = builder.inputType('RegisterHouseholdInput', {
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

const TransferHouseholdInput = builder.inputType('TransferHouseholdInput', {
  fields: (t) => ({
    reference: t.string({ description: 'From the family’s slip.' }),
    document: t.field({ type: IdentifierInputRef, description: 'Or a document of one of its members.' }),
    toArea: t.id({ required: true }),
    agreed: t.boolean({ required: true, description: 'The family agrees to be transferred.' }),
  }),
})

/** Runs a use case that changes a household, in one transaction. */
const change = (
  context: Context,
  action: 'household.register' | 'household.transfer' | 'fact.record',
  run: (session: Session) => Promise<{ readonly household: HouseholdId }>,
) => answered(() => context.write(run, { action, acrossAreas: action === 'household.transfer' }))

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
  transferHousehold: t.field({
    type: HouseholdResult,
    description: 'Takes over a family that moved here from another district, with its agreement.',
    args: { input: t.arg({ type: TransferHouseholdInput, required: true }) },
    extensions: { permission: 'household.transfer' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.transfer', (session) => transferHousehold(session, input)),
  }),
}))
