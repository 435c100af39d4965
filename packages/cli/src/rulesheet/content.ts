import type { Benefit, Evidence, Parameter, ParameterValue } from '@onewindow/rules'
import {
  createTranslator,
  type Definition,
  institutionOf,
  isMoneyUnit,
  type Programme,
  parametersRead,
  type Ranking,
  releaseHash,
  statementsOf,
  type Translator,
} from '@onewindow/tenant'
import { outcomeOf, type ScenarioFile } from '@onewindow/testkit/scenarios'
import { type Spelled, spellAmount, spellOut } from './spell-out.ts'

/** Something that a rule says, with how sure it is. */
export interface Statement {
  readonly text: string
  readonly evidence: Evidence
  readonly source: string
  readonly legalBasis?: string
  /** By which a letter confirms it; none where there is nothing to confirm. */
  readonly code?: string | undefined
  /** What is evaluated. */
  readonly computed?: readonly Spelled[]
}

export interface DatedValue extends Statement {
  readonly from: string
}

/** A programme's rule sheet, in one language. */
export interface Rulesheet {
  readonly texts: Translator
  readonly tenant: string
  readonly programme: string
  readonly name: string
  readonly institution: string
  readonly level: string
  readonly inForce: string
  readonly route: string
  readonly legalBasis: Statement | null
  /** Without a mark where the unit is the household: that is the programme's shape, and no finding. */
  readonly unit: { readonly text: string; readonly found: Statement | null }
  readonly criteria: readonly Statement[]
  readonly benefits: readonly Statement[]
  /** Every value that a condition or an amount rests on, by date. */
  readonly values: readonly { readonly name: string; readonly history: readonly DatedValue[] }[]
  readonly overlaps: readonly Statement[]
  readonly ranking: Statement | null
  readonly documents: readonly string[]
  readonly notFound: readonly string[]
  readonly sources: readonly string[]
  readonly examples: readonly {
    readonly family: string
    readonly on: string
    readonly unit: string
    readonly outcome: string
  }[]
  readonly release: string
}

/** As many days of scenarios as a page has room for. */
const MOST_EXAMPLES = 8

/** What the tenant's texts and tables say of a programme; nothing of it is worded here. */
export function rulesheetOf(
  definition: Definition,
  programme: Programme,
  { language, scenarios }: { readonly language: string; readonly scenarios: readonly ScenarioFile[] },
): Rulesheet {
  const texts = createTranslator(definition, language)
  const say = (key: string) => texts.t(`programme.${programme.id}.${key}`)
  const { unit, legalBasis, from, to } = programme
  const institution = institutionOf(definition, programme.institution)
  const codes = new Map(statementsOf(definition).map(({ path, code }) => [path, code]))
  const codeAt = (place: string) => codes.get(`programmes.${programme.id}.${place}`)
  return {
    texts,
    tenant: definition.id,
    programme: programme.id,
    name: say('name'),
    institution: institution ? texts.name(institution.names) : programme.institution,
    level: texts.t(`government.${programme.level}`),
    inForce: period(texts, from, to),
    route: texts.t(`route.${programme.route}`),
    legalBasis: legalBasis ? { ...legalBasis, source: '', code: codeAt('legalBasis') } : null,
    unit: {
      text: say('candidate'),
      found:
        unit.kind === 'person'
          ? {
              text: say('candidate'),
              evidence: unit.evidence,
              source: unit.source,
              code: codeAt('unit'),
              computed: [spellOut(unit.candidate, texts)],
            }
          : null,
    },
    criteria: programme.criteria.map(({ id, rule, evidence, source, legalBasis: basis }) => ({
      text: say(`criterion.${id}`),
      evidence,
      source,
      code: codeAt(`criteria.${id}`),
      computed: [spellOut(rule, texts)],
      ...(basis === undefined ? {} : { legalBasis: basis }),
    })),
    benefits: programme.benefits.map((benefit) => ({
      text:
        benefit.kind === 'cash'
          ? `${say(`benefit.${benefit.id}`)} (${texts.t(`period.${benefit.period}`)})`
          : say(`benefit.${benefit.id}`),
      evidence: benefit.evidence,
      source: benefit.source,
      code: codeAt(`benefits.${benefit.id}`),
      computed: computed(benefit, texts),
    })),
    values: valuesOf(programme, definition).map((parameter) => ({
      name: texts.t(`parameter.${parameter.id}.label`),
      history: parameter.history.map((value) => ({
        ...dated(texts, parameter, value),
        code: codes.get(`parameters.${parameter.id}.${value.from}`),
      })),
    })),
    overlaps: (programme.overlaps ?? []).map(({ id, evidence, source }) => ({
      text: say(`overlap.${id}`),
      evidence,
      source,
      code: codeAt(`overlaps.${id}`),
    })),
    ranking: programme.ranking ? ranked(programme.ranking, { texts, code: codeAt('ranking') }) : null,
    documents: programme.documents.map((id) => texts.t(`document.${id}.name`)),
    notFound: (programme.notFound ?? []).map((key) => say(`notFound.${key}`)),
    sources: programme.sources,
    examples: examplesOf(programme.id, scenarios, texts),
    release: releaseHash(definition),
  }
}

