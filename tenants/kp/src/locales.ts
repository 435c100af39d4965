import type { Locale } from '@onewindow/tenant'
import { pashtoTexts, scorecardTexts } from '@onewindow/tenant-pakistan'
import en from '../locales/en.json' with { type: 'json' }
import ps from '../locales/ps.json' with { type: 'json' }
import ur from '../locales/ur.json' with { type: 'json' }
import { districts } from './areas.ts'

/** A district's name answers the question for it. */
const districtOptions = (language: string) =>
  Object.fromEntries(
    districts.map(({ id, names }) => [`fact.permanent_district.option.${id}`, names[language] ?? id]),
  )

const urdu = { direction: 'rtl', intl: 'ur-PK', digits: 'latn' } as const
/** Spoken here, and not yet written: Urdu answers. Intl does not know these languages. */
const spoken = { ...urdu, fallback: 'ur', complete: false, messages: {} }

export const locales: readonly Locale[] = [
  {
    id: 'en',
    name: 'English',
    direction: 'ltr',
    intl: 'en-PK',
    digits: 'latn',
    complete: true,
    messages: { ...scorecardTexts.en, ...en, ...districtOptions('en') },
  },
  {
    ...urdu,
    id: 'ur',
    name: 'اردو',
    fallback: 'en',
    complete: true,
    messages: { ...scorecardTexts.ur, ...ur, ...districtOptions('ur') },
  },
  {
    id: 'ps',
    name: 'پښتو',
    direction: 'rtl',
    fallback: 'ur',
    // Plain `ps` would answer with the Persian calendar.
    intl: 'ps-PK',
    digits: 'arabext',
    complete: true,
    messages: { ...pashtoTexts, ...scorecardTexts.ps, ...ps, ...districtOptions('ps') },
  },
  { ...spoken, id: 'hno', name: 'ہندکو' },
  { ...spoken, id: 'skr', name: 'سرائیکی' },
  { ...spoken, id: 'khw', name: 'کھوار' },
]
