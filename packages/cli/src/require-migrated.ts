import { readdir } from 'node:fs/promises'
import { coreMigrations } from '@onewindow/core'
import { connect, DatabaseError, inTenant } from '@onewindow/db'
import { Failure } from './failure.ts'

interface MigrationRecords {
  migration: { owner: string; name: string }
}

/** Throws unless every migration of this release is applied; those of a newer one are no harm. */
export async function requireMigrated(appUrl: string): Promise<void> {
  const pending = await pendingMigrations(appUrl)
  if (pending.length > 0)
    throw new Failure(`The database waits for ${pending.join(', ')}. Run: onewindow migrate`)
}

/** Migrations of this release that are not applied yet, in order. */
export async function pendingMigrations(appUrl: string): Promise<readonly string[]> {
  const { owner, directory } = coreMigrations
  const applied = await appliedMigrations(appUrl, owner)
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql'))
  return files.filter((name) => !applied.includes(name)).sort()
}

async function appliedMigrations(url: string, owner: string): Promise<readonly string[]> {
  const db = await connect<MigrationRecords>({ url, role: 'app', max: 1 })
  try {
    // Migrations are no tenant's, but there is no way to a table without one.
    const scope = { tenant: 'none', areas: [] }
    const rows = await inTenant(db, { scope, mode: 'read' }, (tx) =>
      tx.selectFrom('migration').select('name').where('owner', '=', owner).execute(),
    )
    return rows.map(({ name }) => name)
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return []
    throw error
  } finally {
    await db.close()
  }
}

const UNDEFINED_TABLE = '42P01'
