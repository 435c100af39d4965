import { type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { standing, table } from '../read/declare.ts'
import { readMany, readOne } from '../read/read.ts'
import { type Filled, fillPlaces, setQuota, type WaitingPlace, waitingList } from './service.ts'
import type { QuotaTable } from './table.ts'

type QuotaRow = Selectable<QuotaTable>

const QuotaRef = builder.objectRef<QuotaRow>('Quota').implement({
  description: 'Places of a programme in an area, or in the whole tenant, for the rest of a fiscal year.',
  extensions: table({ table: 'quota', permission: 'programme.read', areas: false }),
  fields: (t) => ({
    id: t.exposeID('quota_id'),
    programme: t.field({
      type: ProgrammeRef,
      nullable: true,
      extensions: { pure: true, needs: ['programme'] },
      resolve: ({ programme }, _args, { tenant }) => tenant.programmes.get(programme) ?? null,
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'Null for the whole tenant.',
      extensions: { pure: true, needs: ['area_id'], permission: 'area.read' },
      resolve: ({ area_id }, _args, { tenant }) => (area_id === null ? null : tenant.requireArea(area_id)),
    }),
    places: t.exposeInt('places'),
    from: t.expose('valid_from', { type: 'Date' }),
    to: t.expose('valid_to', { type: 'Date', description: 'First day of the next fiscal year.' }),
    recordedAt: t.expose('recorded_from', { type: 'DateTime' }),
  }),
})

const WaitingRef = builder.objectRef<WaitingPlace>('WaitingPlace').implement({
  description: 'Who is eligible but unfunded: a reference, no name.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    rank: t.exposeInt('rank'),
    reference: t.exposeString('reference', { description: 'Of the household.' }),
    since: t.expose('since', { type: 'Date' }),
  }),
})

builder.queryFields((t) => ({
  quotas: t.field({
    type: [QuotaRef],
    description: 'Places that were set for a programme, as known now.',
    args: { programme: t.arg.id({ required: true }) },
    extensions: { permission: 'programme.read' },
    resolve: async (_root, { programme }, context, info) => [
      ...(await context.read((session) =>
        readMany<QuotaRow>(session, info, {
          type: 'Quota',
          where: (row) =>
            sql`${standing(row)} and ${sql.ref(`${row}.programme`)} = ${programme}
              order by ${sql.ref(`${row}.valid_from`)}, ${sql.ref(`${row}.quota_id`)}`,
        }),
      )),
    ],
  }),
  waitingList: t.field({
    type: [WaitingRef],
    description:
      'Who waits for a place, in the order in which places go; the first two hundred. Empty for whoever may not see who is on it.',
    args: {
      programme: t.arg.id({ required: true }),
      area: t.arg.id({ description: 'All in reach without it.' }),
    },
    extensions: { permission: 'application.read' },
    resolve: async (_root, args, context) => [
      ...(await context.read((session) => waitingList(session, args))),
    ],
  }),
}))

const SetQuotaInput = builder.inputType('SetQuotaInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    programme: t.id({ required: true }),
    area: t.id({ description: 'Operating area; the whole tenant without it.' }),
    fiscalYear: t.int({ required: true, description: 'The year in which it starts.' }),
    places: t.int({ required: true }),
    from: t.field({
      type: 'Date',
      description: 'First day on which it counts: the year’s first without it.',
    }),
  }),
})

const FillPlacesInput = builder.inputType('FillPlacesInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    programme: t.id({ required: true }),
    area: t.id({ description: 'Operating area; the whole tenant without it.' }),
  }),
})

const QuotaPayload = builder.objectRef<{ quota: string }>('QuotaPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    quota: t.field({
      type: QuotaRef,
      resolve: async ({ quota }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<QuotaRow>(session, info, {
            type: 'Quota',
            where: (alias) => sql`${sql.ref(`${alias}.quota_id`)} = ${quota}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['quota'])
        return row
      },
    }),
  }),
})

const FillPayload = builder.objectRef<Filled>('FillPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    filled: t.exposeInt('filled'),
    barred: t.exposeInt('barred', {
      description: 'Whom another enrolment has come to bar: they stay on the list.',
    }),
  }),
})

const QuotaResult = builder.unionType('QuotaResult', {
  types: [QuotaPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'QuotaPayload'),
})

const FillResult = builder.unionType('FillResult', {
  types: [FillPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'FillPayload'),
})

builder.mutationFields((t) => ({
  setQuota: t.field({
    type: QuotaResult,
    description: 'Sets how many can be in a programme. Nobody is taken in by it.',
    args: { input: t.arg({ type: SetQuotaInput, required: true }) },
    extensions: { permission: 'quota.manage' },
    resolve: (_root, { input }, context) =>
      answered(() => context.write((session) => setQuota(session, input), { action: 'quota.manage' })),
  }),
  fillPlaces: t.field({
    type: FillResult,
    description:
      'Gives free places to those who wait, in their order, from today on; at most a hundred at a time.',
    args: { input: t.arg({ type: FillPlacesInput, required: true }) },
    extensions: { permission: 'quota.manage' },
    resolve: (_root, { input }, context) =>
      answered(() =>
        // Counts places of the whole tenant and locks relatives' households in other areas.
        context.write((session) => fillPlaces(session, input), { action: 'quota.manage', acrossAreas: true }),
      ),
  }),
}))
