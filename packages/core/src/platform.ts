import { type Database, inTenant, type Mode } from '@onewindow/db'
import type { GraphQLSchema } from 'graphql'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { findActor, type Identity } from './account/service.ts'
import { DomainError } from './errors.ts'
import type { Extension } from './extension/define.ts'
import { type Answer, executeOperation, type OperationRequest } from './graphql/execute.ts'
import { createSchema } from './graphql/schema.ts'
import type { Services } from './graphql/services.ts'
import type { Cipher } from './identifier/cipher.ts'
import { ReleaseError } from './release/errors.ts'
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
  /** What tenants may use; a tenant whose release uses another one is not ready. */
  readonly extensions?: readonly Extension[]
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
  execute(request: OperationRequest): Promise<Answer>
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
  extensions = [],
  now = () => new Date(),
}: PlatformOptions): Platform {
  const schema = createSchema(extensions)
  // Of every tenant: a bounded cache smaller than their number would load a definition at nearly every request.
  const current = new Map<string, LoadedRelease>()
  const earlier = new LRUCache<string, LoadedRelease>({ max: Math.max(20, tenants.length) })
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

  const installed = extensions.map(({ name }) => name)
  const lackedBy = ({ definition }: LoadedRelease) =>
    (definition.extensions ?? []).filter((name) => !installed.includes(name))

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
      try {
        const loaded = await release(tenant)
        if (!loaded) return { ready: false, reason: 'No release has been applied yet.' }
        const lacking = lackedBy(loaded)
        return lacking.length > 0
          ? { ready: false, reason: `This process lacks what the release uses: ${lacking.join(', ')}.` }
          : { ready: true }
      } catch (error) {
        if (!(error instanceof ReleaseError)) throw error
        return { ready: false, reason: error.message }
      }
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
      if (!loaded || lackedBy(loaded).length > 0)
        return { errors: [new GraphQLError('Not ready', { extensions: { code: 'NOT_READY' } })] }
      try {
        return await executeOperation(schema, services, { ...request, release: loaded })
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        return { errors: [new GraphQLError(error.code, { extensions: { code: error.code } })] }
      }
    },
  }
}

/**
 * What every tenant transaction reads as it opens: `connect({ opening })`. One that writes holds the release as it is until it
 * ends (`lockRelease`), because a new release looks at what rows name.
 */
export const opening = (tenant: string, mode: Mode): readonly string[] => [
  ...(mode === 'write'
    ? [`select pg_advisory_xact_lock_shared(hashtextextended('release ' || ${tenant}, 0))`]
    : []),
  `select current_release from tenant where tenant_id = ${tenant}`,
]
