import { type RawBuilder, type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { answered, problemType, RefusalRef, Refused, RegisteredElsewhereRef } from '../graphql/problem.ts'
import { RegisterHouseholdInput } from '../household/changes-graphql.ts'
import { HouseholdRef, type HouseholdRow, RoleInHouseholdEnum } from '../household/graphql.ts'
import type { MemberInput, RegisterInput } from '../household/service.ts'
import { isId } from '../ids.ts'
import { JobRef } from '../job/graphql.ts'
import { PersonRef, type PersonRow, SexEnum } from '../person/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readMany, readOne } from '../read/read.ts'
import { requestMerge } from './job.ts'
import { REVIEWS, type Reviewed, reviewStagedHousehold } from './review.ts'
import { parseSealed, sealedPlace } from './sealed.ts'
import { beginSurveyImport, countStaged, type Staged, stageHouseholds } from './service.ts'
import { STAGED_STATES, type StagedHouseholdTable, type SurveyImportTable } from './table.ts'

type ImportRow = Selectable<SurveyImportTable>
type StagedRow = Selectable<StagedHouseholdTable>

const StagedStateEnum = builder.enumType('StagedState', {
  description: '`known`: its form had become a household before.',
  values: STAGED_STATES,
})
const ReviewEnum = builder.enumType('Review', {
  description: 'Another family; a family that is registered; a form that does not count.',
  values: REVIEWS,
})

const StagedCountRef = builder
  .objectRef<Awaited<ReturnType<typeof countStaged>>[number]>('StagedCount')
  .implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      state: t.expose('state', { type: StagedStateEnum }),
      count: t.exposeInt('count'),
    }),
  })

const SurveyImportRef = builder.objectRef<ImportRow>('SurveyImport').implement({
  description: 'A survey file on its way into the register, known by its content.',
  extensions: table({ table: 'survey_import', permission: 'survey.import', areas: false }),
  fields: (t) => ({
    id: t.exposeID('survey_import_id'),
    name: t.exposeString('name'),
    sha256: t.exposeString('sha256', { description: 'Of its bytes.' }),
    begunAt: t.expose('begun_at', { type: 'DateTime' }),
    begunBy: t.exposeString('begun_by'),
    counts: t.field({
      type: [StagedCountRef],
      description:
        'Its households by state. Those that could not be read are in the importer’s report alone.',
      extensions: { needs: ['survey_import_id'] },
      resolve: async ({ survey_import_id: id }, _args, context) => [
        ...(await context.read((session) => countStaged(session, id))),
      ],
    }),
    job: t.field({
      type: JobRef,
      nullable: true,
      description: 'The last one that merges it.',
      extensions: relation({ many: false, on: { job_id: 'job_id' } }),
      resolve: (row, _args, _context, info) => nested(row, info),
    }),
  }),
})

const StagedMemberRef = builder.objectRef<MemberInput>('StagedMember').implement({
  description: 'Someone as the form names them.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Line of the form.' }),
    name: t.exposeString('name'),
    parentName: t.string({ nullable: true, resolve: ({ parentName }) => parentName }),
    sex: t.expose('sex', { type: SexEnum }),
    role: t.expose('role', { type: RoleInHouseholdEnum }),
    birthDate: t.field({ type: 'Date', nullable: true, resolve: ({ birth }) => birth?.date }),
    birthYear: t.int({ nullable: true, resolve: ({ birth }) => birth?.year }),
    estimatedAge: t.int({ nullable: true, resolve: ({ birth }) => birth?.estimatedAge }),
    hasDocument: t.boolean({ resolve: ({ identifiers }) => (identifiers ?? []).length > 0 }),
  }),
})

