import { ancestors, existsOn } from './area-tree.ts'
import type { Committee, Definition, Institution, Office } from './definition.ts'

export const institutionOf = (definition: Definition, id: string): Institution | undefined =>
  definition.institutions.find((institution) => institution.id === id)

export const committeeOf = (definition: Definition, id: string): Committee | undefined =>
  definition.institutions
    .flatMap(({ committees = [] }) => committees)
    .find((committee) => committee.id === id)

/** Whether the committee could certify anything on this day: outside its terms, or unknown, it can not. */
export const committeeInOffice = (definition: Definition, id: string, date: string): boolean =>
  committeeOf(definition, id)?.terms.some((term) => existsOn(term, date)) ?? false

/**
 * Where to send a family: the institution's offices that serve its area, or else the nearest area above that has any.
 *
 * @example officesFor(kp, { institution: 'bisp', area: 'PK526', officeKind: 'tehsil' })
 */
export function officesFor(
  definition: Definition,
  { institution, area, officeKind }: { institution: string; area: string; officeKind?: string },
): readonly Office[] {
  const offices = (institutionOf(definition, institution)?.offices ?? []).filter(
    ({ kind }) => officeKind === undefined || kind === officeKind,
  )
  for (const id of [area, ...ancestors(definition, area).map((above) => above.id)]) {
    const serving = offices.filter(({ areas }) => areas.includes(id))
    if (serving.length > 0) return serving
  }
  return []
}
