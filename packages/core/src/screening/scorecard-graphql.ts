import type { Household } from '@onewindow/rules'
import { computeScorecard, type Scorecard, type ScorecardResult } from '@onewindow/tenant'
import { builder } from '../graphql/builder.ts'
import { withoutSensitive } from './sensitive.ts'
import type { ScreeningView } from './view.ts'

interface ScoredView extends ScorecardResult {
  readonly card: Scorecard
}

/** Every scorecard of the release, for a household as it was read, as far as this reader may know it. */
export function scoresOf({ release, on, sensitive }: ScreeningView, read: Household): ScoredView[] {
  const household = sensitive ? read : withoutSensitive(release, read)
  return release.definition.scorecards.map((card) => ({
    card,
    ...computeScorecard(card, { household, on, parameter: (id) => release.parameter(id, on) }),
  }))
}

export const ScoredRef = builder.objectRef<ScoredView>('ScorecardResult').implement({
  description: 'A poverty score computed at the window: a screening aid, never an entitlement.',
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    id: t.id({ resolve: ({ card }) => card.id }),
    title: t.string({ resolve: ({ card }) => card.title }),
    source: t.string({ resolve: ({ card }) => card.source }),
    aid: t.string({
      description: 'Says that the score gives nobody a right.',
      resolve: (_view, _args, { texts }) => texts.t('scorecard.aid'),
    }),
    score: t.int({
      nullable: true,
      description: 'Null while an indicator cannot be told.',
      resolve: ({ score }) => score,
    }),
    higherIsPoorer: t.boolean({ resolve: ({ card }) => card.direction === 'higher_is_poorer' }),
    indicators: t.field({
      type: [IndicatorRef],
      resolve: ({ card, bands }) => bands.map((band) => ({ card: card.id, ...band })),
    }),
    likelihoods: t.field({
      type: [LikelihoodRef],
      description: 'Share of households with this score that live below each poverty line.',
      resolve: ({ card, likelihoods }) =>
        Object.entries(likelihoods).map(([line, percent]) => ({ card: card.id, line, percent })),
    }),
  }),
})

const IndicatorRef = builder
  .objectRef<{ card: string; indicator: string; points: number | null }>('ScorecardIndicator')
  .implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      text: t.string({
        resolve: ({ card, indicator }, _args, { texts }) =>
          texts.t(`scorecard.${card}.indicator.${indicator}`),
      }),
      points: t.int({ nullable: true, resolve: ({ points }) => points }),
    }),
  })

const LikelihoodRef = builder
  .objectRef<{ card: string; line: string; percent: number }>('PovertyLikelihood')
  .implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      line: t.string({
        resolve: ({ card, line }, _args, { texts }) => texts.t(`scorecard.${card}.line.${line}`),
      }),
      percent: t.exposeFloat('percent'),
    }),
  })
