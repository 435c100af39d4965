import { join } from 'node:path'
import { coreMigrations } from '@onewindow/core'
import { type Embedded, migrate, startEmbedded } from '@onewindow/db'
import { asAdmin } from '../reads/as-admin.ts'

export interface BenchDatabase extends Embedded {
  asAdmin<Row extends Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

// As the tests' server: what is measured is not the disk. But memory as a small server has it.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
}

/** With these, what is laid into a table that the same transaction emptied is not written twice. */
const loading = {
  ...settings,
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
}

/** A migrated PostgreSQL 18 of its own in a directory that stays until somebody removes it. */
export async function startDatabase(
  directory: string,
  { forLoading = false }: { readonly forLoading?: boolean } = {},
): Promise<BenchDatabase> {
  const postgres = await startEmbedded({
    directory: join(directory, 'postgres'),
    settings: forLoading ? loading : settings,
  })
  await migrate(postgres.ownerUrl, [coreMigrations])
  return { ...postgres, asAdmin: (sql, values) => asAdmin(postgres.adminUrl, sql, values) }
}
