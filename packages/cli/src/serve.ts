import { createPlatform, createWorker, type Extension } from '@onewindow/core'
import { checkProduction, createLog, createServer, ProductionError } from '@onewindow/server'
import { withPool } from './database.ts'
import { Failure } from './failure.ts'
import { requireServable } from './require-servable.ts'
import { cipherOf, readServingSettings } from './settings.ts'
import { type Terminal, untilStopped } from './terminal.ts'

/**
 * `onewindow serve`: serves tenants from the database that the environment names, by their applied releases, until the
 * process is asked to stop, and runs their jobs. In production, unless `ONEWINDOW_PROFILE` says otherwise. `ONEWINDOW_TENANTS`
 * picks some of `tenants`.
 *
 * @throws Failure · ConfigError · ProductionError · BootCheckError, before anything is served
 * @example
 * await serve(processTerminal(), ['riverland'])
 */
export async function serve(
  terminal: Pick<Terminal, 'environment' | 'stopped'>,
  tenants: readonly string[],
  extensions: readonly Extension[] = [],
): Promise<void> {
  const { config } = readServingSettings(terminal.environment)
  const problems = checkProduction(config)
  if (problems.length > 0) throw new ProductionError(problems)
  await requireServable(config, tenants)
  const served = config.tenants.length > 0 ? config.tenants : tenants
  if (served.length === 0) throw new Failure('The configuration has no tenant to serve.')
  if (config.databaseUrl === null)
    throw new Failure('No database is named: set DATABASE_URL, or use `onewindow start` to try things out.')
  if (config.issuers.length === 0)
    throw new Failure(
      'Nobody could sign in: set ONEWINDOW_ISSUERS, or use `onewindow start` to try things out.',
    )

  const log = createLog(config)
  await withPool(
    config.databaseUrl,
    async (db) => {
      const shared = { db, tenants: served, cipher: cipherOf(config), demo: config.demo, extensions }
      const server = await createServer({ platform: createPlatform(shared), config, log })
      const worker = await createWorker({ ...shared, log })
      try {
        const url = await server.listen()
        log.info({ url, tenants: served }, 'serving')
        await untilStopped(terminal)
        log.info('closing')
      } finally {
        await Promise.all([server.close(), worker.close()])
      }
    },
    extensions,
  )
}
