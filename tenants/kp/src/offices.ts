import type { Names, Office } from '@onewindow/tenant'
import { districtsToday } from './areas.ts'

interface Kind {
  readonly institution: string
  readonly kind: string
  readonly names: Names
  /** Office kind above this one, which must serve each district too. */
  readonly under?: string
}

const LANGUAGES = ['en', 'ur', 'ps']
const idOf = (institution: string, kind: string, area: string) =>
  `${institution}-${kind}-${area}`.replaceAll('_', '-')

/**
 * An office of one kind in every district of today. That these offices exist is general knowledge; which ones do, and
 * their addresses, were not found.
 */
export const inEachDistrict = ({ institution, kind, names, under }: Kind): readonly Office[] =>
  districtsToday.map((district) => ({
    id: idOf(institution, kind, district.id),
    names: Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        `${names[language]}${language === 'en' ? ',' : '،'} ${district.names[language]}`,
      ]),
    ),
    kind,
    ...(under === undefined ? {} : { parent: idOf(institution, under, district.id) }),
    areas: [district.id],
    evidence: 'G',
  }))

/** One office for the whole province. */
export const forTheProvince = (id: string, kind: string, names: Names): Office => ({
  id,
  names,
  kind,
  areas: ['PK5'],
  evidence: 'G',
})
