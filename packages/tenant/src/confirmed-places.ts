import type { Definition } from './definition.ts'

/**
 * Places of everything that is marked as confirmed, whether a letter could state it or not: a value of a day on which
 * sources disagree, an office, an area. Dated values lie at their day, as statements do.
 */
export function confirmedPlaces({ locales: _, origins: __, parameters, ...rest }: Definition): Set<string> {
  const places = new Set<string>()
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return
    if ('evidence' in value && value.evidence === 'confirmed') places.add(path)
    for (const [key, inner] of Object.entries(value)) {
      const name = Array.isArray(value) && hasId(inner) ? inner.id : key
      visit(inner, path === '' ? name : `${path}.${name}`)
    }
  }
  visit(rest, '')
  for (const { id, history } of parameters)
    for (const value of history) visit(value, `parameters.${id}.${value.from}`)
  return places
}

const hasId = (item: unknown): item is { readonly id: string } =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
