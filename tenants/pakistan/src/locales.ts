import type { Locale } from '@onewindow/tenant'
import en from '../locales/en.json' with { type: 'json' }
import ps from '../locales/ps.json' with { type: 'json' }
import scorecard from '../locales/scorecard.json' with { type: 'json' }
import ur from '../locales/ur.json' with { type: 'json' }

export const locales: readonly Locale[] = [
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en-PK',
    digits: 'latn',
    complete: true,
    messages: en,
  },
  {
    id: 'ur',
    name: 'اردو',
    direction: 'rtl',
    fallback: 'en',
    intl: 'ur-PK',
    digits: 'latn',
    complete: true,
    messages: ur,
  },
]

/** Core's and the federal texts in Pashto, for the provinces where it is spoken: not every tenant of this layer. */
export const pashtoTexts: Locale['messages'] = ps

/** Texts of `povertyScorecard`, by language, for the provinces that use it. */
export const scorecardTexts = scorecard
