import { keepName, wordBits } from '@onewindow/core/testing'
import { population } from '@onewindow/tenant-kp/population'

export const LANGUAGES = ['en', 'ur', 'ps'] as const
export type Language = (typeof LANGUAGES)[number]
type Written = Readonly<Record<Language, string>>

/** A name or a village in each script, and how often it is met among those of its kind. */
export interface Called {
  readonly id: number
  readonly written: Written
  readonly weight: number
}

const together = (...words: readonly (Written | undefined)[]): Written => {
  const of = (language: Language) => words.flatMap((word) => word?.[language] ?? []).join(' ')
  return { en: of('en'), ur: of('ur'), ps: of('ps') }
}

/** One man in four is called so before his own name, and so are far more than 100,000 of a large province. */
const MUHAMMAD: Written = { en: 'Muhammad', ur: 'محمد', ps: 'محمد' }
const PLACES: readonly Written[] = [
  { en: 'Kalay', ur: 'کلے', ps: 'کلی' },
  { en: 'Banda', ur: 'بانڈہ', ps: 'بانډه' },
  { en: 'Garhi', ur: 'گڑھی', ps: 'ګړۍ' },
  { en: 'Khel', ur: 'خیل', ps: 'خېل' },
  { en: 'Dheri', ur: 'ڈھیری', ps: 'ډېرۍ' },
  { en: 'Kot', ur: 'کوٹ', ps: 'کوټ' },
]

const numbered = (names: readonly Omit<Called, 'id'>[]): readonly Called[] =>
  names.map((name, id) => ({ ...name, id }))

/** The generator's lists, each alone or with a second name. */
function people(sex: 'female' | 'male'): readonly Called[] {
  const before =
    sex === 'male'
      ? [
          { word: undefined, weight: 3 },
          { word: MUHAMMAD, weight: 1 },
        ]
      : [{ word: undefined, weight: 1 }]
  const seconds = population.secondNames[sex]
  const after = [{ word: undefined, weight: seconds.length }, ...seconds.map((word) => ({ word, weight: 1 }))]
  return numbered(
    population.names[sex].flatMap((name) =>
      before.flatMap((first) =>
        after.map((second) => ({
          written: together(first.word, name, second.word),
          weight: first.weight * second.weight,
        })),
      ),
    ),
  )
}

export const CALLED = {
  female: people('female'),
  male: people('male'),
  village: numbered(
    population.names.male
      .concat(population.names.female)
      .flatMap((name) => PLACES.map((place) => ({ written: together(name, place), weight: 1 }))),
  ),
} as const

export const wordsOf = (text: string): readonly string[] => keepName(text)

/** The bits of its words, without any year's. */
export const bitsOf = (kind: 'name' | 'parent' | 'village', text: string): number =>
  wordBits(wordsOf(text).map((token) => ({ kind, token })))
