import { type Extension, migrationsOf } from '@onewindow/core'
import { DatabaseError, type MigrationReport, migrate } from '@onewindow/db'
import { withDatabase } from './database.ts'
import { Failure } from './failure.ts'
import type { Format } from './format.ts'
import { readSettings } from './settings.ts'
import { print, type Terminal } from './terminal.ts'

export interface MigrateOptions {
  readonly state: string
  readonly extensions: readonly Extension[]
  readonly format: Format
}

/** `onewindow migrate`: brings the database up to this release and its extensions'. */
export async function runMigrate(
  terminal: Terminal,
  { state, extensions, format }: MigrateOptions,
): Promise<void> {
  const report = await withDatabase(readSettings(terminal.environment), state, (url) =>
    migrate(url('owner'), migrationsOf(extensions)),
  ).catch((error: unknown) => {
    throw isWithoutRoles(error) ? new Failure(WITHOUT_ROLES) : error
  })
  print(terminal, format === 'json' ? JSON.stringify(report, null, 2) : describe(report))
}

const WITHOUT_ROLES = 'The database has no roles of OneWindow yet. Run: onewindow prepare'

/** `set role` and `grant` say it each in their own way; within a migration's file both would be that file's failure. */
const isWithoutRoles = (error: unknown): boolean =>
  error instanceof DatabaseError && ['22023', '42704'].includes(error.code)

function describe({ applied, already }: MigrationReport): string {
  if (applied.length === 0) return `Nothing to do: all ${already} migrations are applied.`
  return applied.map(({ owner, name }) => `applied ${owner}/${name}`).join('\n')
}
