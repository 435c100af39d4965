import type { Locale } from '@onewindow/tenant'
import en from '../locales/en.json' with { type: 'json' }

export const english: Locale = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  intl: 'en-PK',
  digits: 'latn',
  complete: true,
  messages: en,
}
