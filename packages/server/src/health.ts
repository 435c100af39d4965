import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { notFound } from './http-error.ts'
import type { Platform, Readiness } from './platform.ts'

/** Milliseconds for one tenant: probes commonly give up after a second, and then all tenants would be unready. */
const TIME_LIMIT = 800
/** Milliseconds that an answer is kept: probes are not authenticated. */
const KEPT = 1_000

interface Checked {
  readonly until: number
  readonly readiness: Promise<Readiness>
}

/**
 * `/health`: the process lives. `/{tenant}/ready`: this tenant can be served. `/ready`: traffic is welcome, which one
 * ready tenant is enough for; 503 once the server is closing.
 */
export function healthRoutes(app: FastifyInstance, platform: Platform, isClosing: () => boolean): void {
  const checks = new Map<string, Checked>()
  const readiness = (tenant: string): Promise<Readiness> => {
    const kept = checks.get(tenant)
    if (kept && kept.until > Date.now()) return kept.readiness
    const checked = check(tenant, platform, app.log)
    checks.set(tenant, { until: Date.now() + KEPT, readiness: checked })
    return checked
  }
  const quiet = { logLevel: 'warn' } as const

  app.get('/health', quiet, () => ({ status: 'alive' }))

  app.get('/ready', quiet, async (_request, reply) => {
    const tenants = Object.fromEntries(
      await Promise.all(platform.tenants().map(async (tenant) => [tenant, await readiness(tenant)] as const)),
    )
    const ready = !isClosing() && Object.values(tenants).some((tenant) => tenant.ready)
    return reply.code(ready ? 200 : 503).send({ ready, tenants })
  })

  app.get<{ Params: { tenant: string } }>('/:tenant/ready', quiet, async (request, reply) => {
    const { tenant } = request.params
    if (!platform.tenants().includes(tenant)) throw notFound()
    const answer = await readiness(tenant)
    const ready = answer.ready && !isClosing()
    return reply.code(ready ? 200 : 503).send({ ...answer, ready })
  })
}

async function check(tenant: string, platform: Platform, log: FastifyBaseLogger): Promise<Readiness> {
  const { promise: timedOut, resolve } = Promise.withResolvers<Readiness>()
  const timer = setTimeout(() => resolve({ ready: false, reason: 'It did not answer in time.' }), TIME_LIMIT)
  try {
    return await Promise.race([platform.readiness(tenant), timedOut])
  } catch (error) {
    log.error({ err: error, tenant }, 'a readiness check failed')
    return { ready: false, reason: 'The check failed.' }
  } finally {
    clearTimeout(timer)
  }
}
