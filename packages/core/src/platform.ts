import { type Database, inTenant } from '@onewindow/db'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { findActor, type Identity } from './account/service.ts'
import { DomainError } from './errors.ts'
import { executeOperation, type OperationRequest } from './graphql/execute.ts'
import { createSchema } from './graphql/schema.ts'
import type { Services } from './graphql/services.ts'
import type { Cipher } from './identifier/cipher.ts'
import type { LoadedRelease } from './release/loaded-release.ts'
import { findCurrentRelease, findRelease } from './release/service.ts'
import type { Actor } from './session.ts'
import type { Tables } from './tables.ts'

export interface PlatformOptions {
  readonly db: Database<Tables>
  /** Tenants to serve: slugs. Each must have an applied release before it is ready. */
  readonly tenants: readonly string[]
  readonly cipher: Cipher
  /** Accepts document numbers that no authority issues, and marks what is registered as synthetic. */
  readonly demo?: boolean
  /** The clock. */
  readonly now?: () => Date
}

/** Core's GraphQL schema over any number of tenants, as the server serves it. */
export interface Platform {
  readonly schema: GraphQLSchema
  tenants(): readonly string[]
  readiness(tenant: string): Promise<{ readonly ready: boolean; readonly reason?: string }>
  actor(tenant: string, identity: Identity): Promise<Actor | null>
  /** Reads release and accounts anew with the next request: it would notice by itself within a minute. */
  forget(tenant: string): void
  execute(request: OperationRequest): Promise<ExecutionResult>
}

const MINUTE = 60_000

/**
 * @example
 * const platform = createPlatform({ db, tenants: ['kp'], cipher })
 * const server = await createServer({ platform, … })
 */
export function createPlatform({
  db,
  tenants,
  cipher,
  demo = false,
  now = () => new Date(),
}: PlatformOptions): Platform {
  const schema = createSchema()
  const current = new LRUCache<string, LoadedRelease>({ max: 100 })
  const earlier = new LRUCache<string, LoadedRelease>({ max: 20 })
  const actors = new LRUCache<string, Actor>({
    max: 10_000,
    ttl: MINUTE,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  })

  async function release(tenant: string): Promise<LoadedRelease | null> {
    const known = current.get(tenant)
    if (known) return known
    const loaded = await findCurrentRelease(db, tenant)
    if (loaded) current.set(tenant, loaded)
    return loaded
  }

  const services: Services = {
    db,
    cipher,
    demo,
    now,
    async release(tenant, hash, open) {
      const key = `${tenant} ${hash}`
      const known = earlier.get(key)
      if (known) return known
      const scope = { tenant, areas: [] }
      const loaded = open
        ? await findRelease(open, hash)
        : await inTenant(db, { scope, mode: 'read' }, (tx) => findRelease(tx, hash))
      earlier.set(key, loaded)
      return loaded
    },
    forget: (tenant) => {
      current.delete(tenant)
      for (const key of actors.keys()) if (key.startsWith(`${tenant} `)) actors.delete(key)
    },
  }

  return {
    schema,
    forget: services.forget,
    tenants: () => tenants,
    async readiness(tenant) {
      if (!tenants.includes(tenant)) return { ready: false, reason: 'There is no such tenant.' }
      const loaded = await release(tenant)
      return loaded ? { ready: true } : { ready: false, reason: 'No release has been applied yet.' }
    },
    async actor(tenant, identity) {
      if (!tenants.includes(tenant)) return null
      const key = `${tenant} ${identity.issuer} ${identity.subject}`
      const known = actors.get(key)
      if (known) return known
      const loaded = await release(tenant)
      const actor = loaded && (await findActor(db, loaded, identity))
      if (actor) actors.set(key, actor)
      return actor
    },
    async execute(request) {
      const loaded = await release(request.tenant)
      if (!loaded) return { errors: [new GraphQLError('Not ready', { extensions: { code: 'NOT_READY' } })] }
      try {
        return await executeOperation(schema, services, { ...request, release: loaded })
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        return { errors: [new GraphQLError(error.code, { extensions: { code: error.code } })] }
      }
    },
  }
}

/** What every tenant transaction reads as it opens: `connect({ opening })`. */
export const opening = (tenant: string): string =>
  `select current_release from tenant where tenant_id = ${tenant}`
