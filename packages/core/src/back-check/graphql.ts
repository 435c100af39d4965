import type { ProgrammeResult } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { HouseholdFactInputRef } from '../fact/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { HouseholdRef, type HouseholdRow } from '../household/graphql.ts'
import type { BackCheckId } from '../ids.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { relation, table } from '../read/declare.ts'
import { nested, type Page, readConnection, readOne } from '../read/read.ts'
import { OutcomeEnum } from '../screening/result-graphql.ts'
import { areasFor, mayIn, type Reader, type Session } from '../session.ts'
import { isAskedAgain, recordBackCheck } from './service.ts'
import {
  BACK_CHECK_STATES,
  type BackCheckResultTable,
  type BackCheckTable,
  NOT_POSSIBLE_REASONS,
  VERDICTS,
} from './table.ts'

type BackCheckRow = Selectable<BackCheckTable> & {
  readonly answered: { readonly results: readonly ProgrammeResult[]; readonly release: string }
}
type BackCheckResultRow = Selectable<BackCheckResultTable>

const StateEnum = builder.enumType('BackCheckState', { values: BACK_CHECK_STATES })
const NotPossibleEnum = builder.enumType('BackCheckNotPossible', { values: NOT_POSSIBLE_REASONS })
const VerdictEnum = builder.enumType('BackCheckVerdict', {
  description:
    'An inclusion error was let in and is not eligible; an exclusion error was refused and is eligible; undecided, where one of the two answers is not known.',
  values: VERDICTS,
})

interface Question {
  readonly person: string | null
  readonly fact: string
  readonly programmes: readonly string[]
}

const QuestionRef = builder.objectRef<Question>('BackCheckQuestion').implement({
  description: 'What to ask again, without what was answered then.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    person: t.exposeID('person', { nullable: true, description: 'Null for the household.' }),
    fact: t.exposeID('fact'),
    programmes: t.exposeIDList('programmes', { description: 'Those that it was needed for.' }),
  }),
})

const BackCheckResultRef = builder.objectRef<BackCheckResultRow>('BackCheckResult').implement({
  description: 'Of one unit of the household in one programme.',
  extensions: table({
    table: 'back_check_result',
    permission: 'backCheck.record',
    areas: true,
    computed: { household_id: () => sql`null` },
  }),
  fields: (t) => ({
    programme: t.field({
      type: ProgrammeRef,
      nullable: true,
      extensions: { pure: true, needs: ['programme'] },
      resolve: ({ programme }, _args, { tenant }) => tenant.programmes.get(programme) ?? null,
    }),
    window: t.expose('window_outcome', { type: OutcomeEnum }),
    enrolled: t.exposeBoolean('enrolled', {
      description: 'It is on the institution’s list, or has its decision.',
    }),
    found: t.expose('found_outcome', { type: OutcomeEnum }),
    verdict: t.expose('verdict', { type: VerdictEnum }),
  }),
})

/** Whoever made the screening does not learn that it was drawn. */
const visible = (row: string, { actor }: Session) => sql`${sql.ref(`${row}.screened_by`)} <> ${actor.id}`

const BackCheckRef = builder.objectRef<BackCheckRow>('BackCheck').implement({
  description:
    'A screening that was drawn at random, to be asked again by someone else. Whoever made it does not see it.',
  extensions: table({
    table: 'back_check',
    permission: 'backCheck.record',
    areas: true,
    household: (row) => sql`(${sql.ref(`${row}.household_id`)})`,
    computed: {
      answered: (
        row,
        session,
      ) => sql`(select json_build_object('results', s.results, 'release', s.release_hash)
        from screening s where s.tenant_id = ${session.tx.tenant} and s.screening_id = ${sql.ref(`${row}.screening_id`)})`,
    },
  }),
  fields: (t) => ({
    id: t.exposeID('back_check_id'),
    state: t.expose('state', { type: StateEnum }),
    day: t.expose('day', { type: 'Date', description: 'When the window screened it.' }),
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      extensions: relation({ many: false, on: { household_id: 'household_id' } }),
      resolve: (row, _args, _context, info) => nested<HouseholdRow | null>(row, info),
    }),
    questions: t.field({
      type: [QuestionRef],
      description: 'Something sensitive only for whoever may read it.',
      extensions: { needs: ['answered', 'household_id', 'operating_area'] },
      resolve: questionsOf,
    }),
    drawnAt: t.expose('drawn_at', { type: 'DateTime' }),
    visitedOn: t.expose('visited_on', { type: 'Date', nullable: true }),
    reason: t.expose('reason', { type: NotPossibleEnum, nullable: true }),
    recordedAt: t.expose('recorded_at', { type: 'DateTime', nullable: true }),
    recordedBy: t.exposeID('recorded_by', { nullable: true }),
    results: t.field({
      type: [BackCheckResultRef],
      description: 'Without programmes whose rules read something sensitive, for whoever may not read that.',
      extensions: relation({
        many: true,
        on: { back_check_id: 'back_check_id' },
        where: (row, { session }) => readable(row, session),
        orderBy: ['programme', 'number'],
      }),
      resolve: (row, _args, _context, info) => nested<BackCheckResultRow[]>(row, info),
    }),
  }),
})

