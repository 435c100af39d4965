import { CANDIDATE, CRITERION_STATES, type MissingFact, OUTCOMES, type OverlapResult } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { builder } from '../graphql/builder.ts'
import { EvidenceEnum } from '../graphql/evidence.ts'
import { InstitutionRef, OfficeRef } from '../institution/graphql.ts'
import { ProgrammeRef } from '../programme/graphql.ts'
import type { LoadedRelease } from '../release/service.ts'
import { benefitText, officesNear, type RemedyView, remedyView } from './advice.ts'
import { type ReadingText, readingText } from './reading-text.ts'
import {
  type BenefitView,
  type CriterionView,
  nameOf,
  type QuestionView,
  type ResultView,
  type ScreeningView,
  subjectKind,
} from './view.ts'

export const OutcomeEnum = builder.enumType('Outcome', {
  description: 'By precedence: the first that applies.',
  values: OUTCOMES,
})
const CriterionStateEnum = builder.enumType('CriterionState', {
  description:
    '`unverified`: the rule says no, but rule or value is not verified, so the institution must be asked.',
  values: CRITERION_STATES,
})

export const ResultRef = builder.objectRef<ResultView>('ProgrammeResult')
export const SubjectRef = builder.objectRef<{ view: ScreeningView; id: string }>('ScreeningSubject')
const CriterionRef = builder.objectRef<CriterionView>('Criterion')
const ReadingRef = builder.objectRef<ReadingText>('Reading')
const BenefitRef = builder.objectRef<BenefitView>('BenefitDue')
export const MoneyRef = builder.objectRef<{ minorUnits: number; currency: string }>('Money')
const MissingRef = builder.objectRef<MissingView>('MissingFact')
export const OverlapRef = builder.objectRef<OverlapView>('OverlapFound')
const RemedyRef = builder.objectRef<RemedyView>('Remedy')
export const QuestionRef = builder.objectRef<QuestionView>('NextQuestion')

interface MissingView extends ScreeningView {
  readonly missing: MissingFact
}
/** An overlap that was found for a programme, under the release that says so. */
export interface OverlapView {
  readonly overlap: OverlapResult
  readonly programme: Programme
  readonly release: LoadedRelease
}

ResultRef.implement({
  description: 'One programme for one unit: a person, or the household.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    programme: t.field({ type: ProgrammeRef, resolve: ({ programme }) => programme }),
    unit: t.field({
      type: SubjectRef,
      resolve: ({ result, ...view }) => ({ view, id: result.unit.id }),
    }),
    withheld: t.exposeBoolean('withheld', {
      description:
        'The programme’s rules read something sensitive that this reader may not learn: outcome, unit and criteria say nothing.',
    }),
    outcome: t.field({ type: OutcomeEnum, resolve: ({ result }) => result.outcome }),
    text: t.string({
      description: 'The outcome in one sentence.',
      resolve: ({ result, on }, _args, { texts }) =>
        texts.t(`outcome.${result.outcome}.text`, { date: texts.formatDate(on) }),
    }),
    curable: t.boolean({
      description: 'A refusal that a paper or a visit can put right.',
      resolve: ({ result }) => result.curable,
    }),
    criteria: t.field({
      type: [CriterionRef],
      resolve: (view) => view.result.criteria.map((criterion) => ({ ...view, criterion })),
    }),
    benefits: t.field({
      type: [BenefitRef],
      description: 'What is due on that date.',
      resolve: (view) => view.result.benefits.map((benefit) => ({ ...view, benefit })),
    }),
    missing: t.field({
      type: [MissingRef],
      resolve: (view) => view.result.missing.map((missing) => ({ ...view, missing })),
    }),
    overlaps: t.field({
      type: [OverlapRef],
      resolve: (view) => view.result.overlaps.map((overlap) => ({ ...view, overlap })),
    }),
    documents: t.stringList({
      description: 'Papers to bring.',
      resolve: ({ programme }, _args, { texts }) =>
        programme.documents.map((id) => texts.t(`document.${id}.name`)),
    }),
    offices: t.field({
      type: [OfficeRef],
      description: 'Where the family goes, nearest first; empty where no office is known.',
      resolve: (view) => officesNear(view, view.programme.institution, view.programme.officeKind),
    }),
    nextStep: t.string({ resolve: ({ programme }, _args, { texts }) => texts.t(`route.${programme.route}`) }),
  }),
})

SubjectRef.implement({
  description: 'Whom a result or question is about.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Person or household id; the member’s key for an anonymous family.',
    }),
    kind: t.string({
      description: '`person` or `household`',
      resolve: ({ view, id }) => subjectKind(view, id),
    }),
    name: t.string({
      resolve: ({ view, id }, _args, { texts }) =>
        nameOf(view, id) ??
        texts.t(subjectKind(view, id) === 'household' ? 'subject.household' : 'subject.unnamed'),
    }),
  }),
})

CriterionRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.id({ resolve: ({ criterion }) => criterion.id }),
    text: t.string({
      description: 'The rule in words.',
      resolve: ({ programme, criterion }, _args, { texts }) =>
        criterion.id === CANDIDATE
          ? texts.t(`programme.${programme.id}.candidate`)
          : texts.t(`programme.${programme.id}.criterion.${criterion.id}`),
    }),
    withheld: t.exposeBoolean('withheld', {
      description:
        'What was found is kept from this reader, as all of the programme: something in it is sensitive.',
    }),
    state: t.field({ type: CriterionStateEnum, resolve: ({ criterion }) => criterion.state }),
    stateText: t.string({
      resolve: ({ criterion, programme, release }, _args, { texts }) => {
        const state = texts.t(`state.${criterion.state}`)
        if (criterion.state !== 'unverified') return state
        const institution = texts.name(release.requireInstitution(programme.institution).names)
        return `${state}. ${texts.t('state.unverified.text', { institution })}`
      },
    }),
    evidence: t.field({ type: EvidenceEnum, resolve: ({ criterion }) => criterion.evidence }),
    legalBasis: t.string({
      nullable: true,
      resolve: (view) => ruleOf(view)?.legalBasis ?? view.programme.legalBasis?.text ?? null,
    }),
    source: t.string({ nullable: true, resolve: (view) => ruleOf(view)?.source ?? null }),
    readings: t.field({
      type: [ReadingRef],
      description: 'What the rule looked at: values with date and source, and thresholds.',
      resolve: (view, _args, { texts }) =>
        view.criterion.reads.map((reading) => readingText(reading, view, texts)),
    }),
    remedy: t.field({
      type: RemedyRef,
      nullable: true,
      description: 'How a criterion that is not met can be cured.',
      resolve: (view, _args, { texts }) =>
        view.criterion.state === 'met' ? null : remedyView(view, ruleOf(view)?.remedy, texts),
    }),
  }),
})

const ruleOf = ({ programme, criterion }: CriterionView) =>
  programme.criteria.find(({ id }) => id === criterion.id)

ReadingRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    label: t.exposeString('label'),
    value: t.exposeString('value'),
    note: t.exposeString('note', { nullable: true, description: 'Source, date, survey round.' }),
  }),
})

BenefitRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.id({ resolve: ({ benefit }) => benefit.id }),
    name: t.string({
      resolve: ({ benefit, programme }, _args, { texts }) =>
        texts.t(`programme.${programme.id}.benefit.${benefit.id}`),
    }),
    text: t.string({
      description: 'Amount and period in words; both amounts where sources disagree.',
      resolve: (view, _args, { texts }) => benefitText(view, texts),
    }),
    amounts: t.field({
      type: [MoneyRef],
      description: 'Several where sources disagree; none where the amount is not established or not money.',
      resolve: ({ benefit, release }) =>
        benefit.amounts.map((minorUnits) => ({
          minorUnits,
          currency: benefit.currency ?? release.definition.formats.currency,
        })),
    }),
    period: t.string({ nullable: true, resolve: ({ benefit }) => benefit.period ?? null }),
    evidence: t.field({ type: EvidenceEnum, resolve: ({ benefit }) => benefit.evidence }),
  }),
})

MoneyRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({ minorUnits: t.exposeFloat('minorUnits'), currency: t.exposeString('currency') }),
})

MissingRef.implement({
  description: 'What is not known yet, and where a family gets it.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    fact: t.id({ resolve: ({ missing }) => missing.fact }),
    subject: t.field({
      type: SubjectRef,
      resolve: ({ missing, ...view }) => ({ view, id: missing.subject }),
    }),
    question: t.string({ resolve: ({ missing }, _args, { texts }) => questionText(missing, texts) }),
    round: t.string({ nullable: true, resolve: ({ missing }) => missing.round ?? null }),
    sensitive: t.boolean({
      description: 'Ask only if the family chooses this programme.',
      resolve: ({ missing, release }) => release.facts.get(missing.fact)?.sensitive ?? false,
    }),
    givenBy: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Only this institution can say; the family answers where it is null.',
      resolve: ({ missing, release }) => {
        const giver = release.facts.get(missing.fact)?.givenBy
        return giver === undefined ? null : release.requireInstitution(giver)
      },
    }),
    remedy: t.field({
      type: RemedyRef,
      nullable: true,
      resolve: (view, _args, { texts }) =>
        remedyView(view, view.release.facts.get(view.missing.fact)?.remedy, texts),
    }),
  }),
})

const questionText = (
  { fact, enrolledIn }: MissingFact,
  texts: { t(key: string, values?: Record<string, string>): string },
) =>
  enrolledIn === undefined
    ? texts.t(`fact.${fact}.question`)
    : texts.t('question.enrolled', {
        programmes: enrolledIn.map((id) => texts.t(`programme.${id}.name`)).join(', '),
      })

OverlapRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    programme: t.field({
      type: ProgrammeRef,
      resolve: ({ overlap, release }) => release.requireProgramme(overlap.programme),
    }),
    stops: t.boolean({ resolve: ({ overlap }) => overlap.effect === 'stop' }),
    text: t.string({
      resolve: ({ overlap }, _args, { texts }) =>
        texts.t(`overlap.${overlap.effect}`, { programme: texts.t(`programme.${overlap.programme}.name`) }),
    }),
    rule: t.string({
      resolve: ({ overlap, programme }, _args, { texts }) =>
        texts.t(`programme.${programme.id}.overlap.${overlap.id}`),
    }),
    evidence: t.field({ type: EvidenceEnum, resolve: ({ overlap }) => overlap.evidence }),
  }),
})

RemedyRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.exposeID('id'),
    text: t.exposeString('text'),
    institution: t.field({ type: InstitutionRef, resolve: ({ institution }) => institution }),
    offices: t.field({ type: [OfficeRef], resolve: ({ offices }) => [...offices] }),
    documents: t.exposeStringList('documents'),
  }),
})

QuestionRef.implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    fact: t.id({ resolve: ({ question }) => question.fact }),
    subject: t.field({
      type: SubjectRef,
      resolve: ({ question, ...view }) => ({ view, id: question.subject }),
    }),
    text: t.string({ resolve: ({ question }, _args, { texts }) => questionText(question, texts) }),
    programmes: t.field({
      type: [ProgrammeRef],
      description: 'Programmes that some answer would decide.',
      resolve: ({ question, release }) => question.programmes.map((id) => release.requireProgramme(id)),
    }),
  }),
})
