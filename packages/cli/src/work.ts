import { createWorker, type Extension } from '@onewindow/core'
import { checkProduction, createLog, ProductionError } from '@onewindow/server'
import { withPool } from './database.ts'
import { Failure } from './failure.ts'
import { requireServable } from './require-servable.ts'
import { cipherOf, readServingSettings } from './settings.ts'
import { type Terminal, untilStopped } from './terminal.ts'

/** What of a serving configuration does not concern a process that nobody connects to. */
const OF_SERVING = ['NO_ISSUER', 'HTTP_ISSUER', 'UNBOUND_ISSUER', 'NO_TLS', 'INTROSPECTION', 'OPEN_ORIGIN']

/**
 * `onewindow work`: runs the tenants' jobs until the process is asked to stop, and gives back those that run. In production,
 * unless `ONEWINDOW_PROFILE` says otherwise.
 */
export async function work(
  terminal: Pick<Terminal, 'environment' | 'stopped'>,
  tenants: readonly string[],
  extensions: readonly Extension[] = [],
): Promise<void> {
  const { config } = readServingSettings(terminal.environment)
  const problems = checkProduction(config).filter(({ code }) => !OF_SERVING.includes(code))
  if (problems.length > 0) throw new ProductionError(problems)
  await requireServable({ ...config, tls: null, trustedProxies: [] }, tenants)
  const served = config.tenants.length > 0 ? config.tenants : tenants
  if (config.databaseUrl === null)
    throw new Failure('No database is named: set DATABASE_URL, or use `onewindow start` to try things out.')
  const log = createLog(config)
  await withPool(
    config.databaseUrl,
    async (db) => {
      const worker = await createWorker({
        db,
        tenants: served,
        cipher: cipherOf(config),
        demo: config.demo,
        extensions,
        log,
      })
      try {
        log.info({ tenants: served }, 'working')
        await untilStopped(terminal)
        log.info('closing')
      } finally {
        await worker.close()
      }
    },
    extensions,
  )
}
