import { randomUUID } from 'node:crypto'
import { connect, type Database, inTenant } from '@onewindow/db'
import { createTestDatabase, type TestDatabase, type TestServer } from '@onewindow/db/testing'
import type { Definition } from '@onewindow/tenant'
import { type DocumentNode, type GraphQLFormattedError, parse, validate } from 'graphql'
import {
  createCipher,
  createPlatform,
  type Extension,
  type Identity,
  migrationsOf,
  opening,
  type Platform,
} from '../index.ts'
import { applyRelease, findCurrentRelease } from '../release/service.ts'
import { type Session, systemActor } from '../session.ts'
import type { Tables } from '../tables.ts'
import { openAccounts, subjectOf, type TestActor } from './actors.ts'
import { type StatementTap, tapStatements } from './statement-tap.ts'
import { type TestClock, testClock } from './test-clock.ts'

/** What a client reads: data and errors as they arrive in JSON. */
export interface Answer<Data> {
  readonly data: Data
  readonly errors?: readonly GraphQLFormattedError[]
}

/** A signed-in actor, one operation at a time. */
export interface SignedIn {
  /** Valid documents only; `Data` is what the selection answers. */
  graphql<Data = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    language?: string,
  ): Promise<Answer<Data>>
}

export interface TestPlatform {
  readonly database: TestDatabase
  readonly db: Database<Tables>
  readonly platform: Platform
  readonly cipher: typeof testCipher
  /** Moves on a second before every operation. Starts at noon of 1 March 2024 (UTC). */
  readonly clock: TestClock
  /** Statements with parameters since the last call. */
  statements: StatementTap['statements']
  as(actor: TestActor): SignedIn
  /** Someone by their token, for accounts that a test opens itself. */
  signIn(tenant: string, identity: Identity): SignedIn
  apply(definition: Definition): Promise<{ readonly hash: string }>
  /** Runs a use case as the system itself, in a transaction of the whole tenant, by its current release. */
  inSession<Result>(tenant: string, use: (session: Session) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Accounts of tests belong to this issuer where no server runs. */
export const TEST_ISSUER = 'https://issuer.test'

/** Keys that protect nothing. */
export const testCipher = createCipher({
  keys: [{ id: 'test', secret: new Uint8Array(32).fill(7) }],
  hashSecret: new Uint8Array(32).fill(9),
})

/**
 * A platform on a database of its own, with the tenants applied and an account for every role and place.
 *
 * @example
 * const platform = await createTestPlatform([riverland.definition])
 * const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
 * const { data } = await clerk.graphql('{ viewer { roles } }')
 * await platform.close()
 */
export async function createTestPlatform(
  definitions: readonly Definition[],
  {
    server,
    demo = true,
    extensions = [],
  }: {
    readonly server?: TestServer
    readonly demo?: boolean
    readonly extensions?: readonly Extension[]
  } = {},
): Promise<TestPlatform> {
  const database = await createTestDatabase(migrationsOf(extensions), server)
  const tap = await tapStatements(database.appUrl)
  const db = await connect<Tables>({ url: tap.url, role: 'app', opening })
  const clock = testClock('2024-03-01T12:00:00.000Z')
  const apply = (definition: Definition) => applyRelease(db, definition, { by: '[test]', at: clock.now() })
  for (const definition of definitions) {
    const { hash } = await apply(definition)
    await openAccounts(db, definition, { issuer: TEST_ISSUER, hash, cipher: testCipher })
  }
  const tenants = definitions.map(({ id }) => id)
  const platform = createPlatform({ db, tenants, cipher: testCipher, demo, extensions, now: clock.now })
  // As a server keeps them: what is prepared for a document is found by its identity.
  const documents = new Map<string, DocumentNode>()
  const validated = (query: string): DocumentNode => {
    const document = documents.get(query) ?? parse(query)
    const [mistake] = documents.has(query) ? [] : validate(platform.schema, document)
    if (mistake) throw mistake
    documents.set(query, document)
    return document
  }
  const signIn = (tenant: string, identity: Identity): SignedIn => ({
    async graphql<Data>(query: string, variables = {}, language = 'en') {
      clock.advance(1000)
      const document = validated(query)
      const actor = await platform.actor(tenant, identity)
      if (!actor) throw new Error(`${identity.subject} has no account`)
      const result = await platform.execute({
        tenant,
        actor,
        document,
        operationName: null,
        variables,
        language: [language],
        requestId: randomUUID(),
        signal: new AbortController().signal,
        text: true,
      })
      // The caller names the shape that it selects.
      return JSON.parse(JSON.stringify(result)) as Answer<Data>
    },
  })
  tap.statements()
  return {
    database,
    db,
    platform,
    cipher: testCipher,
    clock,
    statements: tap.statements,
    apply,
    async inSession(id, use) {
      const tenant = await findCurrentRelease(db, id)
      if (!tenant) throw new Error(`nothing is applied for ${id}`)
      const actor = systemActor('test')
      return inTenant(db, { scope: { tenant: id, areas: 'all' }, mode: 'write' }, (tx) =>
        use({ tx, tenant, actor, now: clock.now(), cipher: testCipher, demo }),
      )
    },
    signIn,
    as: (who) => signIn(who.tenant, { issuer: TEST_ISSUER, subject: subjectOf(who) }),
    async close() {
      await db.close()
      await tap.close()
      await database.drop()
    },
  }
}
