import {
  applyRelease,
  createPlatform,
  type Extension,
  findCurrentRelease,
  migrationsOf,
  opening,
  systemActor,
  type Tables,
} from '@onewindow/core'
import {
  actorsOf,
  importListIn,
  openAccounts,
  subjectOf,
  type TestActor,
  type TestList,
  testCipher,
} from '@onewindow/core/testing'
import { connect, inTenant } from '@onewindow/db'
import { createTestDatabase, type TestDatabase } from '@onewindow/db/testing'
import { createServer, loadConfig, startDevelopmentProvider } from '@onewindow/server'
import type { Definition } from '@onewindow/tenant'
import type { GraphQLSchema } from 'graphql'
import { type Client, createClient } from './client.ts'

/** Tenants served on loopback, on a database and an identity provider of their own. */
export interface RunningServer {
  readonly url: string
  readonly schema: GraphQLSchema
  readonly definitions: readonly Definition[]
  readonly database: TestDatabase
  /** A bearer token from the provider. */
  token(actor: TestActor): Promise<string>
  /** The actor at the tenant's address, or at another one. */
  as(actor: TestActor, address?: string): Promise<Client>
  /** Takes an institution's list in, as the import does, up to its end. */
  importList(tenant: string, list: TestList): Promise<void>
  close(): Promise<void>
}

/** So wide that no test meets them; the server's own tests show that they hold. */
const LIMITS = {
  tokens: 1_000_000,
  depth: 100,
  aliases: 1_000,
  cost: Number.MAX_SAFE_INTEGER,
  actorPerMinute: 1_000_000,
  tenantPerMinute: 1_000_000,
}

export interface TestServerOptions {
  /** Paths of manifests: nothing else is answered. */
  readonly trustedDocuments?: readonly string[]
  /** What the tenants may enable. */
  readonly extensions?: readonly Extension[]
}

/**
 * Serves tenants as `onewindow serve` does: real HTTP, real tokens, real PostgreSQL. Every role of every tenant has an
 * account in each of its operating areas and institutions.
 *
 * @example
 * const server = await createTestServer([riverland.definition, highland.definition])
 * const clerk = await server.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
 * const { data } = await clerk.graphql('{ viewer { roles } }')
 * await server.close()
 */
export async function createTestServer(
  definitions: readonly Definition[],
  { trustedDocuments = [], extensions = [] }: TestServerOptions = {},
): Promise<RunningServer> {
  const database = await createTestDatabase(migrationsOf(extensions))
  const db = await connect<Tables>({ url: database.appUrl, role: 'app', opening })
  const accounts = definitions
    .flatMap(actorsOf)
    .map((actor) => ({ tenant: actor.tenant, subject: subjectOf(actor) }))
  const provider = await startDevelopmentProvider({ profile: 'development', port: 0, accounts })
  const { issuer } = provider.issuer
  for (const definition of definitions) {
    const { hash } = await applyRelease(db, definition, { by: '[test]', at: new Date() })
    await openAccounts(db, definition, { issuer, hash, cipher: testCipher })
  }
  const platform = createPlatform({
    db,
    tenants: definitions.map(({ id }) => id),
    cipher: testCipher,
    demo: true,
    extensions,
  })
  const config = loadConfig({
    ONEWINDOW_PORT: '0',
    ONEWINDOW_LOG_LEVEL: 'silent',
    ONEWINDOW_LIMITS: JSON.stringify(LIMITS),
  })
  const server = await createServer({
    platform,
    config: { ...config, trustedDocuments, issuers: [provider.issuer] },
  })
  const url = await server.listen()
  const tokens = new Map<string, Promise<string>>()
  const token = (actor: TestActor) => {
    const subject = subjectOf(actor)
    const known = tokens.get(subject) ?? provider.issueDemoToken({ tenant: actor.tenant, subject })
    tokens.set(subject, known)
    return known
  }
  return {
    url,
    schema: platform.schema,
    definitions,
    database,
    token,
    as: async (actor, address = actor.tenant) =>
      createClient(`${url}/${address}/graphql`, await token(actor)),
    async importList(id, list) {
      const tenant = await findCurrentRelease(db, id)
      if (!tenant) throw new Error(`nothing is applied for ${id}`)
      const scope = { tenant: id, areas: 'all' } as const
      const actor = systemActor('import')
      await importListIn(
        (use) =>
          inTenant(db, { scope, mode: 'write' }, (tx) =>
            use({ tx, tenant, actor, now: new Date(), cipher: testCipher, demo: true }),
          ),
        list,
      )
    },
    async close() {
      await server.close()
      await provider.close()
      await db.close()
      await database.drop()
    },
  }
}