function period(texts: Translator, from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to === undefined ? texts.t('value.unknown') : texts.formatDate(to)
  if (to === undefined) return texts.t('reading.since', { date: texts.formatDate(from) })
  return range(texts, from, to)
}

/** Whoever signs reads both days as in it, and `to` is the first that is not. */
const range = (texts: Translator, from: string, to: string): string =>
  texts.t('value.range', { from: texts.formatDate(from), to: texts.formatDate(dayBefore(to)) })

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** The dated values that a programme rests on. */
export function valuesOf(programme: Programme, { parameters }: Definition): readonly Parameter[] {
  const ids = parametersRead(programme)
  return parameters.filter(({ id }) => ids.has(id))
}

function computed(benefit: Benefit, texts: Translator): readonly Spelled[] {
  const when = benefit.when === undefined ? [] : [spellOut(benefit.when, texts)]
  if (benefit.kind !== 'cash') return when
  const amount = spellAmount(benefit.amount, texts)
  if (when.length === 0) return [amount]
  return [{ text: texts.t('rule.if', { yes: amount.text, no: '—' }), parts: [...when, ...amount.parts] }]
}

function ranked(
  { by, order, evidence, source }: Ranking,
  { texts, code }: { readonly texts: Translator; readonly code: string | undefined },
): Statement {
  const { text, parts } = spellAmount(by, texts)
  const said = texts.t(`rulesheet.ranking.${order}`, { by: text })
  return { text: said, evidence, source, code, ...(parts.length > 0 ? { computed: parts } : {}) }
}

function dated(texts: Translator, { unit, scale }: Parameter, value: ParameterValue): DatedValue {
  const { from, to, values, evidence, source, rounds = [] } = value
  const amounts = values.map((amount) => amountText(texts, { unit, scale }, amount))
  return {
    from: to === undefined ? texts.formatDate(from) : range(texts, from, to),
    text: [
      amounts.length === 0
        ? texts.t('reading.noValue', { date: texts.formatDate(from) })
        : amounts.join(' / '),
      ...rounds.map((round) => texts.t('reading.round', { round })),
    ].join(' · '),
    evidence: values.length > 1 ? 'C' : evidence,
    source,
  }
}

function amountText(
  texts: Translator,
  { unit, scale }: Pick<Parameter, 'unit' | 'scale'>,
  amount: string,
): string {
  if (!isMoneyUnit(unit)) return texts.t(`unit.${unit}`, { value: Number(amount) })
  const [currency = '', each] = unit.split('/')
  const money = texts.formatMoney(Math.round(Number(amount) * 10 ** scale), currency, scale)
  return each === undefined ? money : `${money} ${texts.t(`period.${each}`)}`
}

function examplesOf(
  programme: string,
  scenarios: readonly ScenarioFile[],
  texts: Translator,
): Rulesheet['examples'] {
  const all = scenarios.flatMap(({ scenario }) =>
    scenario.days.flatMap(({ on, expect }) =>
      Object.entries(expect[programme] ?? {}).flatMap(([unit, said]) => {
        const outcome = outcomeOf(said)
        if (outcome === 'NOT_ASKED') return []
        const who = unit === 'household' ? texts.t('subject.household') : unit
        return [
          {
            family: scenario.family,
            on: texts.formatDate(on),
            unit: who,
            outcome,
            said: texts.t(`outcome.${outcome}`),
          },
        ]
      }),
    ),
  )
  // One of each outcome before a second of any.
  const byOutcome = [...Map.groupBy(all, ({ outcome }) => outcome).values()]
  const longest = Math.max(0, ...byOutcome.map((each) => each.length))
  return Array.from({ length: longest }, (_, index) => byOutcome.flatMap((each) => each[index] ?? []))
    .flat()
    .slice(0, MOST_EXAMPLES)
    .map(({ said, ...example }) => ({ ...example, outcome: said }))
}