/** Results that tell this reader of nothing sensitive. */
function readable(row: string, { tenant, actor }: Reader) {
  const open = tenant.definition.programmes.flatMap(({ id, institution }) =>
    tenant.readsSensitive(id) || (actor.institution !== undefined && actor.institution !== institution)
      ? []
      : [id],
  )
  const areas = actor.institution === undefined ? areasFor(actor, 'fact.readSensitive') : []
  if (areas === 'all') return sql`true`
  return sql`(${sql.ref(`${row}.programme`)} = any(${open}::text[])
    or ${sql.ref(`${row}.operating_area`)} = any(${areas}::text[]))`
}

/** Facts that the rules looked at, or lacked, and that a visit can find out. */
async function questionsOf(
  { answered: { results, release: hash }, household_id, operating_area }: BackCheckRow,
  _args: object,
  context: Context,
): Promise<Question[]> {
  const release = await context.release(hash)
  const sensitive = mayIn(context.actor, 'fact.readSensitive', operating_area)
  const needed = results.flatMap(({ programme, criteria }) =>
    criteria.flatMap(({ reads, missing }) =>
      [...reads.flatMap((read) => (read.kind === 'fact' ? [read] : [])), ...missing].map(
        ({ subject, fact }) => ({
          subject,
          fact,
          programme,
        }),
      ),
    ),
  )
  const asked = needed.filter(
    ({ fact }) => isAskedAgain(release, fact) && (sensitive || !release.facts.get(fact)?.sensitive),
  )
  return [...Map.groupBy(asked, ({ subject, fact }) => `${subject} ${fact}`).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { subject, fact } = first
    return [
      {
        person: subject === household_id ? null : subject,
        fact,
        programmes: [...new Set(same.map(({ programme }) => programme))].filter(
          (id) => sensitive || !release.readsSensitive(id),
        ),
      },
    ]
  })
}

const BackCheckConnection = connectionOf('BackCheck', BackCheckRef)

builder.queryField('backChecks', (t) =>
  t.field({
    type: BackCheckConnection,
    description: 'Screenings that were drawn to be asked again, oldest first.',
    args: { first: t.arg.int(), after: t.arg.string(), state: t.arg({ type: StateEnum }), area: t.arg.id() },
    extensions: { permission: 'backCheck.record', verbatim: true },
    resolve: (_root, { state, area, ...page }, context, info) =>
      context.read((session) =>
        readConnection<BackCheckRow>(session, info, {
          type: 'BackCheck',
          by: ['back_check_id'],
          page: page as Page,
          where: (row) => {
            const is = (column: string, value: string | null | undefined) =>
              value == null ? sql`` : sql`and ${sql.ref(`${row}.${column}`)} = ${value}`
            return sql`${visible(row, session)} ${is('state', state)} ${is('operating_area', area)}`
          },
        }),
      ),
  }),
)

const RecordBackCheckInput = builder.inputType('RecordBackCheckInput', {
  fields: (t) => ({
    idempotencyKey: t.id({ required: true }),
    backCheck: t.id({ required: true }),
    visitedOn: t.field({ type: 'Date', required: true }),
    notPossible: t.field({ type: NotPossibleEnum, description: 'Why nobody could be asked.' }),
    programmes: t.idList({ description: 'Programmes that were asked for again.' }),
    facts: t.field({
      type: [HouseholdFactInputRef],
      description:
        'What was found; it counts as observed on the day of the visit. What is not here counts as not known.',
    }),
  }),
})

const BackCheckPayload = builder.objectRef<{ backCheck: BackCheckId }>('BackCheckPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    backCheck: t.field({
      type: BackCheckRef,
      resolve: async ({ backCheck }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<BackCheckRow>(session, info, {
            type: 'BackCheck',
            where: (alias) =>
              sql`${sql.ref(`${alias}.back_check_id`)} = ${backCheck} and ${visible(alias, session)}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['backCheck'])
        return row
      },
    }),
  }),
})

const BackCheckResultUnion = builder.unionType('RecordBackCheckResult', {
  types: [BackCheckPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'BackCheckPayload'),
})

builder.mutationField('recordBackCheck', (t) =>
  t.field({
    type: BackCheckResultUnion,
    description:
      'Writes down what someone else than the window found, and lets the rules of the screening answer anew.',
    args: { input: t.arg({ type: RecordBackCheckInput, required: true }) },
    extensions: { permission: 'backCheck.record' },
    resolve: (_root, { input }, context) =>
      answered(() =>
        // What was found is counted where the window worked, which the family may have left.
        context.write((session) => recordBackCheck(session, input), {
          action: 'backCheck.record',
          acrossAreas: true,
        }),
      ),
  }),
)
