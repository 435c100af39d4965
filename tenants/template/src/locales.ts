import type { Locale } from '@onewindow/tenant'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }

export const locales: readonly Locale[] = [
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en',
    digits: 'latn',
    // Every text must be there; OneWindow brings its own in English.
    complete: true,
    messages: en,
  },
  {
    id: 'ar',
    name: 'العربية',
    direction: 'rtl',
    intl: 'ar',
    digits: 'arab',
    // What nobody has translated yet is answered in English.
    fallback: 'en',
    complete: false,
    messages: ar,
  },
]
