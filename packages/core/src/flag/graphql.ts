import { type RawBuilder, type Selectable, sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { checkDay } from '../dates.ts'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import type { FlagId } from '../ids.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { wall } from '../read/plan.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { mayIn } from '../session.ts'
import { SETTLEMENTS } from './policy.ts'
import { countFlags, type FlagCount, settleFlag } from './service.ts'
import { FLAG_KINDS, FLAG_STATES, type FlagMoveTable, type FlagTable } from './table.ts'

type FlagRow = Selectable<FlagTable> & {
  readonly account_name: string | null
  readonly households: readonly FlagHousehold[]
}
type FlagMoveRow = Selectable<FlagMoveTable>
interface FlagHousehold {
  readonly id: string
  readonly reference: string
}

const FlagKindEnum = builder.enumType('FlagKind', { values: FLAG_KINDS })
const FlagStateEnum = builder.enumType('FlagState', { values: FLAG_STATES })
const SettlementEnum = builder.enumType('FlagSettlement', {
  description: 'It has an innocent explanation, it is true, or another authority looks into it.',
  values: SETTLEMENTS,
})

type Withheld = Pick<FlagRow, 'kind' | 'fact' | 'programmes'>

/** A kind of fact, and programmes, of which a flag of a family may be told to everyone. */
const openProgrammes = ({ programmes }: Withheld, { tenant }: Context) =>
  programmes.filter((id) => tenant.programmes.has(id) && !tenant.readsSensitive(id))

/** One that the tenant no longer has may have been. */
const isSensitiveFact = (fact: string | null, { tenant }: Context): boolean => {
  const definition = fact === null ? undefined : tenant.facts.get(fact)
  return definition === undefined || definition.sensitive === true
}

/** Whether a flag is of a refusal that would tell something sensitive of the family it names. */
const isSensitive = (row: Withheld, context: Context): boolean =>
  row.kind === 'fact_after_refusal' &&
  (isSensitiveFact(row.fact, context) || openProgrammes(row, context).length === 0)

const isWithheld = (row: Withheld & Pick<FlagRow, 'operating_area'>, context: Context): boolean =>
  isSensitive(row, context) && !mayIn(context.actor, 'fact.readSensitive', row.operating_area)

const WITHHELD = ['kind', 'fact', 'programmes', 'operating_area'] as const

const FlagHouseholdRef = builder.objectRef<FlagHousehold>('FlagHousehold').implement({
  description: 'A household by its reference, where the reader still reaches it.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({ id: t.exposeID('id'), reference: t.exposeString('reference') }),
})

const EvidenceRef = builder.objectRef<{ key: string; value: string }>('FlagEvidence').implement({
  description: 'A count, a day or a code by its name.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({ key: t.exposeString('key'), value: t.exposeString('value') }),
})

const FlagMoveRef = builder.objectRef<FlagMoveRow>('FlagMove').implement({
  extensions: table({
    table: 'flag_move',
    permission: 'flag.read',
    areas: true,
    computed: { household_id: () => sql`null` },
  }),
  fields: (t) => ({
    id: t.exposeID('flag_move_id'),
    state: t.expose('state', { type: FlagStateEnum }),
    reason: t.exposeString('reason'),
    recordedAt: t.expose('recorded_at', { type: 'DateTime' }),
    by: t.exposeID('recorded_by'),
  }),
})

const FlagRef = builder.objectRef<FlagRow>('Flag').implement({
  description:
    'Something in the records that a district officer should look at. It is a reason to ask, never a finding. Whom it is about does not see it.',
  extensions: table({
    table: 'flag',
    permission: 'flag.read',
    areas: true,
    computed: {
      account_name: (row, session) => sql`(select a.name from account a
        where a.tenant_id = ${session.tx.tenant} and a.account_id::text = ${sql.ref(`${row}.account`)})`,
      households: (
        row,
        session,
      ) => sql`(select coalesce(json_agg(json_build_object('id', h.household_id, 'reference', h.reference)
          order by h.household_id <> ${sql.ref(`${row}.household_id`)}, h.reference), '[]'::json)
        from household h where ${wall(session, 'household.read', 'h')}
          and (h.household_id = ${sql.ref(`${row}.household_id`)} or h.household_id = any(${sql.ref(`${row}.related`)})))`,
    },
  }),
  fields: (t) => ({
    id: t.exposeID('flag_id'),
    kind: t.expose('kind', { type: FlagKindEnum }),
    state: t.expose('state', { type: FlagStateEnum }),
    area: t.field({
      type: AreaRef,
      extensions: { pure: true, needs: ['operating_area'], permission: 'area.read' },
      resolve: ({ operating_area }, _args, { tenant }) => tenant.requireArea(operating_area),
    }),
    account: t.exposeID('account', {
      nullable: true,
      description: 'Whose work it is about; null where several accounts did it.',
    }),
    accountName: t.exposeString('account_name', {
      nullable: true,
      extensions: { permission: 'account.read', needs: ['account_name'] },
    }),
    withheld: t.boolean({
      description:
        'It would tell something sensitive of a family: this reader learns whose work it is about, and when.',
      extensions: { pure: true, needs: WITHHELD },
      resolve: (row, _args, context) => isWithheld(row, context),
    }),
    sensitive: t.boolean({
      description: 'Of a family and something sensitive: it belongs in no export.',
      extensions: { pure: true, needs: WITHHELD },
      resolve: (row, _args, context) => isSensitive(row, context),
    }),
    households: t.field({
      type: [FlagHouseholdRef],
      extensions: { needs: [...WITHHELD, 'households', 'household_id'] },
      resolve: (row, _args, context) => (isWithheld(row, context) ? [] : [...row.households]),
    }),
    programmes: t.field({
      type: [ProgrammeRef],
      extensions: { pure: true, needs: WITHHELD },
      resolve: (row, _args, context) => {
        if (isWithheld(row, context)) return []
        const all =
          row.kind !== 'fact_after_refusal' || mayIn(context.actor, 'fact.readSensitive', row.operating_area)
        return (all ? row.programmes : openProgrammes(row, context)).flatMap(
          (id) => context.tenant.programmes.get(id) ?? [],
        )
      },
    }),
    fact: t.id({
      nullable: true,
      description: 'The kind of fact that was recorded anew; never its value.',
      extensions: { pure: true, needs: WITHHELD },
      resolve: (row, _args, context) => (isWithheld(row, context) ? null : row.fact),
    }),
    evidence: t.field({
      type: [EvidenceRef],
      extensions: { pure: true, needs: ['evidence'] },
      resolve: ({ evidence }) =>
        Object.entries(evidence).map(([key, value]) => ({ key, value: String(value) })),
    }),
    text: t.string({
      description: 'The evidence in a sentence, in the reader’s language.',
      extensions: { pure: true, needs: ['kind', 'evidence'] },
      resolve: ({ kind, evidence }, _args, { texts }) => texts.t(`flag.${kind}.text`, evidence),
    }),
    raisedAt: t.expose('raised_at', { type: 'DateTime' }),
    moves: t.field({
      type: [FlagMoveRef],
      extensions: relation({
        many: true,
        on: { flag_id: 'flag_id' },
        orderBy: ['recorded_at', 'flag_move_id'],
      }),
      resolve: (row, _args, _context, info) => nested<FlagMoveRow[]>(row, info),
    }),
  }),
})

const FlagConnection = connectionOf('Flag', FlagRef)

const FlagCountRef = builder.objectRef<FlagCount>('FlagCount').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    kind: t.expose('kind', { type: FlagKindEnum }),
    state: t.expose('state', { type: FlagStateEnum }),
    count: t.exposeInt('count'),
  }),
})

