import { ENROLMENT_LEVELS } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { builder } from '../graphql/builder.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { type RelationScope, standing, table } from '../read/declare.ts'
import type { EnrolmentTable } from './table.ts'

export type EnrolmentRow = Selectable<EnrolmentTable>

const EnrolmentLevelEnum = builder.enumType('EnrolmentLevel', {
  description: 'The family says so, an institution’s list says so, or a decision or letter does.',
  values: ENROLMENT_LEVELS,
})

/** Enrolments that stand; an institution's officer sees those in its own programmes. */
export const visibleEnrolments = (row: string, { session }: RelationScope) => {
  const { institution } = session.actor
  if (institution === undefined) return standing(row)
  const own = session.tenant.definition.programmes.filter(
    (programme) => programme.institution === institution,
  )
  return sql`${standing(row)} and ${sql.ref(`${row}.programme`)} = any(${own.map(({ id }) => id)}::text[])`
}

export const EnrolmentRef = builder.objectRef<EnrolmentRow>('Enrolment').implement({
  description: 'A participation in a programme, or a family’s word that there is none.',
  extensions: table({ table: 'enrolment', permission: 'household.read', areas: true }),
  fields: (t) => ({
    id: t.exposeID('enrolment_id'),
    programme: t.field({
      type: ProgrammeRef,
      extensions: { needs: ['programme'] },
      resolve: ({ programme }, _args, { tenant }) => tenant.requireProgramme(programme),
    }),
    enrolled: t.exposeBoolean('enrolled'),
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
