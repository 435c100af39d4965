import { buildSchema, type ExecutionResult, execute, GraphQLError } from 'graphql'
import type { OperationRequest, Platform } from '../src/index.ts'

/**
 * A platform without people: two fictional tenants whose accounts ask about shops. Its schema has what the server's
 * guarantees need: pages, failures of both kinds, something slow.
 */
export interface Bazaar extends Platform {
  /** Every operation that got as far as being run. */
  readonly ran: OperationRequest[]
  /** Called when `slow` starts; it answers after `release()`, or rejects when its request is abandoned. */
  readonly slow: Slow
  broken: 'none' | 'unready' | 'hanging' | 'throwing'
}

interface Slow {
  readonly started: Promise<AbortSignal>
  release(): void
}

const schema = buildSchema(`
  enum Kind { GRAIN CLOTH }
  input Wish { kind: Kind!, most: Int }
  type Shop { name: String!, owner: String!, neighbours(first: Int, last: Int): [Shop!]! }
  type Market { edges: [Stall!]! }
  type Stall { node: Shop! }
  type Query {
    whoami: String!
    asked: [String!]!
    shops(first: Int = 2, wish: Wish): [Shop!]!
    partners: [Shop!]!
    market(first: Int): Market!
    crash: String!
    reject: String
    refuse: String
    slow: String
  }
  type Mutation { rename(name: String!): Shop! }
`)

const shop = { name: 'Khan Cloth', owner: 'Zarmina', neighbours: () => [] }

/** What PostgreSQL says of a bad value: the value. */
class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  readonly code = '22P02'
  readonly detail = 'Key (cnic)=(1730112345671) already exists.'
}

export function createBazaar(): Bazaar {
  const started = Promise.withResolvers<AbortSignal>()
  const released = Promise.withResolvers<string>()
  const root = {
    shops: [shop, shop],
    partners: [shop],
    market: { edges: [{ node: shop }] },
    rename: ({ name }: { name: string }) => ({ ...shop, name }),
    whoami: (_: unknown, request: OperationRequest) => `${request.actor.id} of ${request.tenant}`,
    asked: (_: unknown, request: OperationRequest) => request.language,
    crash: () => {
      throw new DatabaseFailure('invalid input syntax for type uuid: "Gul Bibi"')
    },
    refuse: () => {
      throw new GraphQLError('No such shop', { extensions: { code: 'SHOP_CLOSED', until: '2026-01-01' } })
    },
    slow: (_: unknown, { signal }: OperationRequest) => {
      started.resolve(signal)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        released.promise.then(resolve)
      })
    },
  }
  const ran: OperationRequest[] = []
  return {
    schema,
    ran,
    slow: { started: started.promise, release: () => released.resolve('done') },
    broken: 'none',
    tenants: () => ['river', 'hills'],
    async readiness(tenant) {
      if (tenant === 'river' || this.broken === 'none') return { ready: true }
      if (this.broken === 'hanging') return new Promise(() => {})
      if (this.broken === 'throwing') throw new Error('connect ECONNREFUSED 10.1.2.3:5432')
      return { ready: false, reason: 'Its migrations are behind.' }
    },
    async actor(tenant, { subject }) {
      // The traveller has an account in both.
      const known = subject === `keeper-${tenant}` || subject === 'traveller'
      return known ? { id: `account-${tenant}` } : null
    },
    async execute(request): Promise<ExecutionResult> {
      ran.push(request)
      if (request.operationName === 'Explode') throw new Error('the pool is gone: password=hunter2')
      return execute({
        schema,
        document: request.document,
        rootValue: root,
        contextValue: request,
        variableValues: request.variables,
        operationName: request.operationName,
      })
    },
  }
}
