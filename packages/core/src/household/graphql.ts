import { PRESENCES } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { ApplicationRef, type ApplicationRow, visibleApplications } from '../application/graphql.ts'
import { AreaRef } from '../area/graphql.ts'
import { EnrolmentRef, type EnrolmentRow, visibleEnrolments } from '../enrolment/graphql.ts'
import { FactRef, type FactRow, notSensitive } from '../fact/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { isId } from '../ids.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { relation, standing, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { ScreeningRef, type ScreeningRow } from '../screening/graphql.ts'
import { parseReference } from './reference.ts'
import {
  CHANGE_KINDS,
  type HouseholdChangeTable,
  type HouseholdTable,
  type MembershipTable,
  ROLES_IN_HOUSEHOLD,
} from './table.ts'

export type HouseholdRow = Selectable<HouseholdTable>
export type MembershipRow = Selectable<MembershipTable>

export const HouseholdRef = builder.objectRef<HouseholdRow>('Household')
export const MembershipRef = builder.objectRef<MembershipRow>('Membership')
export const PresenceEnum = builder.enumType('Presence', {
  description: 'Under the roof, away (a migrant), or in an institution.',
  values: PRESENCES,
})
const REASON = 'In the words of the window, which may be about an illness or a quarrel.'

/** What happened to a household, as the planner reads it. */
type HouseholdChangeRow = Selectable<HouseholdChangeTable> & { readonly undone: boolean }

const HouseholdChangeRef = builder.objectRef<HouseholdChangeRow>('HouseholdChange')
const ChangeKindEnum = builder.enumType('HouseholdChangeKind', { values: CHANGE_KINDS })
export const RoleInHouseholdEnum = builder.enumType('RoleInHousehold', { values: ROLES_IN_HOUSEHOLD })

HouseholdRef.implement({
  description: 'People who live together. A household is not a family: several married women may share one.',
  extensions: table({
    table: 'household',
    permission: 'household.read',
    areas: true,
    household: (row) => sql`(${sql.ref(`${row}.household_id`)})`,
  }),
  fields: (t) => ({
    id: t.exposeID('household_id'),
    reference: t.exposeString('reference', {
      description: 'What the family is called by: short, with a check character.',
    }),
    area: t.field({
      type: AreaRef,
      extensions: { pure: true, needs: ['operating_area'] },
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
    changes: t.field({
      type: [HouseholdChangeRef],
      description: 'What happened to it as one thing, the latest last: each can be undone.',
      extensions: relation({ many: true, on: { household_id: 'household_id' }, orderBy: ['change_id'] }),
      resolve: (household, _args, _context, info) => nested<HouseholdChangeRow[]>(household, info),
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
      description: 'All that is known, with its history; with `current` only what counts now.',
      args: { current: t.arg.boolean() },
      extensions: relation({
        many: true,
        on: { household_id: 'household_id' },
        where: visibleEnrolments,
        orderBy: ['programme', 'valid_from', 'recorded_from'],
      }),
      resolve: (household, _args, _context, info) => nested<EnrolmentRow[]>(household, info),
    }),
    applications: t.field({
      type: [ApplicationRef],
      description: 'Of the household and of its members.',
      extensions: relation({
        many: true,
        on: { household_id: 'household_id' },
        where: visibleApplications,
        orderBy: ['application_id'],
      }),
      resolve: (household, _args, _context, info) => nested<ApplicationRow[]>(household, info),
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
    reason: t.exposeString('reason', {
      nullable: true,
      description: REASON,
      extensions: { permission: 'household.register' },
    }),
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      description:
        'Null where this reader may not see it: an institution sees where its people live, not where they lived.',
      extensions: relation({ many: false, on: { household_id: 'household_id' } }),
      resolve: (membership, _args, _context, info) => nested<HouseholdRow | null>(membership, info),
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Null where this reader may see households but not people.',
      extensions: relation({ many: false, on: { person_id: 'person_id' } }),
      resolve: (membership, _args, _context, info) => nested<PersonRow | null>(membership, info),
    }),
  }),
})

HouseholdChangeRef.implement({
  description: 'A split, a merge, a death, another head, someone who came or left.',
  extensions: table({
    table: 'household_change',
    permission: 'household.read',
    areas: true,
    computed: {
      undone: (row) => sql`exists (select from household_change u
        where u.tenant_id = ${sql.ref(`${row}.tenant_id`)} and u.undoes = ${sql.ref(`${row}.change_id`)})`,
    },
  }),
  fields: (t) => ({
    id: t.exposeID('change_id'),
    kind: t.expose('kind', { type: ChangeKindEnum }),
    occurredOn: t.expose('occurred_on', { type: 'Date' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: REASON,
      extensions: { permission: 'household.register' },
    }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime' }),
    undone: t.exposeBoolean('undone'),
  }),
})

const HouseholdConnection = connectionOf('Household', HouseholdRef)

builder.queryFields((t) => ({
  household: t.field({
    type: HouseholdRef,
    nullable: true,
    description: 'By id, or by the reference on the family’s slip.',
    args: { id: t.arg.id(), reference: t.arg.string() },
    extensions: { permission: 'household.read', verbatim: true },
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
    extensions: { permission: 'household.read', verbatim: true },
    resolve: (_root, { area, ...page }, context, info) =>
      context.read((session) =>
        readConnection<HouseholdRow>(session, info, {
          type: 'Household',
          by: ['household_id'],
          page: page as Page,
          where: (row) => {
            if (area == null) return sql`true`
            return session.tenant.areas.has(area)
              ? sql`${sql.ref(`${row}.operating_area`)} = ${area}`
              : sql`false`
          },
        }),
      ),
  }),
}))
