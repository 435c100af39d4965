import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Call } from './call.ts'
import { HttpError } from './http-error.ts'
import type { Limits } from './limits.ts'

/** Counts an authenticated request against its actor's and its tenant's minute; throws where one is used up. */
export type RateLimiter = (request: FastifyRequest) => Promise<void>

/** Counts are this process's own: behind a load balancer the sum of all processes is allowed. */
export async function createRateLimiter(app: FastifyInstance, limits: Limits): Promise<RateLimiter> {
  await app.register(rateLimit, { global: false })
  const limiter = (max: number, key: (call: Call) => string) =>
    app.createRateLimit({
      max,
      timeWindow: 60_000,
      keyGenerator: ({ call }) => (call ? key(call) : ''),
    })
  const ofActor = limiter(limits.actorPerMinute, ({ tenant, actor }) => `${tenant} ${actor.id}`)
  const ofTenant = limiter(limits.tenantPerMinute, ({ tenant }) => tenant)
  return async (request) => {
    // The actor first: one actor's excess must not use up the tenant's share.
    for (const limit of [ofActor, ofTenant]) {
      const result = await limit(request)
      if (result.isAllowed || !result.isExceeded) continue
      throw new HttpError(429, 'RATE_LIMITED', {
        message: 'Too many requests; try again later.',
        headers: { 'retry-after': String(result.ttlInSeconds) },
      })
    }
  }
}
