import type { YearlySum } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { HouseholdRef, type HouseholdRow } from '../household/graphql.ts'
import type { OverlapId } from '../ids.ts'
import { PersonRef, type PersonRow } from '../person/graphql.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { wall } from '../read/plan.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { visibleProgrammes } from '../read/visible-programmes.ts'
import { MoneyRef } from '../screening/result-graphql.ts'
import type { Session } from '../session.ts'
import { resolveOverlap } from './service.ts'
import { OVERLAP_STATES, type OverlapTable, RESOLUTIONS } from './table.ts'

type OverlapRow = Selectable<OverlapTable> & { readonly reference: string }

const OverlapStateEnum = builder.enumType('OverlapState', {
  description: 'Gone: the two do not stand against each other any more.',
  values: OVERLAP_STATES,
})
const ResolutionEnum = builder.enumType('OverlapResolution', {
  description: 'Both may go on, one is to be stopped, or one of them was never so.',
  values: RESOLUTIONS,
})

const AmountRef = builder.objectRef<YearlySum>('YearlyAmount').implement({
  description: 'What a year comes to, between these two.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    low: t.field({
      type: MoneyRef,
      resolve: ({ low }, _args, { tenant }) => ({
        minorUnits: low,
        currency: tenant.definition.formats.currency,
      }),
    }),
    high: t.field({
      type: MoneyRef,
      resolve: ({ high }, _args, { tenant }) => ({
        minorUnits: high,
        currency: tenant.definition.formats.currency,
      }),
    }),
  }),
})

const amount = (low: number | null, high: number | null): YearlySum | null =>
  low === null || high === null ? null : { low, high }

const EnrolmentOverlapRef = builder.objectRef<OverlapRow>('EnrolmentOverlap').implement({
  description:
    'Two enrolments in one household, listed or confirmed, that overlap rules set against each other: somebody’s work.',
  extensions: table({
    table: 'overlap',
    permission: 'overlap.resolve',
    areas: true,
    computed: {
      reference: (row) => sql`(select h.reference from household h
        where h.tenant_id = ${sql.ref(`${row}.tenant_id`)} and h.household_id = ${sql.ref(`${row}.household_id`)})`,
    },
  }),
  fields: (t) => {
    const programme = (column: 'programme' | 'other_programme') =>
      t.field({
        type: ProgrammeRef,
        nullable: true,
        extensions: { pure: true, needs: [column] },
        resolve: (row, _args, { tenant }) => tenant.programmes.get(row[column]) ?? null,
      })
    const person = (column: 'person_id' | 'other_person_id') =>
      t.field({
        type: PersonRef,
        nullable: true,
        description: 'Null where the household itself is enrolled, or for whoever may not read people.',
        extensions: relation({ many: false, on: { person_id: column } }),
        resolve: (row, _args, _context, info) => nested<PersonRow | null>(row, info),
      })
    return {
      id: t.exposeID('overlap_id'),
      state: t.expose('state', { type: OverlapStateEnum }),
      area: t.field({
        type: AreaRef,
        extensions: { pure: true, needs: ['operating_area'], permission: 'area.read' },
        resolve: ({ operating_area }, _args, { tenant }) => tenant.requireArea(operating_area),
      }),
      reference: t.string({
        description: 'Of the household.',
        extensions: { needs: ['reference', 'household_id'] },
        resolve: ({ reference }) => reference,
      }),
      household: t.field({
        type: HouseholdRef,
        nullable: true,
        extensions: relation({ many: false, on: { household_id: 'household_id' } }),
        resolve: (row, _args, _context, info) => nested<HouseholdRow | null>(row, info),
      }),
      programme: programme('programme'),
      person: person('person_id'),
      otherProgramme: programme('other_programme'),
      otherPerson: person('other_person_id'),
      rules: t.field({
        type: ['String'],
        description: 'Overlap rules that say so: `programme.rule`.',
        extensions: { pure: true, needs: ['rules'] },
        resolve: ({ rules }) => rules,
      }),
      bars: t.exposeBoolean('bars', { description: 'One of the rules bars where both are confirmed.' }),
      yearly: t.field({
        type: AmountRef,
        nullable: true,
        description:
          'Of `programme`: what the list says is paid, or the benefit of that day. Null where nothing is known.',
        extensions: { pure: true, needs: ['yearly_low', 'yearly_high'] },
        resolve: ({ yearly_low, yearly_high }) => amount(yearly_low, yearly_high),
      }),
      otherYearly: t.field({
        type: AmountRef,
        nullable: true,
        description: 'Of `otherProgramme`.',
        extensions: { pure: true, needs: ['other_yearly_low', 'other_yearly_high'] },
        resolve: ({ other_yearly_low, other_yearly_high }) => amount(other_yearly_low, other_yearly_high),
      }),
      raisedOn: t.expose('raised_on', { type: 'Date' }),
      resolution: t.expose('resolution', { type: ResolutionEnum, nullable: true }),
      reason: t.exposeString('reason', { nullable: true }),
      settledAt: t.expose('settled_at', { type: 'DateTime', nullable: true }),
      settledBy: t.exposeString('settled_by', { nullable: true }),
    }
  },
})

