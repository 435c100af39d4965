import { coreMigrations } from '@onewindow/core'
import { createTestDatabase, type TestDatabase } from '@onewindow/testkit'
import { onTestFinished } from 'vitest'

/** A database of its own, with the tables or with none yet, dropped when the test ends. */
export async function database(state: 'migrated' | 'empty'): Promise<TestDatabase> {
  const database = await createTestDatabase(state === 'migrated' ? [coreMigrations] : [])
  onTestFinished(() => database.drop())
  // A copied database is the superuser's; its owner makes an extension in it.
  await database.asAdmin(`do $$ begin
    execute format('alter database %I owner to onewindow_owner', current_database());
  end $$`)
  return database
}

/** How the commands are told of it. */
export const urls = ({ appUrl, ownerUrl }: TestDatabase) => ({
  DATABASE_URL: appUrl,
  ONEWINDOW_OWNER_URL: ownerUrl,
})
