import type { Action } from '@onewindow/tenant'
import { sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { answered, ProblemRef, RefusalRef, Refused } from '../graphql/problem.ts'
import type { ApplicationId } from '../ids.ts'
import { readOne } from '../read/read.ts'
import { OverlapRef } from '../screening/result-graphql.ts'
import type { Session } from '../session.ts'
import { OverlapsFound } from './errors.ts'
import {
  ApplicationReasonEnum,
  ApplicationRef,
  type ApplicationRow,
  DecisionEnum,
  ScanTypeEnum,
  visibleApplications,
} from './graphql.ts'
import {
  apply,
  confirmRecordedDecision,
  decideApplication,
  postponeApplication,
  recordDecision,
  reviewApplication,
  withdrawApplication,
} from './service.ts'

const ApplicationPayload = builder.objectRef<{ application: ApplicationId }>('ApplicationPayload').implement({
  description: 'The application as it stands after the change.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    application: t.field({
      type: ApplicationRef,
      resolve: async ({ application }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<ApplicationRow>(session, info, {
            type: 'Application',
            where: (alias) =>
              sql`${sql.ref(`${alias}.application_id`)} = ${application} and ${visibleApplications(alias, { session })}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['application'])
        return row
      },
    }),
  }),
})

const OverlapsFoundRef = builder.objectRef<Refused<OverlapsFound>>('OverlapsFound').implement({
  description:
    'Other enrolments stand in the way: they bar this one, or the approver has to answer them first (`acknowledged`).',
  interfaces: [ProblemRef],
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    overlaps: t.field({
      type: [OverlapRef],
      resolve: ({ error: { programme, overlaps } }, _args, { tenant }) =>
        overlaps.map((overlap) => ({
          overlap,
          programme: tenant.requireProgramme(programme),
          release: tenant,
        })),
    }),
  }),
})

const ApplicationResult = builder.unionType('ApplicationResult', {
  types: [ApplicationPayload, RefusalRef, OverlapsFoundRef],
  resolveType: (value) => {
    if (!(value instanceof Refused)) return 'ApplicationPayload'
    return value.error instanceof OverlapsFound ? 'OverlapsFound' : 'Refusal'
  },
})

const AcknowledgementInput = builder.inputType('OverlapAcknowledgementInput', {
  description:
    'The approver has seen these overlaps, which only warn, and says why it is right all the same.',
  fields: (t) => ({
    programmes: t.idList({ required: true, description: 'The other programmes of the overlaps.' }),
    reason: t.string({ required: true }),
  }),
})

const ApplyInput = builder.inputType('ApplyInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    household: t.id({ required: true }),
    person: t.id({ description: 'For a programme of persons; left out for one of households.' }),
    programme: t.id({ required: true }),
    consent: t.boolean({
      required: true,
      description: 'The family agrees to apply, and that its data go to the institution.',
    }),
    occurredOn: t.field({ type: 'Date' }),
    screening: t.id({ description: 'The screening that brought the family here.' }),
    askAgainOn: t.field({
      type: 'Date',
      description: 'When the window asks again; needed where the institution does not answer by itself.',
    }),
  }),
})

const DecideApplicationInput = builder.inputType('DecideApplicationInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    application: t.id({ required: true }),
    decision: t.field({ type: DecisionEnum, required: true }),
    reason: t.field({ type: ApplicationReasonEnum, description: 'Of a refusal.' }),
    on: t.field({ type: 'Date', required: true }),
    acknowledged: t.field({ type: AcknowledgementInput }),
  }),
})

const ReviewApplicationInput = builder.inputType('ReviewApplicationInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    application: t.id({ required: true }),
    on: t.field({ type: 'Date' }),
  }),
})

const WithdrawApplicationInput = builder.inputType('WithdrawApplicationInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    application: t.id({ required: true }),
    reason: t.field({ type: ApplicationReasonEnum, required: true }),
    on: t.field({ type: 'Date' }),
  }),
})

const PostponeApplicationInput = builder.inputType('PostponeApplicationInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    application: t.id({ required: true }),
    askAgainOn: t.field({ type: 'Date', required: true }),
    on: t.field({ type: 'Date', description: 'The day on which the window asked.' }),
  }),
})

const ScanInput = builder.inputType('ScanInput', {
  fields: (t) => ({
    type: t.field({ type: ScanTypeEnum, required: true }),
    base64: t.string({ required: true, description: 'At most 2 MB before encoding.' }),
  }),
})

const RecordDecisionInput = builder.inputType('RecordDecisionInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    application: t.id({ required: true }),
    decision: t.field({ type: DecisionEnum, required: true }),
    reason: t.field({ type: ApplicationReasonEnum, description: 'Of a refusal.' }),
    number: t.string({ required: true, description: 'Of the letter or list.' }),
    on: t.field({ type: 'Date', required: true, description: 'The day that the letter or list bears.' }),
    scan: t.field({ type: ScanInput }),
  }),
})

const ConfirmRecordedDecisionInput = builder.inputType('ConfirmRecordedDecisionInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    recordedDecision: t.id({ required: true }),
    acknowledged: t.field({ type: AcknowledgementInput }),
  }),
})

/**
 * Runs a use case about an application, in one transaction. What makes an enrolment counts places of the whole tenant and
 * locks relatives' households in other areas, so its transaction reaches them; it finds the application in the actor's own.
 */
const change = (
  context: Context,
  reach: { readonly action: Action; readonly acrossAreas?: boolean },
  run: (session: Session) => Promise<{ readonly application: ApplicationId }>,
) => answered(() => context.write(run, reach))

builder.mutationFields((t) => ({
  apply: t.field({
    type: ApplicationResult,
    description: 'A family asks for one programme, and the window does what the programme’s route asks for.',
    args: { input: t.arg({ type: ApplyInput, required: true }) },
    extensions: { permission: 'application.create' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.create' }, (session) => apply(session, input)),
  }),
  reviewApplication: t.field({
    type: ApplicationResult,
    description: 'The programme’s institution has begun to look at it.',
    args: { input: t.arg({ type: ReviewApplicationInput, required: true }) },
    extensions: { permission: 'application.decide' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.decide' }, (session) => reviewApplication(session, input)),
  }),
  decideApplication: t.field({
    type: ApplicationResult,
    description: 'The programme’s institution decides. An approval makes the enrolment.',
    args: { input: t.arg({ type: DecideApplicationInput, required: true }) },
    extensions: { permission: 'application.decide' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.decide', acrossAreas: true }, (session) =>
        decideApplication(session, input),
      ),
  }),
  withdrawApplication: t.field({
    type: ApplicationResult,
    description: 'The family takes it back, or it was a mistake.',
    args: { input: t.arg({ type: WithdrawApplicationInput, required: true }) },
    extensions: { permission: 'application.create' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.create' }, (session) => withdrawApplication(session, input)),
  }),
  postponeApplication: t.field({
    type: ApplicationResult,
    description: 'The window asked, there is no answer yet, and it will ask again.',
    args: { input: t.arg({ type: PostponeApplicationInput, required: true }) },
    extensions: { permission: 'application.create' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.create' }, (session) => postponeApplication(session, input)),
  }),
  recordDecision: t.field({
    type: ApplicationResult,
    description:
      'Writes down what an institution decided outside OneWindow. It counts once a second person confirms it.',
    args: { input: t.arg({ type: RecordDecisionInput, required: true }) },
    extensions: { permission: 'application.record' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.record' }, (session) => recordDecision(session, input)),
  }),
  confirmRecordedDecision: t.field({
    type: ApplicationResult,
    description: 'A second person has compared the record with the letter or list: it counts from now on.',
    args: { input: t.arg({ type: ConfirmRecordedDecisionInput, required: true }) },
    extensions: { permission: 'application.record' },
    resolve: (_root, { input }, context) =>
      change(context, { action: 'application.record', acrossAreas: true }, (session) =>
        confirmRecordedDecision(session, input),
      ),
  }),
}))
