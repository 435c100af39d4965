import type { Locale } from '@onewindow/tenant'
import en from '../locales/en.json' with { type: 'json' }
import km from '../locales/km.json' with { type: 'json' }

export const locales: readonly Locale[] = [
  {
    id: 'km',
    name: 'ភាសាខ្មែរ',
    direction: 'ltr',
    fallback: 'en',
    intl: 'km-KH',
    digits: 'latn',
    // It has every text; what it lacks are the names of areas, which no source gives in Khmer.
    complete: false,
    messages: km,
  },
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en',
    digits: 'latn',
    complete: true,
    messages: en,
  },
]