const StagedHouseholdRef = builder.objectRef<StagedRow>('StagedHousehold').implement({
  description: 'A household of a survey file. What the family said is gone once it is settled.',
  extensions: table({ table: 'staged_household', permission: 'survey.review', areas: true }),
  fields: (t) => {
    const said = <Value>(
      { staged_household_id, sealed }: StagedRow,
      context: Context,
      read: (said: RegisterInput) => Value,
    ) =>
      sealed === null ? null : read(parseSealed(context.decrypt(sealed, sealedPlace(staged_household_id))))
    const extensions = { needs: ['sealed'] }
    return {
      id: t.exposeID('staged_household_id'),
      instance: t.exposeString('instance', { description: 'Number of the form.' }),
      line: t.exposeInt('line', { description: 'Its first one in the file.' }),
      state: t.expose('state', { type: StagedStateEnum }),
      area: t.field({
        type: AreaRef,
        extensions: { pure: true, needs: ['operating_area'] },
        resolve: ({ operating_area }, _args, { tenant }) => tenant.requireArea(operating_area),
      }),
      problem: t.exposeString('problem', {
        nullable: true,
        description: 'Code, such as `POSSIBLE_DOUBLES`.',
      }),
      message: t.string({
        nullable: true,
        description: 'The problem for people, in the language of the request.',
        extensions: { pure: true, needs: ['problem'] },
        resolve: ({ problem }, _args, { texts }) => (problem === null ? null : texts.t(`error.${problem}`)),
      }),
      village: t.string({
        nullable: true,
        extensions,
        resolve: (row, _args, context) => said(row, context, ({ village }) => village ?? null),
      }),
      visitedOn: t.field({
        type: 'Date',
        nullable: true,
        extensions,
        resolve: (row, _args, context) => said(row, context, ({ occurredOn }) => occurredOn ?? null),
      }),
      members: t.field({
        type: [StagedMemberRef],
        nullable: true,
        extensions,
        resolve: (row, _args, context) => said(row, context, ({ members }) => [...members]),
      }),
      candidates: t.field({
        type: [PersonRef],
        description: 'People registered here who may be members.',
        extensions: { needs: ['candidates'] },
        resolve: ({ candidates }, _args, context, info) =>
          context.read((session) =>
            readMany<PersonRow>(session, info, {
              type: 'Person',
              where: (row) => sql`${sql.ref(`${row}.person_id`)} = any(${candidates ?? []}::uuid[])`,
            }),
          ),
      }),
      household: t.field({
        type: HouseholdRef,
        nullable: true,
        description: 'What it became.',
        extensions: relation({ many: false, on: { household_id: 'household_id' } }),
        resolve: (row, _args, _context, info) => nested<HouseholdRow | null>(row, info),
      }),
      reason: t.exposeString('reason', { nullable: true, description: 'Of whoever looked.' }),
      settledAt: t.expose('settled_at', { type: 'DateTime', nullable: true }),
      settledBy: t.exposeString('settled_by', { nullable: true }),
    }
  },
})

/** Ids that are none name no import. */
const named =
  (id: string) =>
  (row: string): RawBuilder<unknown> =>
    isId(id) ? sql`${sql.ref(`${row}.survey_import_id`)} = ${id}` : sql`false`

const SurveyImportConnection = connectionOf('SurveyImport', SurveyImportRef)
const StagedHouseholdConnection = connectionOf('StagedHousehold', StagedHouseholdRef)

builder.queryFields((t) => ({
  surveyImport: t.field({
    type: SurveyImportRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    extensions: { permission: 'survey.import', verbatim: true },
    resolve: (_root, { id }, context, info) =>
      context.read((session) =>
        readOne<ImportRow>(session, info, { type: 'SurveyImport', where: named(id) }),
      ),
  }),
  surveyImports: t.field({
    type: SurveyImportConnection,
    description: 'Oldest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    extensions: { permission: 'survey.import', verbatim: true },
    resolve: (_root, page, context, info) =>
      context.read((session) =>
        readConnection<ImportRow>(session, info, {
          type: 'SurveyImport',
          by: ['survey_import_id'],
          page: page as Page,
          where: () => sql`true`,
        }),
      ),
  }),
  stagedHouseholds: t.field({
    type: StagedHouseholdConnection,
    description:
      'Households of survey files: those that wait for a person, unless another state is asked for.',
    args: { first: t.arg.int(), after: t.arg.string(), state: t.arg({ type: StagedStateEnum }) },
    extensions: { permission: 'survey.review', verbatim: true },
    resolve: (_root, { state, ...page }, context, info) =>
      context.read((session) =>
        readConnection<StagedRow>(session, info, {
          type: 'StagedHousehold',
          by: ['staged_household_id'],
          page: page as Page,
          where: (row) => sql`${sql.ref(`${row}.state`)} = ${state ?? 'review'}`,
        }),
      ),
  }),
}))

const SurveyImportPayload = builder.objectRef<{ surveyImport: string }>('SurveyImportPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    surveyImport: t.field({
      type: SurveyImportRef,
      resolve: async ({ surveyImport }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<ImportRow>(session, info, { type: 'SurveyImport', where: named(surveyImport) }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['surveyImport'])
        return row
      },
    }),
  }),
})

