import { GUARANTEES, type Guarantee } from '@onewindow/tenant'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { AreaRef } from '../area/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import { JobRef, readJob } from '../job/graphql.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { table } from '../read/declare.ts'
import { type Page, readConnection } from '../read/read.ts'
import { type Coverage, type CoverageRow, DIMENSIONS, readCoverage } from './coverage.ts'
import { requestPopulationScreening } from './job.ts'
import { type Count, MEASURES, type PopulationScreeningTable } from './table.ts'

type PopulationScreeningRow = Selectable<PopulationScreeningTable>

const MeasureEnum = builder.enumType('CoverageMeasure', {
  description:
    'By programme its units are counted. By guarantee (ILO Recommendation 202) people are, once each, at the best that any programme gives them.',
  values: MEASURES,
})
const DimensionEnum = builder.enumType('CoverageDimension', { values: DIMENSIONS })

const PopulationScreeningRef = builder.objectRef<PopulationScreeningRow>('PopulationScreening').implement({
  description:
    'All registered households against all programmes on a day, as far as was known at an instant.',
  extensions: table({ table: 'population_screening', permission: 'coverage.read', areas: false }),
  fields: (t) => ({
    id: t.exposeID('population_screening_id'),
    on: t.expose('on_date', { type: 'Date' }),
    knownAt: t.expose('known_at', { type: 'DateTime' }),
    release: t.exposeString('release_hash'),
    finishedAt: t.expose('finished_at', { type: 'DateTime', nullable: true }),
  }),
})

const CoverageRowRef = builder.objectRef<CoverageRow>('CoverageRow')
const CoverageBaseRef = builder.objectRef<Coverage['bases'][number] & { readonly on: string }>('CoverageBase')
const FEW = 'Null stands for one to four: so few could be recognised.'

const CoverageRef = builder.objectRef<Coverage>('Coverage').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    on: t.exposeString('on'),
    knownAt: t.expose('knownAt', {
      type: 'DateTime',
      description:
        'What was recorded later is not in it. Imports have everyone screened again when they end.',
    }),
    rows: t.field({ type: [CoverageRowRef], resolve: ({ rows }) => [...rows] }),
    bases: t.field({
      type: [CoverageBaseRef],
      description: 'What the counts are of, by area: who is registered, and the census.',
      resolve: ({ bases, on }) => bases.map((base) => ({ ...base, on })),
    }),
  }),
})

CoverageRowRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => {
    const count = (name: Count, description: string) =>
      t.int({ nullable: true, description: `${description} ${FEW}`, resolve: (row) => row[name] })
    return {
      programme: t.field({
        type: ProgrammeRef,
        nullable: true,
        resolve: ({ measure, subject }, _args, { tenant }) =>
          measure === 'programme' ? (tenant.programmes.get(subject) ?? null) : null,
      }),
      subject: t.exposeID('subject', { description: 'Programme or guarantee.' }),
      subjectName: t.string({
        resolve: ({ measure, subject }, _args, { texts }) =>
          measure === 'guarantee' && isGuarantee(subject)
            ? texts.t(`guarantee.${subject}`)
            : texts.t(`programme.${subject}.name`),
      }),
      area: t.field({
        type: AreaRef,
        nullable: true,
        resolve: ({ area }, _args, { tenant }) => (area === null ? null : tenant.requireArea(area)),
      }),
      unit: t.string({ nullable: true, resolve: ({ unit }) => unit }),
      sex: t.string({ nullable: true, resolve: ({ sex }) => sex }),
      ageGroup: t.string({ nullable: true, resolve: ({ age_group }) => age_group }),
      disability: t.string({ nullable: true, resolve: ({ disability }) => disability }),
      enrolled: count('enrolled', 'In it.'),
      eligible: count('eligible', 'All known conditions are met, and not in it: the gap.'),
      unknown: count('unknown', 'Something is still to be found out.'),
      barred: count('barred', 'Conditions met, but another programme stands in the way.'),
      notEligible: count('not_eligible', 'At least one condition is not met.'),
    }
  },
})

const isGuarantee = (text: string): text is Guarantee => GUARANTEES.some((one) => one === text)

CoverageBaseRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    area: t.field({ type: AreaRef, resolve: ({ area }, _args, { tenant }) => tenant.requireArea(area) }),
    households: t.exposeInt('households', { description: 'Registered by then.' }),
    people: t.exposeInt('people', { description: 'Members of them on the day.' }),
    population: t.int({
      nullable: true,
      description:
        'Of the whole area, by the last census up to the day: of all ages and both sexes, whatever the rows are broken down by. Null where none is known.',
      resolve: ({ area, on }, _args, { tenant }) =>
        (tenant.requireArea(area).populations ?? [])
          .filter(({ year }) => year <= Number(on.slice(0, 4)))
          .toSorted((one, other) => other.year - one.year)[0]?.value ?? null,
    }),
  }),
})

const PopulationScreeningConnection = connectionOf('PopulationScreening', PopulationScreeningRef)

builder.queryFields((t) => ({
  populationScreenings: t.field({
    type: PopulationScreeningConnection,
    description: 'Oldest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    extensions: { permission: 'coverage.read', verbatim: true },
    resolve: (_root, page, context, info) =>
      context.read((session) =>
        readConnection<PopulationScreeningRow>(session, info, {
          type: 'PopulationScreening',
          by: ['population_screening_id'],
          page: page as Page,
          where: () => sql`true`,
        }),
      ),
  }),
  coverage: t.field({
    type: CoverageRef,
    nullable: true,
    description:
      'Who is in, who could be, and of whom it is not known, as the screening counted it; null while none has finished.',
    args: {
      screening: t.arg.id({ description: 'The one that finished last without it.' }),
      measure: t.arg({ type: MeasureEnum, required: true }),
      subjects: t.arg.idList(),
      area: t.arg.id(),
      by: t.arg({ type: [DimensionEnum], required: true }),
    },
    extensions: { permission: 'coverage.read' },
    resolve: (_root, args, context) => context.read((session) => readCoverage(session, args)),
  }),
}))

const PopulationScreeningPayload = builder
  .objectRef<Awaited<ReturnType<typeof requestPopulationScreening>>>('PopulationScreeningPayload')
  .implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      screening: t.id({
        description: 'Its id: coverage is read by it once it has finished.',
        resolve: ({ screening }) => screening,
      }),
      job: t.field({ type: JobRef, resolve: ({ job }, _args, context, info) => readJob(job, context, info) }),
    }),
  })

const PopulationScreeningResult = builder.unionType('PopulationScreeningResult', {
  types: [PopulationScreeningPayload, RefusalRef],
  resolveType: (value) => (value instanceof Refused ? 'Refusal' : 'PopulationScreeningPayload'),
})

builder.mutationField('screenPopulation', (t) =>
  t.field({
    type: PopulationScreeningResult,
    description:
      'Screens everyone registered, as a job. What is known now, under the rules of now, is what it reads, however long it takes.',
    args: {
      on: t.arg({ type: 'Date', description: 'Today without one; never in the future.' }),
      idempotencyKey: t.arg.id({ required: true }),
    },
    extensions: { permission: 'population.screen' },
    resolve: (_root, args, context) =>
      answered(() =>
        context.write((session) => requestPopulationScreening(session, args), {
          action: 'population.screen',
        }),
      ),
  }),
)
