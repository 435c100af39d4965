import Negotiator from 'negotiator'

/**
 * Language tags that a client wants, the most wanted first: `?lang=` before the `Accept-Language` header. What is no
 * language tag is left out.
 *
 * @example
 * requestedLanguages('ps', 'en-GB;q=0.5, ur') // ['ps', 'ur', 'en-GB']
 */
export function requestedLanguages(query: unknown, header: string | undefined): readonly string[] {
  const accepted = new Negotiator({ headers: { 'accept-language': header ?? '*' } }).languages()
  const wanted = typeof query === 'string' ? [query, ...accepted] : accepted
  return [...new Set(wanted.slice(0, 20).flatMap(canonicalTag))]
}

function canonicalTag(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag)
  } catch {
    return []
  }
}
