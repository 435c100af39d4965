import type { Locale } from '@onewindow/tenant'
import en from '../locales/en.json' with { type: 'json' }
import { districts } from './areas.ts'

/** A district's name answers the question for it. */
const districtOptions = (language: string) =>
  Object.fromEntries(
    districts.map(({ id, names }) => [`fact.permanent_district.option.${id}`, names[language] ?? id]),
  )

export const locales: readonly Locale[] = [
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en-PK',
    digits: 'latn',
    complete: true,
    messages: { ...en, ...districtOptions('en') },
  },
]
