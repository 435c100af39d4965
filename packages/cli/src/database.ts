import { type Extension, opening, type Tables } from '@onewindow/core'
import { connect, type Database } from '@onewindow/db'
import { type DatabaseUrls, type Opened, openEmbedded } from './embedded-database.ts'
import { Failure } from './failure.ts'
import { requireMigrated } from './require-migrated.ts'
import type { Settings } from './settings.ts'

/** Connection string of a role; throws where the environment names a database and not this role. */
export type UrlOf = (role: keyof DatabaseUrls) => string

const VARIABLES: Readonly<Record<keyof DatabaseUrls, string>> = {
  app: 'DATABASE_URL, the role that serves',
  owner: 'ONEWINDOW_OWNER_URL, the role that migrates',
}

/** Opens the database that the environment names; where it names none, the embedded one in `state`. */
export async function openDatabase({ config, ownerUrl }: Settings, state: string): Promise<Opened<UrlOf>> {
  const named = { app: config.databaseUrl, owner: ownerUrl }
  if (named.app === null && named.owner === null && config.profile === 'development') {
    const opened = await openEmbedded(state)
    return { ...opened, url: (role) => opened.url[role] }
  }
  const url: UrlOf = (role) => {
    const found = named[role]
    if (found === null) throw new Failure(`The database is not named: set ${VARIABLES[role]}.`)
    return found
  }
  return { url, server: 'elsewhere', close: async () => {} }
}

/** Runs `use` on the database that `openDatabase` opens. */
export async function withDatabase<Result>(
  settings: Settings,
  state: string,
  use: (url: UrlOf) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(settings, state)
  try {
    return await use(database.url)
  } finally {
    await database.close()
  }
}

/** Runs `use` on a pool of the application role, once every migration is known to be applied. */
export async function withPool<Result>(
  url: string,
  use: (db: Database<Tables>) => Promise<Result>,
  extensions: readonly Extension[] = [],
): Promise<Result> {
  await requireMigrated(url, extensions)
  const db = await connect<Tables>({ url, role: 'app', opening })
  try {
    return await use(db)
  } finally {
    await db.close()
  }
}
