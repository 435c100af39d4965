import { misused } from '../failure.ts'

/** As `defineTenant` wants a tenant's id. */
const SLUG = /^[a-z][a-z0-9-]*$/

/** Throws where it is none, and says which one was meant. */
export function checkSlug(text: string): string {
  if (SLUG.test(text)) return text
  const meant = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  throw misused(
    `"${text}" is no slug: a letter, then letters, digits and hyphens, all lower case.${meant && ` Did you mean "${meant}"?`}`,
  )
}

/** The slug as a name in code: `northShore`. */
export const nameOf = (slug: string): string =>
  slug.replace(/-+([a-z0-9]?)/g, (_, letter: string) => letter.toUpperCase())

/** The slug as a title: `North Shore`. */
export const titleOf = (slug: string): string =>
  slug
    .split('-')
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
