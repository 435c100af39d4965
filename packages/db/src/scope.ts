import { escapeLiteral } from 'pg'

/** Whose rows a transaction may see: one tenant, and in it every operating area or the named ones. */
export interface Scope {
  /** Slug: `kp`. */
  readonly tenant: string
  /** Official area codes (`PK212`). An empty list sees only tables without an area wall. */
  readonly areas: 'all' | readonly string[]
}

/** A scope with a value that is no slug or no area code. Nothing reached the database. */
export class InvalidScopeError extends Error {
  override readonly name = 'InvalidScopeError'
  readonly code = 'INVALID_SCOPE'
}

const SLUG = /^[a-z][a-z0-9-]{0,62}$/
const AREA_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/

export function validateScope({ tenant, areas }: Scope): void {
  if (!SLUG.test(tenant)) throw new InvalidScopeError('The tenant is not a slug')
  // The policy splits app.areas at commas, so a comma inside a code would open a second area.
  if (areas !== 'all' && !areas.every((code) => AREA_CODE.test(code)))
    throw new InvalidScopeError('An operating area is not an area code')
}

/** Citus carries `set local` to its workers, and not `set_config()`. */
export function setScopeSql({ tenant, areas }: Scope): string {
  return [
    `set local app.tenant = ${escapeLiteral(tenant)}`,
    `set local app.wide = ${areas === 'all' ? 'true' : 'false'}`,
    `set local app.areas = ${escapeLiteral(areas === 'all' ? '' : areas.join(','))}`,
  ].join('; ')
}
