import { type Database, DatabaseError, inTenant } from '@onewindow/db'
import { DEFINITION_FORMAT, type Definition, releaseHash, restoreDefinition } from '@onewindow/tenant'
import type { Transaction } from '../session.ts'
import type { Tables } from '../tables.ts'
import { edited, inUse, newer } from './errors.ts'
import { type LoadedRelease, loadRelease } from './loaded-release.ts'
import { type Use, withdrawn } from './policy.ts'
import {
  currentHash,
  findStored,
  insertAreas,
  insertRelease,
  insertTenant,
  lockRelease,
  setCurrent,
} from './queries.ts'
import { findUses } from './uses.ts'

export { chooseLanguage, type LoadedRelease, loadRelease } from './loaded-release.ts'

/**
 * Makes a checked definition the tenant's current release, in one transaction. Releases are kept for ever under their
 * content hash; applying the current one again changes nothing. Nobody writes under the release before while it looks at
 * what rows name.
 *
 * @throws ReleaseError `RELEASE_IN_USE` · `RELEASE_NEWER` · `RELEASE_EDITED`; nothing is changed
 */
export async function applyRelease(
  db: Database<Tables>,
  definition: Definition,
  applied: { readonly by: string; readonly at: Date },
): Promise<{ readonly hash: string; readonly changed: boolean }> {
  // Two that apply at once each hold what the other waits for, and PostgreSQL ends one: it comes after the other then.
  for (let tries = 1; ; tries++) {
    try {
      return await applyOnce(db, definition, applied)
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== DEADLOCK || tries === TRIES) throw error
    }
  }
}

const DEADLOCK = '40P01'
const TRIES = 5

async function applyOnce(
  db: Database<Tables>,
  definition: Definition,
  applied: { readonly by: string; readonly at: Date },
): Promise<{ readonly hash: string; readonly changed: boolean }> {
  const hash = releaseHash(definition)
  const scope = { tenant: definition.id, areas: 'all' } as const
  return inTenant(db, { scope, mode: 'write' }, async (tx) => {
    await insertTenant(tx)
    await lockRelease(tx)
    const current = await findCurrent(tx)
    if (current?.hash === hash) return { hash, changed: false }
    const uses = await usesWithdrawn(tx, current, definition)
    if (uses.length > 0) throw inUse(definition.id, uses)
    await insertRelease(tx, {
      tenant_id: definition.id,
      hash,
      definition: JSON.stringify(definition),
      format: DEFINITION_FORMAT,
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

/**
 * The release that a definition would follow, and what rows name that it withdraws: why `applyRelease` would refuse it.
 *
 * @throws ReleaseError `RELEASE_NEWER` · `RELEASE_EDITED`
 */
export const compareRelease = (
  db: Database<Tables>,
  definition: Definition,
): Promise<{ readonly current: LoadedRelease | null; readonly uses: readonly Use[] }> =>
  inTenant(db, { scope: { tenant: definition.id, areas: 'all' }, mode: 'read' }, async (tx) => {
    const current = await findCurrent(tx)
    return { current, uses: await usesWithdrawn(tx, current, definition) }
  })

const usesWithdrawn = async (
  tx: Transaction,
  current: LoadedRelease | null,
  definition: Definition,
): Promise<Use[]> => (current ? findUses(tx, withdrawn(current.definition, definition)) : [])

/**
 * The tenant's current release; null where none was applied yet.
 *
 * @throws ReleaseError `RELEASE_NEWER` · `RELEASE_EDITED`
 */
export const findCurrentRelease = (db: Database<Tables>, tenant: string): Promise<LoadedRelease | null> =>
  inTenant(db, { scope: { tenant, areas: [] }, mode: 'read' }, findCurrent)

async function findCurrent(tx: Transaction): Promise<LoadedRelease | null> {
  const hash = await currentHash(tx)
  return hash === null ? null : findRelease(tx, hash)
}

/** An applied release by its hash: what an old screening was made under. Throws as `findCurrentRelease`. */
export async function findRelease(tx: Transaction, hash: string): Promise<LoadedRelease> {
  const stored = await findStored(tx, hash)
  if (!stored) throw new Error(`release ${hash} of ${tx.tenant} is gone`)
  if (stored.format > DEFINITION_FORMAT)
    throw newer(tx.tenant, { written: stored.format, known: DEFINITION_FORMAT })
  const definition = restoreDefinition(stored.definition)
  if (releaseHash(definition) !== hash) throw edited(tx.tenant, hash)
  return loadRelease(definition, hash)
}
