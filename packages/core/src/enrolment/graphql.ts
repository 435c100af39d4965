import { ENROLMENT_LEVELS } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { type RelationScope, standing, table } from '../read/declare.ts'
import { readOne } from '../read/read.ts'
import { mayIn } from '../session.ts'
import { ENROLMENT_REASONS, HAND_STATES } from './policy.ts'
import { superseded } from './queries.ts'
import { moveEnrolment } from './service.ts'
import { ENROLMENT_STATES, type EnrolmentTable } from './table.ts'

export type EnrolmentRow = Selectable<EnrolmentTable>

const EnrolmentLevelEnum = builder.enumType('EnrolmentLevel', {
  description: 'The family says so, an institution’s list says so, or a decision or letter does.',
  values: ENROLMENT_LEVELS,
})

const EnrolmentStateEnum = builder.enumType('EnrolmentState', {
  description:
    'Eligible but without a place; in; stopped for a while, and still taking part for every rule; or out for good.',
  values: ENROLMENT_STATES,
})
const EnrolmentReasonEnum = builder.enumType('EnrolmentReason', { values: ENROLMENT_REASONS })
const HandStateEnum = builder.enumType('EnrolmentMove', { values: HAND_STATES })

/** Enrolments that stand, or what counts of them now; an institution's officer sees those in its own programmes. */
export const visibleEnrolments = (row: string, { session, args }: RelationScope) => {
  const { institution } = session.actor
  const wanted = args.current ? sql`${standing(row)} and not ${superseded(row)}` : standing(row)
  if (institution === undefined) return wanted
  const own = session.tenant.definition.programmes.filter(
    (programme) => programme.institution === institution,
  )
  return sql`${wanted} and ${sql.ref(`${row}.programme`)} = any(${own.map(({ id }) => id)}::text[])`
}

export const EnrolmentRef = builder.objectRef<EnrolmentRow>('Enrolment')
EnrolmentRef.implement({
  description:
    'What is known of a participation in a programme from a day on, or a family’s word that there is none. Of one programme the latest counts; the earlier ones are its history.',
  extensions: table({ table: 'enrolment', permission: 'household.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('enrolment_id'),
    programme: t.field({
      type: ProgrammeRef,
      extensions: { pure: true, needs: ['programme'] },
      resolve: ({ programme }, _args, { tenant }) => tenant.requireProgramme(programme),
    }),
    enrolled: t.exposeBoolean('enrolled', {
      description: 'What the rules read: true while enrolled or suspended.',
    }),
    state: t.expose('state', {
      type: EnrolmentStateEnum,
      nullable: true,
      description: 'Null where the family or a list says that there is no participation.',
    }),
    reason: t.field({
      type: EnrolmentReasonEnum,
      nullable: true,
      description: 'Why it was moved; withheld where the programme’s rules read something sensitive.',
      extensions: { pure: true, needs: ['reason', 'programme', 'operating_area'] },
      resolve: ({ reason, programme, operating_area }, _args, { tenant, actor }) =>
        tenant.readsSensitive(programme) && !mayIn(actor, 'fact.readSensitive', operating_area)
          ? null
          : (ENROLMENT_REASONS.find((one) => one === reason) ?? null),
    }),
    application: t.exposeID('application_id', {
      nullable: true,
      description: 'The application that it came from.',
    }),
    recordedAt: t.expose('recorded_from', { type: 'DateTime', description: 'When it was typed in.' }),
    level: t.expose('level', { type: EnrolmentLevelEnum }),
    from: t.expose('valid_from', { type: 'Date' }),
    until: t.expose('valid_to', { type: 'Date', nullable: true }),
  }),
})

export const EnrolmentInputRef = builder.inputType('EnrolmentInput', {
  fields: (t) => ({
    programme: t.id({ required: true }),
    enrolled: t.boolean({ required: true }),
    level: t.field({ type: EnrolmentLevelEnum, required: true }),
    asOf: t.field({ type: 'Date' }),
  }),
})

export const MemberEnrolmentInputRef = builder.inputType('MemberEnrolmentInput', {
  description: 'A participation of a member, or of the household where no person is named.',
  fields: (t) => ({
    person: t.id(),
    programme: t.id({ required: true }),
    enrolled: t.boolean({ required: true }),
    level: t.field({ type: EnrolmentLevelEnum, required: true }),
    asOf: t.field({ type: 'Date' }),
  }),
})

const MoveEnrolmentInput = builder.inputType('MoveEnrolmentInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    enrolment: t.id({ required: true, description: 'Any row of the participation.' }),
    to: t.field({ type: HandStateEnum, required: true }),
    reason: t.field({ type: EnrolmentReasonEnum, required: true }),
    on: t.field({ type: 'Date', required: true, description: 'The day it happened.' }),
  }),
})

const EnrolmentPayload = builder.objectRef<{ enrolment: string }>('EnrolmentPayload').implement({
  description: 'The participation as it stands after the change.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    enrolment: t.field({
      type: EnrolmentRef,
      resolve: async ({ enrolment }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<EnrolmentRow>(session, info, {
            type: 'Enrolment',
            where: (alias) => sql`${sql.ref(`${alias}.enrolment_id`)} = ${enrolment}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['enrolment'])
        return row
      },
    }),
  }),
})

const EnrolmentResult = builder.unionType('EnrolmentResult', {
  types: [EnrolmentPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'EnrolmentPayload'),
})

builder.mutationField('moveEnrolment', (t) =>
  t.field({
    type: EnrolmentResult,
    description: 'Suspends a participation, takes it up again, or ends it.',
    args: { input: t.arg({ type: MoveEnrolmentInput, required: true }) },
    extensions: { permission: 'enrolment.manage' },
    resolve: (_root, { input }, context) =>
      answered(() =>
        context.write((session) => moveEnrolment(session, input), { action: 'enrolment.manage' }),
      ),
  }),
)
