import { createPlatform, createWorker, migrationsOf, type Platform, type Tables } from '@onewindow/core'
import { type Database, MigrationError, type MigrationReport, migrate } from '@onewindow/db'
import { type Config, createLog, createServer, startDevelopmentProvider } from '@onewindow/server'
import type { Definition } from '@onewindow/tenant'
import { openDatabase, type UrlOf, withPool } from '../database.ts'
import type { Opened } from '../embedded-database.ts'
import { Failure } from '../failure.ts'
import type { Installation } from '../installation.ts'
import { step } from '../progress.ts'
import { cipherOf, readSettings } from '../settings.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import { type Terminal, untilStopped } from '../terminal.ts'
import { announce } from './announce.ts'
import { choosePort } from './choose-port.ts'
import { prepareTenant } from './prepare-tenant.ts'

export interface StartOptions {
  /** Of the API; default `ONEWINDOW_PORT`, 4000. */
  readonly port: number | undefined
  /** Of the development identity provider. */
  readonly identityPort: number
  /** Called once everything is announced. */
  readonly served?: (platform: Platform) => Promise<void>
  /** Called before anything is closed. */
  readonly closing?: () => Promise<void>
}

/**
 * `onewindow start`: everything on this machine, for trying out and for development. What is there already is used again.
 */
export async function runStart(
  terminal: Terminal,
  installation: Installation,
  options: StartOptions,
): Promise<void> {
  const settings = readSettings(terminal.environment)
  if (settings.config.profile === 'production')
    throw new Failure(
      '`start` opens everything to demo accounts, so it never runs in production: use `onewindow serve`.',
    )
  const config = { ...settings.config, demo: true, port: options.port ?? settings.config.port }
  const definitions = soundDefinitions(terminal, installation)

  const database = await step(terminal, {
    name: 'PostgreSQL',
    run: () => openDatabase(settings, installation.state),
  })
  try {
    if (database.server === 'borrowed')
      throw new Failure(
        `Another onewindow command uses ${installation.state}: stop it first, then start again.`,
      )
    await step(terminal, {
      name: 'Migrations',
      run: () => migrateOwn(database, installation),
      done: ({ applied, already }) => `${applied.length} applied, ${already} before`,
    })
    await withPool(
      database.url('app'),
      (db) =>
        serveDemo(terminal, installation, { ...options, definitions, db, config, server: database.server }),
      installation.extensions,
    )
  } finally {
    await database.close()
    terminal.stderr.write('Stopped.\n')
  }
}

/** An embedded database of an unfinished release is worth nothing, and no new file mends it. */
async function migrateOwn(
  { url, server }: Opened<UrlOf>,
  { state, extensions }: Installation,
): Promise<MigrationReport> {
  try {
    return await migrate(url('owner'), migrationsOf(extensions))
  } catch (error) {
    if (server !== 'own' || !(error instanceof MigrationError) || !DIVERGED.has(error.code)) throw error
    throw new Failure(`${error.message}. To begin anew, without what is in it, delete ${state}`)
  }
}

const DIVERGED: ReadonlySet<string> = new Set([
  'MIGRATION_ALTERED',
  'MIGRATION_MISSING',
  'MIGRATION_OUT_OF_ORDER',
])

function soundDefinitions(terminal: Terminal, { tenants }: Installation): Definition[] {
  const definitions = tenants.map((tenant) => showDiagnostics(terminal, tenant))
  const broken = tenants.filter(({ definition }) => !definition).map(({ id }) => id)
  if (broken.length > 0) throw new Failure(`Not started: correct the errors of ${broken.join(', ')} above.`)
  return definitions.filter((definition) => definition !== null)
}

interface Prepared
  extends Pick<StartOptions, 'identityPort' | 'served' | 'closing'>,
    Pick<Opened<unknown>, 'server'> {
  readonly definitions: readonly Definition[]
  readonly db: Database<Tables>
  readonly config: Config
}

async function serveDemo(
  terminal: Terminal,
  { demo = [], state, extensions }: Installation,
  prepared: Prepared,
): Promise<void> {
  const { definitions, db, config } = prepared
  const cipher = cipherOf(config)
  const provider = await startDevelopmentProvider({
    profile: config.profile,
    port: await choosePort(terminal, {
      what: 'The identity provider',
      host: '127.0.0.1',
      port: prepared.identityPort,
    }),
    accounts: demo.flatMap(({ tenant, accounts }) => accounts.map(({ subject }) => ({ subject, tenant }))),
  })
  try {
    const { issuer } = provider.issuer
    for (const definition of definitions) {
      const own = demo.find(({ tenant }) => tenant === definition.id)
      await prepareTenant(terminal, definition, { db, cipher, issuer, demo: own })
    }
    const tenants = definitions.map(({ id }) => id)
    const platform = createPlatform({ db, tenants, cipher, demo: true, extensions })
    const port = await choosePort(terminal, { what: 'The API', host: config.host, port: config.port })
    const issuers = [...config.issuers, provider.issuer]
    const quiet = terminal.environment.ONEWINDOW_LOG_LEVEL ? {} : { logLevel: 'warn' }
    const log = createLog({ ...config, ...quiet }, { write: (line) => void terminal.stderr.write(line) })
    const server = await createServer({ platform, log, config: { ...config, port, issuers } })
    const worker = await createWorker({ db, tenants, cipher, demo: true, extensions, log })
    try {
      const url = await step(terminal, { name: 'Server', run: () => server.listen() })
      await announce(terminal, { url, state, server: prepared.server, definitions, demo, provider, platform })
      await prepared.served?.(platform)
      await untilStopped(terminal)
      terminal.stderr.write('\nStopping …\n')
    } finally {
      await prepared.closing?.()
      await Promise.all([server.close(), worker.close()])
    }
  } finally {
    await provider.close()
  }
}
