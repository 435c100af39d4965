import { builder } from '../graphql/builder.ts'
import { IdentifierInputRef } from '../identifier/graphql.ts'
import { BirthInputRef, SexEnum } from '../person/graphql.ts'
import { RelationEnum } from '../relationship/graphql.ts'
import { change, HouseholdResult } from './changes-graphql.ts'
import { RoleInHouseholdEnum } from './graphql.ts'
import {
  changeHead,
  correctPerson,
  endRelationship,
  mergeHouseholds,
  recordDeath,
  releaseIdentifier,
  splitHousehold,
  transferPerson,
  undoChange,
  withdrawFacts,
} from './service.ts'

const CorrectPersonInput = builder.inputType('CorrectPersonInput', {
  description: 'What was entered wrongly; what is left out was right.',
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true }),
    name: t.string(),
    parentName: t.string({ description: 'Father’s or husband’s name; empty where there is none.' }),
    sex: t.field({ type: SexEnum }),
    birth: t.field({ type: BirthInputRef, description: 'Empty where nobody knows.' }),
    reason: t.string({ required: true }),
  }),
})

const RecordDeathInput = builder.inputType('RecordDeathInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true }),
    diedOn: t.field({ type: 'Date', required: true }),
    reason: t.string({ required: true, description: 'How it is known: a certificate, the family.' }),
  }),
})

const EndRelationshipInput = builder.inputType('EndRelationshipInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.string({ required: true }),
    relation: t.field({ type: RelationEnum, required: true }),
    relative: t.string({ required: true }),
    until: t.field({ type: 'Date', description: 'The day it ended; without one it never was.' }),
    reason: t.string({ required: true }),
  }),
})

const ReleaseIdentifierInput = builder.inputType('ReleaseIdentifierInput', {
  fields: (t) => ({ id: t.id({ required: true }), reason: t.string({ required: true }) }),
})

const WithdrawFactsInput = builder.inputType('WithdrawFactsInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id(),
    fact: t.id({ required: true, description: 'The kind: all that was recorded of it is taken back.' }),
    reason: t.string({ required: true }),
  }),
})

const ChangeHeadInput = builder.inputType('ChangeHeadInput', {
  fields: (t) => ({
    household: t.id({ required: true }),
    person: t.id({ required: true, description: 'The new head.' }),
    from: t.field({ type: 'Date', required: true }),
    formerRole: t.field({ type: RoleInHouseholdEnum, required: true }),
    reason: t.string(),
  }),
})

const SplitMemberInput = builder.inputType('SplitMemberInput', {
  fields: (t) => ({
    person: t.id({ required: true }),
    role: t.field({ type: RoleInHouseholdEnum, required: true }),
  }),
})

const SplitHouseholdInput = builder.inputType('SplitHouseholdInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    household: t.id({ required: true }),
    members: t.field({ type: [SplitMemberInput], required: true }),
    from: t.field({ type: 'Date', required: true }),
    village: t.string({ description: 'As before without one.' }),
    address: t.string(),
    reason: t.string({ required: true }),
  }),
})

const MergeHouseholdsInput = builder.inputType('MergeHouseholdsInput', {
  fields: (t) => ({
    into: t.id({ required: true }),
    from: t.id({ required: true }),
    on: t.field({ type: 'Date', required: true }),
    formerHeadRole: t.field({ type: RoleInHouseholdEnum, required: true }),
    reason: t.string({ required: true }),
  }),
})

const TransferPersonInput = builder.inputType('TransferPersonInput', {
  fields: (t) => ({
    document: t.field({ type: IdentifierInputRef, required: true }),
    household: t.id({ required: true, description: 'Where they live from now on.' }),
    from: t.field({ type: 'Date', required: true }),
    role: t.field({ type: RoleInHouseholdEnum, required: true }),
    agreed: t.boolean({ required: true, description: 'The person agrees to be transferred.' }),
  }),
})

const UndoChangeInput = builder.inputType('UndoChangeInput', {
  fields: (t) => ({ id: t.id({ required: true }), reason: t.string({ required: true }) }),
})

builder.mutationFields((t) => ({
  correctPerson: t.field({
    type: HouseholdResult,
    description: 'A name, sex or birth that was entered wrongly. What was believed before is kept.',
    args: { input: t.arg({ type: CorrectPersonInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => correctPerson(session, input)),
  }),
  recordDeath: t.field({
    type: HouseholdResult,
    description: 'Ends the person’s stays, marriages and guardianships. Undoing the change takes it back.',
    args: { input: t.arg({ type: RecordDeathInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => recordDeath(session, input)),
  }),
  endRelationship: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: EndRelationshipInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => endRelationship(session, input)),
  }),
  releaseIdentifier: t.field({
    type: HouseholdResult,
    description: 'Takes back a document that was entered for the wrong person or with a wrong number.',
    args: { input: t.arg({ type: ReleaseIdentifierInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => releaseIdentifier(session, input)),
  }),
  withdrawFacts: t.field({
    type: HouseholdResult,
    description: 'Takes back what was recorded of one kind, a sensitive one above all. It is unknown then.',
    args: { input: t.arg({ type: WithdrawFactsInput, required: true }) },
    extensions: { permission: 'fact.record' },
    resolve: (_root, { input }, context) =>
      change(context, 'fact.record', (session) => withdrawFacts(session, input)),
  }),
  changeHead: t.field({
    type: HouseholdResult,
    args: { input: t.arg({ type: ChangeHeadInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => changeHead(session, input)),
  }),
  splitHousehold: t.field({
    type: HouseholdResult,
    description: 'Some members live on their own from a day on. Answers with their new household.',
    args: { input: t.arg({ type: SplitHouseholdInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => splitHousehold(session, input)),
  }),
  mergeHouseholds: t.field({
    type: HouseholdResult,
    description: 'Two households of one area live as one from a day on.',
    args: { input: t.arg({ type: MergeHouseholdsInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => mergeHouseholds(session, input)),
  }),
  transferPerson: t.field({
    type: HouseholdResult,
    description: 'Someone of another area comes to live in a household here, and agrees.',
    args: { input: t.arg({ type: TransferPersonInput, required: true }) },
    extensions: { permission: 'household.transfer' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.transfer', (session) => transferPerson(session, input)),
  }),
  undoChange: t.field({
    type: HouseholdResult,
    description: 'What a change wrote was never so, what it ended goes on without a gap.',
    args: { input: t.arg({ type: UndoChangeInput, required: true }) },
    extensions: { permission: 'household.register' },
    resolve: (_root, { input }, context) =>
      change(context, 'household.register', (session) => undoChange(session, input), true),
  }),
}))