/** Whom it is about does not see it. */
const notAbout = (row: string, account: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${row}.account`)} is distinct from ${account}`

builder.queryFields((t) => ({
  flags: t.field({
    type: FlagConnection,
    description: 'What there is to look at, oldest first.',
    args: {
      first: t.arg.int(),
      after: t.arg.string(),
      kind: t.arg({ type: FlagKindEnum }),
      state: t.arg({ type: FlagStateEnum }),
      area: t.arg.id(),
      account: t.arg.id(),
      since: t.arg({ type: 'Date', description: 'Raised on or after this day (UTC).' }),
    },
    extensions: { permission: 'flag.read', verbatim: true },
    resolve: (_root, { kind, state, area, account, since, ...page }, context, info) => {
      if (since != null) checkDay(since, ['since'])
      return context.read((session) =>
        readConnection<FlagRow>(session, info, {
          type: 'Flag',
          by: ['flag_id'],
          page: page as Page,
          where: (row) => {
            const is = (column: string, value: string | null | undefined) =>
              value == null ? sql`` : sql`and ${sql.ref(`${row}.${column}`)} = ${value}`
            const raised =
              since == null
                ? sql``
                : sql`and ${sql.ref(`${row}.raised_at`)} >= ${since}::date at time zone 'UTC'`
            return sql`${notAbout(row, session.actor.id)} ${is('kind', kind)} ${is('state', state)} ${is('operating_area', area)}
              ${is('account', account)} ${raised}`
          },
        }),
      )
    },
  }),
  flagCounts: t.field({
    type: [FlagCountRef],
    description: 'How many of each kind stand where.',
    extensions: { permission: 'flag.read' },
    resolve: async (_root, _args, context) => [...(await context.read((session) => countFlags(session)))],
  }),
}))

const SettleFlagInput = builder.inputType('SettleFlagInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    flag: t.id({ required: true }),
    state: t.field({ type: SettlementEnum, required: true }),
    reason: t.string({ required: true }),
  }),
})

const FlagPayload = builder.objectRef<{ flag: FlagId }>('FlagPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    flag: t.field({
      type: FlagRef,
      resolve: async ({ flag }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<FlagRow>(session, info, {
            type: 'Flag',
            where: (alias) =>
              sql`${sql.ref(`${alias}.flag_id`)} = ${flag} and ${notAbout(alias, session.actor.id)}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['flag'])
        return row
      },
    }),
  }),
})

const FlagResult = builder.unionType('FlagResult', {
  types: [FlagPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'FlagPayload'),
})

builder.mutationField('settleFlag', (t) =>
  t.field({
    type: FlagResult,
    description: 'Says what came of a flag. Nobody settles what is about their own work.',
    args: { input: t.arg({ type: SettleFlagInput, required: true }) },
    extensions: { permission: 'flag.settle' },
    resolve: (_root, { input }, context) =>
      answered(() => context.write((session) => settleFlag(session, input), { action: 'flag.settle' })),
  }),
)
