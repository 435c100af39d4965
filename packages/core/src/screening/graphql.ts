import type { Household, NextQuestion, ProgrammeResult } from '@onewindow/rules'
import { type Selectable, sql } from 'kysely'
import { DomainError } from '../errors.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import type { ScreeningId } from '../ids.ts'
import { isId } from '../ids.ts'
import { table } from '../read/declare.ts'
import { wall } from '../read/plan.ts'
import { readOne } from '../read/read.ts'
import { chooseLanguage } from '../release/service.ts'
import { mayIn } from '../session.ts'
import { anonymousHousehold } from './anonymous.ts'
import { AnonymousFamilyInput } from './anonymous-graphql.ts'
import { QuestionRef, ResultRef } from './result-graphql.ts'
import { ScoredRef, scoresOf } from './scorecard-graphql.ts'
import { answerFor, chosenProgrammes, screen } from './service.ts'
import { renderSlip } from './slip.ts'
import { slipOf } from './slip-content.ts'
import type { ScreeningTable } from './table.ts'
import { isWithheld, resultViews, type ScreeningView } from './view.ts'

/** A stored screening as the planner reads it: names for whoever may read people, and how the household is called. */
export type ScreeningRow = Omit<Selectable<ScreeningTable>, 'people'> & {
  readonly people: Readonly<Record<string, string>> | null
  readonly household: { readonly reference: string; readonly language: string; readonly synthetic: boolean }
}

export const ScreeningRef = builder.objectRef<ScreeningRow>('Screening')

ScreeningRef.implement({
  description:
    'What the rules answered about a household on a day. It keeps what it read, and reads the same for ever.',
  extensions: table({
    table: 'screening',
    permission: 'screening.read',
    areas: true,
    household: (row) => sql`(${sql.ref(`${row}.household_id`)})`,
    computed: {
      people: (row, session) =>
        sql`(case when ${wall(session, 'person.read', row)} then ${sql.ref(`${row}.people`)} end)`,
      household: (row, session) => sql`(select json_build_object(
          'reference', h.reference, 'language', h.language, 'synthetic', h.synthetic) from household h
        where ${wall(session, 'screening.read', 'h')} and h.household_id = ${sql.ref(`${row}.household_id`)})`,
    },
  }),
  fields: (t) => ({
    id: t.exposeID('screening_id'),
    on: t.expose('on_date', { type: 'Date' }),
    knownAt: t.expose('known_at', { type: 'DateTime', description: 'What was recorded by then was read.' }),
    release: t.exposeString('release_hash', { description: 'Content hash of the rules that applied.' }),
    results: t.field({
      type: [ResultRef],
      extensions: { needs: VIEW_COLUMNS },
      resolve: async (row, _args, context) => {
        const view = await viewOf(row, context)
        return resultViews(view, visible(view, row.results, context))
      },
    }),
    nextQuestion: t.field({
      type: QuestionRef,
      nullable: true,
      description:
        'The one fact to ask next: some answer to it would decide most programmes. None for whom something is withheld: what is worth asking follows from what was answered.',
      extensions: { needs: [...VIEW_COLUMNS, 'next_question'] },
      resolve: async (row, _args, context) => {
        const view = await viewOf(row, context)
        const isKept = row.results.some(({ programme }) => isWithheld(view, programme))
        return isKept ? null : questionView(view, row.next_question)
      },
    }),
    scorecards: t.field({
      type: [ScoredRef],
      extensions: { needs: [...VIEW_COLUMNS, 'input'] },
      resolve: async (row, _args, context) => scoresOf(await viewOf(row, context), row.input),
    }),
    slip: t.string({
      description:
        'The paper that the family takes home, as HTML for print, in its language unless another is asked for.',
      args: { language: t.arg.string() },
      extensions: { needs: [...VIEW_COLUMNS, 'household', 'programmes'] },
      resolve: async (row, { language }, context) => {
        const view = await viewOf(row, context)
        const chosen = chooseLanguage(view.release.definition, [language ?? row.household.language])
        const results = visible(view, row.results, context)
        return renderSlip(
          slipOf(view, results, { ...row.household, language: chosen, chosen: row.programmes }),
        )
      },
    }),
  }),
})

const VIEW_COLUMNS: readonly string[] = [
  'results',
  'household_id',
  'release_hash',
  'on_date',
  'operating_area',
  'area_then',
  'people',
]

