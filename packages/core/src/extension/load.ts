import type { MigrationSet } from '@onewindow/db'
import { createSchema } from '../graphql/schema.ts'
import { coreMigrations } from '../migrations.ts'
import { checkCopy, type Extension } from './define.ts'

export type { Extension } from './define.ts'

/**
 * Core's migrations and, after them, the extensions', once these are known to fit this version, core and each other:
 * `migrate(ownerUrl, migrationsOf(extensions))`.
 *
 * @throws ExtensionError
 */
export function migrationsOf(extensions: readonly Extension[]): readonly MigrationSet[] {
  for (const extension of extensions) checkCopy(extension)
  createSchema(extensions)
  return [
    coreMigrations,
    ...extensions.flatMap(({ name, migrations, tables = [] }) =>
      migrations ? [{ owner: name, directory: migrations, tables }] : [],
    ),
  ]
}
