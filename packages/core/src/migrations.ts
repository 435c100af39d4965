import type { MigrationSet } from '@onewindow/db'

/** Core's migrations, for `migrate(ownerUrl, [coreMigrations])`. */
export const coreMigrations: MigrationSet = {
  owner: 'core',
  directory: new URL('../migrations/', import.meta.url),
}