const viewOf = async (row: ScreeningRow, context: Context): Promise<ScreeningView> => ({
  release: await context.release(row.release_hash),
  on: row.on_date,
  household: row.household_id,
  area: row.area_then,
  names: row.people ?? {},
  sensitive: mayIn(context.actor, 'fact.readSensitive', row.operating_area),
})

/** An institution's officer sees the results of its own programmes. */
const visible = (
  { release }: ScreeningView,
  results: readonly ProgrammeResult[],
  { actor }: Context,
): readonly ProgrammeResult[] =>
  actor.institution === undefined
    ? results
    : results.filter(({ programme }) => release.requireProgramme(programme).institution === actor.institution)

const questionView = (view: ScreeningView, question: NextQuestion | null) =>
  question ? { ...view, question } : null

builder.queryField('screening', (t) =>
  t.field({
    type: ScreeningRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    extensions: { permission: 'screening.read', verbatim: true },
    resolve: (_root, { id }, context, info) =>
      isId(id)
        ? context.read((session) =>
            readOne<ScreeningRow>(session, info, {
              type: 'Screening',
              where: (row) => sql`${sql.ref(`${row}.screening_id`)} = ${id}`,
            }),
          )
        : null,
  }),
)

const ScreeningPayload = builder.objectRef<{ screening: ScreeningId }>('ScreeningPayload').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    screening: t.field({
      type: ScreeningRef,
      resolve: async ({ screening }, _args, context, info) => {
        const row = await context.read((session) =>
          readOne<ScreeningRow>(session, info, {
            type: 'Screening',
            where: (alias) => sql`${sql.ref(`${alias}.screening_id`)} = ${screening}`,
          }),
        )
        if (!row) throw new DomainError('NOT_FOUND', ['screening'])
        return row
      },
    }),
  }),
})

const ScreeningResult = builder.unionType('ScreeningResult', {
  types: [ScreeningPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'ScreeningPayload'),
})

builder.mutationField('screenHousehold', (t) =>
  t.field({
    type: ScreeningResult,
    description:
      'Screens a household against every programme, or those the family chose, and keeps the answer.',
    args: {
      household: t.arg.id({ required: true }),
      on: t.arg({ type: 'Date', description: 'Today without one; never in the future.' }),
      programmes: t.arg.idList({ description: 'Programmes the family chose; all without them.' }),
    },
    extensions: { permission: 'screening.run' },
    resolve: (_root, args, context) =>
      answered(() => context.write((session) => screen(session, args), { action: 'screening.run' })),
  }),
)

interface Anonymous extends ScreeningView {
  readonly input: Household
  readonly results: readonly ProgrammeResult[]
  readonly question: NextQuestion | null
}

const AnonymousScreening = builder.objectRef<Anonymous>('AnonymousScreening').implement({
  description: 'An answer for a family that did not give its name. Nothing of it is stored.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    on: t.exposeString('on'),
    results: t.field({ type: [ResultRef], resolve: (view) => resultViews(view, view.results) }),
    nextQuestion: t.field({
      type: QuestionRef,
      nullable: true,
      resolve: (view) => questionView(view, view.question),
    }),
    scorecards: t.field({ type: [ScoredRef], resolve: (view) => scoresOf(view, view.input) }),
  }),
})

const AnonymousResult = builder.unionType('AnonymousScreeningResult', {
  types: [AnonymousScreening, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'AnonymousScreening'),
})

builder.queryField('screenAnonymously', (t) =>
  t.field({
    type: AnonymousResult,
    description: 'Screens a family that stays anonymous. Nothing is stored.',
    args: { family: t.arg({ type: AnonymousFamilyInput, required: true }), on: t.arg({ type: 'Date' }) },
    extensions: { permission: 'screening.anonymous' },
    resolve: (_root, { family, on }, context) =>
      answered(() =>
        context.read(async (session) => {
          const { household, day, area } = anonymousHousehold(session, family, on)
          const chosen = chosenProgrammes(session.tenant, family.programmes)
          const answer = answerFor(session.tenant, household, { on: day, chosen })
          return {
            release: session.tenant,
            on: day,
            area,
            names: {},
            household: household.id,
            input: household,
            sensitive: true,
            results: answer.results,
            question: answer.nextQuestion,
          } satisfies Anonymous
        }),
      ),
  }),
)
