import { readdir } from 'node:fs/promises'
import { type Extension, migrationsOf } from '@onewindow/core'
import { connect, DatabaseError, inTenant } from '@onewindow/db'
import { Failure } from './failure.ts'

interface MigrationRecords {
  migration: { owner: string; name: string }
}

/** Throws unless every migration of this release and its extensions is applied; those of a newer one are no harm. */
export async function requireMigrated(appUrl: string, extensions: readonly Extension[]): Promise<void> {
  const pending = await pendingMigrations(appUrl, extensions)
  if (pending.length > 0)
    throw new Failure(`The database waits for ${pending.join(', ')}. Run: onewindow migrate`)
}

/** Migrations of this release and its extensions that are not applied yet, in order. */
export async function pendingMigrations(
  appUrl: string,
  extensions: readonly Extension[],
): Promise<readonly string[]> {
  const applied = await appliedMigrations(appUrl)
  const pending: string[] = []
  for (const { owner, directory } of migrationsOf(extensions)) {
    const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
    const names = files.filter((name) => !applied.some((one) => one.owner === owner && one.name === name))
    pending.push(...names.map((name) => (owner === 'core' ? name : `${owner}/${name}`)))
  }
  return pending
}

async function appliedMigrations(url: string): Promise<readonly MigrationRecords['migration'][]> {
  const db = await connect<MigrationRecords>({ url, role: 'app', max: 1 })
  try {
    // Migrations are no tenant's, but there is no way to a table without one.
    const scope = { tenant: 'none', areas: [] }
    return await inTenant(db, { scope, mode: 'read' }, (tx) =>
      tx.selectFrom('migration').select(['owner', 'name']).execute(),
    )
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return []
    throw error
  } finally {
    await db.close()
  }
}

const UNDEFINED_TABLE = '42P01'
