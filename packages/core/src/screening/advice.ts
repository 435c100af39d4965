import { isVerified } from '@onewindow/rules'
import { type Institution, type Office, officesFor, type Translator } from '@onewindow/tenant'
import type { BenefitView, ScreeningView } from './view.ts'

/** What a family can do about a failed criterion or a missing fact. */
export interface RemedyView {
  readonly id: string
  readonly text: string
  readonly institution: Institution
  readonly offices: readonly Office[]
  readonly documents: string[]
}

export function remedyView(
  view: ScreeningView,
  id: string | undefined,
  texts: Translator,
): RemedyView | null {
  const remedy = view.release.definition.remedies.find((one) => one.id === id)
  if (!remedy) return null
  return {
    id: remedy.id,
    text: texts.t(`remedy.${remedy.id}.text`),
    institution: view.release.requireInstitution(remedy.institution),
    offices: officesNear(view, remedy.institution, remedy.officeKind),
    documents: (remedy.documents ?? []).map((document) => texts.t(`document.${document}.name`)),
  }
}

/** The institution's offices that serve the household's area, nearest first. */
export const officesNear = (
  { release, area }: ScreeningView,
  institution: string,
  kind: string | undefined,
): Office[] =>
  area === null
    ? []
    : [
        ...officesFor(release.definition, {
          institution,
          area,
          ...(kind === undefined ? {} : { officeKind: kind }),
        }),
      ]

/**
 * `Rs 10,500 every three months`, or what is given in kind; both amounts where sources disagree. Where there is none it
 * says whether nothing is established, or whether the amount hangs on something still to be found out.
 */
export function benefitText({ benefit, programme, on }: BenefitView, texts: Translator): string {
  const { amounts, currency, period, size, evidence, kind, reads } = benefit
  if (kind === 'in_kind' || currency === undefined)
    return texts.t(`programme.${programme.id}.benefit.${benefit.id}`)
  const money = amounts.map((amount) => texts.formatMoney(amount, currency))
  if (money.length === 0) {
    const unestablished = reads.some((read) => read.kind === 'parameter' && read.values.length === 0)
    return unestablished
      ? texts.t('benefit.unknown', { date: texts.formatDate(on) })
      : texts.t('benefit.open')
  }
  const amount = money.join(' / ')
  const sentence = texts.t(`benefit.${size ?? 'fixed'}`, {
    amount,
    period: texts.t(`period.${period ?? 'once'}`),
  })
  if (money.length > 1 && evidence === 'C') return texts.t('benefit.conflict', { amounts: sentence })
  return isVerified(evidence) ? sentence : `${sentence} (${texts.t('benefit.unverified')})`
}
