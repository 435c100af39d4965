import { type Database, inTenant } from '@onewindow/db'
import { type Definition, releaseHash, restoreDefinition } from '@onewindow/tenant'
import type { Transaction } from '../session.ts'
import type { Tables } from '../tables.ts'
import { type LoadedRelease, loadRelease } from './loaded-release.ts'
import {
  currentHash,
  findDefinition,
  insertAreas,
  insertRelease,
  insertTenant,
  setCurrent,
} from './queries.ts'

export { chooseLanguage, type LoadedRelease } from './loaded-release.ts'

/**
 * Makes a checked definition the tenant's current release, in one transaction. Releases are kept for ever under their
 * content hash; applying the current one again changes nothing.
 */
export async function applyRelease(
  db: Database<Tables>,
  definition: Definition,
  applied: { readonly by: string; readonly at: Date },
): Promise<{ readonly hash: string; readonly changed: boolean }> {
  const hash = releaseHash(definition)
  const scope = { tenant: definition.id, areas: 'all' } as const
  return inTenant(db, { scope, mode: 'write' }, async (tx) => {
    await insertTenant(tx)
    if ((await currentHash(tx)) === hash) return { hash, changed: false }
    await insertRelease(tx, {
      tenant_id: definition.id,
      hash,
      definition: JSON.stringify(definition),
      applied_at: applied.at,
      applied_by: applied.by,
    })
    await insertAreas(
      tx,
      definition.areas.map(({ id, level }) => ({ tenant_id: definition.id, area_id: id, level })),
    )
    await setCurrent(tx, hash)
    return { hash, changed: true }
  })
}

/** The tenant's current release; null where none was applied yet. */
export const findCurrentRelease = (db: Database<Tables>, tenant: string): Promise<LoadedRelease | null> =>
  inTenant(db, { scope: { tenant, areas: [] }, mode: 'read' }, async (tx) => {
    const hash = await currentHash(tx)
    return hash === null ? null : findRelease(tx, hash)
  })

/** An applied release by its hash: what an old screening was made under. */
export async function findRelease(tx: Transaction, hash: string): Promise<LoadedRelease> {
  const definition = await findDefinition(tx, hash)
  if (!definition) throw new Error(`release ${hash} of ${tx.tenant} is gone`)
  return loadRelease(restoreDefinition(definition), hash)
}