interface Total {
  readonly area: string
  readonly state: (typeof OVERLAP_STATES)[number]
  readonly overlaps: number
  readonly bars: number
  readonly households: number
  readonly low: number
  readonly high: number
  readonly unsummed: number
}

const TotalRef = builder.objectRef<Total>('OverlapTotal').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    area: t.field({ type: AreaRef, resolve: ({ area }, _args, { tenant }) => tenant.requireArea(area) }),
    state: t.field({ type: OverlapStateEnum, resolve: ({ state }) => state }),
    overlaps: t.exposeInt('overlaps'),
    bars: t.exposeInt('bars', { description: 'Of them, those where one of the rules bars.' }),
    households: t.exposeInt('households'),
    atStake: t.field({
      type: AmountRef,
      description:
        'What is paid beside the other in a year: at least the smaller of the two, at most the larger.',
      resolve: ({ low, high }) => ({ low, high }),
    }),
    unsummed: t.exposeInt('unsummed', {
      description: 'Overlaps that are not in the sum, because an amount of theirs is not known.',
    }),
  }),
})

const OverlapConnection = connectionOf('EnrolmentOverlap', EnrolmentOverlapRef)

const inArea = (row: string, area: string | null | undefined) =>
  area == null ? sql`` : sql`and ${sql.ref(`${row}.operating_area`)} = ${area}`
const visible = (session: Session, row: string) =>
  visibleProgrammes(session, row, ['programme', 'other_programme'])

async function readTotals(session: Session, area: string | null | undefined): Promise<readonly Total[]> {
  const { rows } = await sql<Total>`
    select o.operating_area as area, o.state, count(*)::int as overlaps, count(*) filter (where o.bars)::int as bars,
      count(distinct o.household_id)::int as households,
      coalesce(sum(least(o.yearly_low, o.other_yearly_low)) filter (where ${summed}), 0)::float8 as low,
      coalesce(sum(greatest(o.yearly_high, o.other_yearly_high)) filter (where ${summed}), 0)::float8 as high,
      count(*) filter (where not (${summed}))::int as unsummed
    from overlap o where ${wall(session, 'overlap.resolve', 'o')} and ${visible(session, 'o')} ${inArea('o', area)}
    group by o.operating_area, o.state order by o.operating_area, o.state`.execute(session.tx)
  return rows
}

const summed = sql`o.yearly_low is not null and o.other_yearly_low is not null`

builder.queryFields((t) => ({
  overlaps: t.field({
    type: OverlapConnection,
    description: 'Overlaps in reach.',
    args: {
      area: t.arg.id(),
      state: t.arg({ type: OverlapStateEnum }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    extensions: { permission: 'overlap.resolve', verbatim: true },
    resolve: (_root, { area, state, ...page }, context, info) =>
      context.read((session) =>
        readConnection<OverlapRow>(session, info, {
          type: 'EnrolmentOverlap',
          by: ['overlap_id'],
          page: page as Page,
          where: (row) => sql`${visible(session, row)} ${inArea(row, area)}
            ${state == null ? sql`` : sql`and ${sql.ref(`${row}.state`)} = ${state}`}`,
        }),
      ),
  }),
  overlapTotals: t.field({
    type: [TotalRef],
    description: 'Overlaps in reach by area and state, with what is at stake.',
    args: { area: t.arg.id() },
    extensions: { permission: 'overlap.resolve' },
    resolve: async (_root, { area }, context) => [
      ...(await context.read((session) => readTotals(session, area))),
    ],
  }),
}))

const ResolveOverlapInput = builder.inputType('ResolveOverlapInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    overlap: t.id({ required: true }),
    resolution: t.field({ type: ResolutionEnum, required: true }),
    reason: t.string({ required: true }),
  }),
})

const OverlapPayload = builder.objectRef<{ overlap: OverlapId }>('OverlapPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    overlap: t.field({
      type: EnrolmentOverlapRef,
      resolve: async ({ overlap }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<OverlapRow>(session, info, {
            type: 'EnrolmentOverlap',
            where: (alias) => sql`${sql.ref(`${alias}.overlap_id`)} = ${overlap}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['overlap'])
        return row
      },
    }),
  }),
})

const OverlapResult = builder.unionType('OverlapResult', {
  types: [OverlapPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'OverlapPayload'),
})

builder.mutationField('resolveOverlap', (t) =>
  t.field({
    type: OverlapResult,
    description: 'Somebody has looked into it.',
    args: { input: t.arg({ type: ResolveOverlapInput, required: true }) },
    extensions: { permission: 'overlap.resolve' },
    resolve: (_root, { input }, context) =>
      answered(() =>
        context.write((session) => resolveOverlap(session, input), { action: 'overlap.resolve' }),
      ),
  }),
)