const SurveyImportResult = builder.unionType('SurveyImportResult', {
  types: [SurveyImportPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'SurveyImportPayload'),
})

const StagedRefusalRef = builder.objectRef<Staged['refused'][number]>('StagedRefusal').implement({
  description: 'A household that was not taken in: to be corrected and given again.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    instance: t.exposeString('instance'),
    problem: t.field({ type: RefusalRef, resolve: ({ error }) => new Refused(error) }),
  }),
})

const StagePayload = builder.objectRef<Staged>('StagePayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    staged: t.exposeInt('staged', { description: 'Taken in now.' }),
    known: t.exposeInt('known', { description: 'Taken in before.' }),
    refused: t.field({ type: [StagedRefusalRef], resolve: ({ refused }) => [...refused] }),
  }),
})

const StageResult = builder.unionType('StageResult', {
  types: [StagePayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'StagePayload'),
})

const ReviewPayload = builder.objectRef<Reviewed>('ReviewPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      resolve: ({ household }, _args, context, info) =>
        household === null
          ? null
          : context.read((session) =>
              readOne<HouseholdRow>(session, info, {
                type: 'Household',
                where: (alias) => sql`${sql.ref(`${alias}.household_id`)} = ${household}`,
              }),
            ),
    }),
  }),
})

const ReviewResult = builder.unionType('ReviewResult', {
  types: [ReviewPayload, RefusalRef, RegisteredElsewhereRef],
  resolveType: (value) => (value instanceof Refused ? problemType(value) : 'ReviewPayload'),
})

const StagedHouseholdInput = builder.inputType('StagedHouseholdInput', {
  fields: (t) => ({
    instance: t.string({ required: true, description: 'Number of the form: it becomes a household once.' }),
    line: t.int({ required: true }),
    household: t.field({ type: RegisterHouseholdInput, required: true }),
  }),
})

const ReviewMemberInput = builder.inputType('ReviewMemberInput', {
  fields: (t) => ({ key: t.string({ required: true }), person: t.id({ required: true }) }),
})

const ReviewStagedHouseholdInput = builder.inputType('ReviewStagedHouseholdInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    stagedHousehold: t.id({ required: true }),
    review: t.field({ type: ReviewEnum, required: true }),
    household: t.id({ description: 'Of `same`: the one that the form is about.' }),
    members: t.field({
      type: [ReviewMemberInput],
      description: 'Of `same`: which line of the form is which member. Of the others nothing is taken over.',
    }),
    reason: t.string({ required: true }),
  }),
})

builder.mutationFields((t) => ({
  beginSurveyImport: t.field({
    type: SurveyImportResult,
    description: 'Begins to take a survey file in. The same content again is the same import.',
    args: { name: t.arg.string({ required: true }), sha256: t.arg.string({ required: true }) },
    extensions: { permission: 'survey.import' },
    resolve: (_root, args, context) =>
      answered(() =>
        context.write((session) => beginSurveyImport(session, args), { action: 'survey.import' }),
      ),
  }),
  stageHouseholds: t.field({
    type: StageResult,
    description:
      'Checks households of a file and keeps the good ones, at most 200 at once, until they are merged.',
    args: {
      surveyImport: t.arg.id({ required: true }),
      households: t.arg({ type: [StagedHouseholdInput], required: true }),
    },
    extensions: { permission: 'survey.import' },
    resolve: (_root, args, context) =>
      answered(() => context.write((session) => stageHouseholds(session, args), { action: 'survey.import' })),
  }),
  mergeSurvey: t.field({
    type: SurveyImportResult,
    description:
      'Brings what is staged into the register, as a job. Whoever may be there already waits for a person.',
    args: { surveyImport: t.arg.id({ required: true }) },
    extensions: { permission: 'survey.import' },
    resolve: (_root, { surveyImport }, context) =>
      answered(() =>
        context.write((session) => requestMerge(session, surveyImport), { action: 'survey.import' }),
      ),
  }),
  reviewStagedHousehold: t.field({
    type: ReviewResult,
    args: { input: t.arg({ type: ReviewStagedHouseholdInput, required: true }) },
    extensions: { permission: 'survey.review' },
    resolve: (_root, { input }, context) =>
      answered(() =>
        context.write((session) => reviewStagedHousehold(session, input), { action: 'survey.review' }),
      ),
  }),
}))
