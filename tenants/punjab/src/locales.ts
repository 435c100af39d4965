import type { Locale } from '@onewindow/tenant'
import { scorecardTexts } from '@onewindow/tenant-pakistan'
import en from '../locales/en.json' with { type: 'json' }
import ur from '../locales/ur.json' with { type: 'json' }

export const locales: readonly Locale[] = [
  {
    id: 'ur',
    name: 'اردو',
    direction: 'rtl',
    fallback: 'en',
    intl: 'ur-PK',
    digits: 'latn',
    complete: true,
    messages: { ...scorecardTexts.ur, ...ur },
  },
  {
    // Punjabi in Shahmukhi: spoken here, and not yet written. Urdu answers until a speaker writes it.
    id: 'pa-Arab',
    name: 'پنجابی',
    direction: 'rtl',
    fallback: 'ur',
    intl: 'pa-Arab-PK',
    digits: 'arabext',
    complete: false,
    messages: {},
  },
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en-PK',
    digits: 'latn',
    complete: true,
    messages: { ...scorecardTexts.en, ...en },
  },
]
