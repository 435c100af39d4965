import { findCurrentRelease, type Tables } from '@onewindow/core'
import type { Database } from '@onewindow/db'
import { type Defined, releaseHash } from '@onewindow/tenant'
import { type Finding, failed, ok, warning } from './finding.ts'

/** Whether a tenant's definition can be used. */
export function checkTenant({ id, definition, diagnostics }: Defined): Finding {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (!definition)
    return failed('tenant', `${id}: its definition has ${errors} errors.`, `Run: onewindow validate ${id}`)
  if (diagnostics.length > 0)
    return warning(
      'tenant',
      `${id}: its definition has ${diagnostics.length} warnings.`,
      `Run: onewindow validate ${id}`,
    )
  const { programmes, areas, locales } = definition
  return ok(
    'tenant',
    `${id}: ${programmes.length} programmes, ${areas.length} areas, ${locales.length} languages.`,
  )
}

/** Whether what is served is what lies here. */
export async function checkRelease(
  db: Database<Tables>,
  { id, definition }: Defined,
): Promise<readonly Finding[]> {
  if (!definition) return []
  const release = await findCurrentRelease(db, id)
  if (!release)
    return [
      failed('release', `${id}: nothing is applied, so nothing can be served.`, `Run: onewindow apply ${id}`),
    ]
  const here = releaseHash(definition)
  if (release.hash === here)
    return [ok('release', `${id}: ${here.slice(0, 12)} is applied, as it lies here.`)]
  return [
    warning(
      'release',
      `${id}: ${release.hash.slice(0, 12)} is applied, and here lies ${here.slice(0, 12)}.`,
      `See what would change, then apply it: onewindow plan ${id}, onewindow apply ${id}`,
    ),
  ]
}
