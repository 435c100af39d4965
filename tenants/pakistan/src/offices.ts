import type { Area, Names, Office } from '@onewindow/tenant'

interface Kind {
  readonly institution: string
  readonly kind: string
  readonly names: Names
  /** Office kind above this one, which must serve each district too. */
  readonly under?: string
}

/** Makes a province's offices, named in the languages that its areas are named in. */
export interface OfficesOf {
  /**
   * An office of one kind in every district of today. That these offices exist is general knowledge; which ones do, and
   * their addresses, were not found.
   */
  readonly inEachDistrict: (kind: Kind) => readonly Office[]
  /** One office for the whole province. */
  readonly forTheProvince: (id: string, kind: string, names: Names) => Office
}

const idOf = (institution: string, kind: string, area: string) =>
  `${institution}-${kind}-${area}`.replaceAll('_', '-')

const COMMA: Names = { en: ',' }

export function officesOf(province: Area, districts: readonly Area[]): OfficesOf {
  const languages = Object.keys(province.names)
  const named = (names: Names, place?: Names) =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        place === undefined
          ? (names[language] ?? '')
          : `${names[language]}${COMMA[language] ?? '،'} ${place[language]}`,
      ]),
    )
  return {
    inEachDistrict: ({ institution, kind, names, under }) =>
      districts.map((district) => ({
        id: idOf(institution, kind, district.id),
        names: named(names, district.names),
        kind,
        ...(under === undefined ? {} : { parent: idOf(institution, under, district.id) }),
        areas: [district.id],
        evidence: 'G',
      })),
    forTheProvince: (id, kind, names) => ({
      id,
      names: named(names),
      kind,
      areas: [province.id],
      evidence: 'G',
    }),
  }
}
