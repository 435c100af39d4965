import type { LawfulPackage, PackageItem, YearlySum } from '@onewindow/rules'
import { builder } from '../graphql/builder.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import { comparePackages, type PackageAnswer } from './package.ts'
import { MoneyRef, ResultRef, SubjectRef } from './result-graphql.ts'
import type { ScreeningView } from './view.ts'

interface Shown<Part> {
  readonly view: ScreeningView
  readonly part: Part
}

const SumRef = builder.objectRef<Shown<YearlySum>>('YearlySum').implement({
  description:
    'A year’s cash: twelve months, four quarters, what is paid once counted once. Low and high differ where sources conflict, where an amount is a ceiling, or where it depends on something unknown.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    low: t.field({ type: MoneyRef, resolve: ({ view, part }) => money(view, part.low) }),
    high: t.field({ type: MoneyRef, resolve: ({ view, part }) => money(view, part.high) }),
  }),
})

const money = ({ release }: ScreeningView, minorUnits: number) => ({
  minorUnits,
  currency: release.definition.formats.currency,
})

const ItemRef = builder.objectRef<Shown<PackageItem>>('PackageItem').implement({
  description: 'One programme for one person or for the household.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    result: t.field({
      type: ResultRef,
      description: 'With its outcome, amounts and reasons.',
      resolve: ({ view, part: { result } }) => ({
        ...view,
        result,
        programme: view.release.requireProgramme(result.programme),
        withheld: false,
      }),
    }),
    yearly: t.field({ type: SumRef, resolve: (item) => item }),
    unverified: t.boolean({
      description: 'Some amount of it is not verified.',
      resolve: ({ part }) => part.unverified,
    }),
    unsummed: t.boolean({
      description: 'Something of it has no sum: in kind, in another currency, or of unknown amount.',
      resolve: ({ part }) => part.unsummed,
    }),
  }),
})

type Reason = LawfulPackage['leftOut'][number]['because'][number]

const ReasonRef = builder.objectRef<Shown<Reason>>('LeftOutReason').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    programme: t.field({
      type: ProgrammeRef,
      description: 'Whose rule it is.',
      resolve: ({ view, part }) => view.release.requireProgramme(part.programme),
    }),
    rule: t.string({
      resolve: ({ part }, _args, { texts }) => texts.t(`programme.${part.programme}.overlap.${part.overlap}`),
    }),
    with: t.field({
      type: ProgrammeRef,
      description: 'What it cannot be received together with.',
      resolve: ({ view, part }) => view.release.requireProgramme(part.with.result.programme),
    }),
    subject: t.field({
      type: SubjectRef,
      resolve: ({ view, part }) => ({ view, id: part.with.result.unit.id }),
    }),
  }),
})

const LeftOutRef = builder.objectRef<Shown<LawfulPackage['leftOut'][number]>>('LeftOut').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    item: t.field({ type: ItemRef, resolve: ({ view, part }) => ({ view, part: part.item }) }),
    because: t.field({
      type: [ReasonRef],
      resolve: ({ view, part }) => part.because.map((reason) => ({ view, part: reason })),
    }),
  }),
})

const PackageRef = builder.objectRef<Shown<LawfulPackage>>('LawfulPackage').implement({
  description: 'Programmes that may be received together, to which none could be added.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    items: t.field({
      type: [ItemRef],
      resolve: ({ view, part }) => part.items.map((item) => ({ view, part: item })),
    }),
    yearly: t.field({ type: SumRef, resolve: (one) => one }),
    leftOut: t.field({
      type: [LeftOutRef],
      resolve: ({ view, part }) => part.leftOut.map((left) => ({ view, part: left })),
    }),
  }),
})

const ComparisonRef = builder.objectRef<PackageAnswer>('PackageComparison').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    on: t.field({ type: 'Date', resolve: ({ view }) => view.on }),
    packages: t.field({
      type: [PackageRef],
      description: 'At most twenty, best first: by what is certain, then by what is possible.',
      resolve: ({ view, packages }) => packages.map((part) => ({ view, part })),
    }),
    complete: t.exposeBoolean('complete', {
      description: 'False where there were too many combinations to look at all of them.',
    }),
    withheld: t.field({
      type: [ProgrammeRef],
      description: 'Programmes that are not compared for this reader: their rules read something sensitive.',
      resolve: ({ withheld }) => [...withheld],
    }),
  }),
})

builder.queryField('packages', (t) =>
  t.field({
    type: ComparisonRef,
    nullable: true,
    description:
      'What a household could receive together, side by side with yearly sums, before it applies for anything. Nothing is stored.',
    args: {
      household: t.arg.id({ required: true }),
      on: t.arg({ type: 'Date', description: 'Today without one; never in the future.' }),
    },
    extensions: { permission: 'screening.run' },
    resolve: (_root, args, context) => context.read((session) => comparePackages(session, args)),
  }),
)
