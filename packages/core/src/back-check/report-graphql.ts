import { AreaRef } from '../area/graphql.ts'
import { builder } from '../graphql/builder.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { type BackCheckReport, type ErrorRate, type ReportRow, readReport } from './service.ts'

const ErrorRateRef = builder.objectRef<ErrorRate>('BackCheckErrorRate').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    errors: t.exposeInt('errors'),
    of: t.exposeInt('of', { description: 'Those that could have been one, without the undecided.' }),
    rate: t.exposeFloat('rate'),
    low: t.exposeFloat('low', { description: 'Of the 95 % interval (Wilson).' }),
    high: t.exposeFloat('high'),
  }),
})

const FEW = 'Null stands for one to four: so few could be recognised.'

const BackCheckRowRef = builder.objectRef<ReportRow>('BackCheckRow').implement({
  description: 'Units of one programme, in one area or all in reach.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    programme: t.field({
      type: ProgrammeRef,
      resolve: ({ programme }, _args, { tenant }) => tenant.requireProgramme(programme),
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      resolve: ({ area }, _args, { tenant }) => (area === null ? null : tenant.requireArea(area)),
    }),
    agreed: t.exposeInt('agreed', { nullable: true, description: FEW }),
    inclusionErrors: t.exposeInt('inclusionErrors', {
      nullable: true,
      description: `Let in, and not eligible. ${FEW}`,
    }),
    exclusionErrors: t.exposeInt('exclusionErrors', {
      nullable: true,
      description: `Refused, and eligible. ${FEW}`,
    }),
    undecided: t.exposeInt('undecided', {
      nullable: true,
      description: `One of the two answers is not known; in no rate. ${FEW}`,
    }),
    inclusion: t.field({
      type: ErrorRateRef,
      nullable: true,
      description: 'Of whom the window let in. Null where nobody was, or so few could be recognised.',
      resolve: ({ inclusion }) => inclusion,
    }),
    exclusion: t.field({
      type: ErrorRateRef,
      nullable: true,
      description:
        'Of whom was found eligible, among those who were screened: nobody is counted who never came. Null as before.',
      resolve: ({ exclusion }) => exclusion,
    }),
  }),
})

const BackCheckDrawRef = builder.objectRef<BackCheckReport['draws'][number]>('BackCheckDraw').implement({
  description: 'What the findings of an area rest on.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    area: t.field({ type: AreaRef, resolve: ({ area }, _args, { tenant }) => tenant.requireArea(area) }),
    considered: t.exposeInt('considered', { description: 'Screenings from which was drawn.' }),
    drawn: t.exposeInt('drawn'),
    recorded: t.exposeInt('recorded'),
    notPossible: t.int({ resolve: ({ not_possible }) => not_possible }),
  }),
})

const BackCheckReportRef = builder.objectRef<BackCheckReport>('BackCheckReport').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    from: t.exposeString('from'),
    to: t.exposeString('to'),
    draws: t.field({ type: [BackCheckDrawRef], resolve: ({ draws }) => [...draws] }),
    rows: t.field({ type: [BackCheckRowRef], resolve: ({ rows }) => [...rows] }),
  }),
})

builder.queryField('backCheckReport', (t) =>
  t.field({
    type: BackCheckReportRef,
    description: 'Inclusion and exclusion errors that back-checks found, by programme.',
    args: {
      from: t.arg({
        type: 'Date',
        description: 'First day of the screenings; ninety days before the last without it.',
      }),
      to: t.arg({ type: 'Date', description: 'Last day; today without it.' }),
      byArea: t.arg.boolean(),
    },
    extensions: { permission: 'coverage.read' },
    resolve: (_root, args, context) => context.read((session) => readReport(session, args)),
  }),
)
