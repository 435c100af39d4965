import type { ProgrammeResult } from '@onewindow/rules'
import { benefitText, officesNear, remedyView } from './advice.ts'
import type { Slip, SlipItem, SlipProgramme } from './slip.ts'
import { nameOf, type ResultView, resultViews, type ScreeningView } from './view.ts'

export interface SlipOf {
  readonly reference: string
  readonly language: string
  readonly synthetic: boolean
  /** Programmes the family chose; null for all. */
  readonly chosen: readonly string[] | null
}

/**
 * What a family's slip says. It names programmes, papers, offices and next steps; no reasons, and nothing that the
 * family told: the paper may be read over a shoulder. So a programme that hangs on something sensitive is named only
 * where the family asked for it or has something to hope for: a no would say as much as the answer.
 */
export function slipOf(view: ScreeningView, results: readonly ProgrammeResult[], of: SlipOf): Slip {
  const texts = view.release.translator(of.language)
  const views = resultViews(view, results).filter(isNamed)
  const having = (outcome: ProgrammeResult['outcome']) =>
    views.filter(({ result }) => result.outcome === outcome)
  const window = view.release.definition.windows.find(({ area }) => area === view.area)
  const helplines = new Map(
    [...having('ELIGIBLE'), ...having('NEEDS_INFORMATION')].flatMap(({ programme }) => {
      const { helpline, names } = view.release.requireInstitution(programme.institution)
      return helpline === undefined
        ? []
        : [[helpline, { label: texts.name(names), value: helpline }] as const]
    }),
  )
  return {
    language: of.language,
    direction: texts.locale.direction,
    title: texts.t('slip.title'),
    reference: { label: texts.t('slip.reference'), value: of.reference },
    date: { label: texts.t('slip.date'), value: texts.formatDate(view.on) },
    window: { label: texts.t('slip.window'), value: window ? texts.name(window.names) : '' },
    noFee: texts.t('slip.noFee'),
    labels: {
      papers: texts.t('slip.documents'),
      office: texts.t('slip.office'),
      nextStep: texts.t('slip.nextStep'),
    },
    sections: [
      { heading: texts.t('slip.eligible'), programmes: having('ELIGIBLE').map(toProgramme('yes')) },
      {
        heading: texts.t('slip.enrolled'),
        programmes: having('ALREADY_ENROLLED').map(toProgramme('already')),
      },
    ],
    missing: { heading: texts.t('slip.ask'), items: uniqueItems(having('NEEDS_INFORMATION').map(toMissing)) },
    notNow: { heading: texts.t('slip.notEligible'), items: uniqueItems(refused().map(toItem)) },
    helplines: [...helplines.values()],
    footer: [texts.t('slip.notDecision'), texts.t('slip.objection'), texts.t('slip.keep')],
    ...(of.synthetic ? { synthetic: texts.t('slip.synthetic') } : {}),
  }

  function isNamed({ result: { outcome, programme } }: ResultView): boolean {
    if (outcome === 'ELIGIBLE' || outcome === 'ALREADY_ENROLLED' || of.chosen?.includes(programme))
      return true
    return !view.release.readsSensitive(programme)
  }

  /** Refused to everyone: what someone else in the house may still have is not among them. */
  function refused(): readonly ResultView[] {
    const open = new Set(
      views.filter(({ result }) => result.outcome !== 'NOT_ELIGIBLE').map(({ programme }) => programme.id),
    )
    return having('NOT_ELIGIBLE').filter(({ programme }) => !open.has(programme.id))
  }

  function toProgramme(sign: 'yes' | 'already') {
    return (shown: ResultView): SlipProgramme => {
      const { result, programme } = shown
      const beneficiary = nameOf(view, result.unit.id)
      // A benefit that hangs on something unknown is not promised on paper.
      const amounts = result.benefits
        .filter(({ certain }) => certain)
        .map((benefit) => benefitText({ ...shown, benefit }, texts))
      const [office] = officesNear(view, programme.institution, programme.officeKind)
      return {
        name: texts.t(`programme.${programme.id}.name`),
        ...(beneficiary === undefined ? {} : { beneficiary: texts.t('slip.for', { name: beneficiary }) }),
        outcome: { sign, word: texts.t(`outcome.${result.outcome}`) },
        ...(amounts.length === 0 ? {} : { amount: amounts.join(' · ') }),
        ...(sign === 'already'
          ? { papers: [] }
          : {
              papers: programme.documents.map((id) => texts.t(`document.${id}.name`)),
              office: office ? texts.name(office.names) : texts.t('slip.noOffice'),
              nextStep: texts.t(`route.${programme.route}`),
            }),
      }
    }
  }

  /** What still has to be found out, without saying what is known: who alone can give it, or else the window asks. */
  function toMissing({ result, programme }: ResultView): SlipItem {
    const facts = result.missing.flatMap(({ fact }) => view.release.facts.get(fact) ?? [])
    const given = facts.find(({ givenBy, issuedBy }) => givenBy !== undefined || issuedBy !== undefined)
    const name = texts.t(`programme.${programme.id}.name`)
    const person = nameOf(view, result.unit.id)
    return {
      text: person === undefined ? name : `${name} · ${texts.t('slip.for', { name: person })}`,
      note: remedyView(view, given?.remedy, texts)?.text ?? texts.t('slip.askHere'),
    }
  }

  function toItem({ result, programme }: ResultView): SlipItem {
    const text = texts.t(`programme.${programme.id}.name`)
    if (!result.curable) return { text }
    const failed = result.criteria.find(({ state }) => state === 'not_met')
    const remedy = remedyView(view, programme.criteria.find(({ id }) => id === failed?.id)?.remedy, texts)
    return { text, ...(remedy ? { note: remedy.text } : {}) }
  }
}

const uniqueItems = (items: readonly SlipItem[]): SlipItem[] => [
  ...new Map(items.map((item) => [item.text, item])).values(),
]
