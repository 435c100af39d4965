import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql'

/** Who the token is about, as its issuer names them. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}

/** An account of a tenant. The server reads its id and hands it back to `execute` untouched. */
export interface Actor {
  readonly id: string
}

export interface Readiness {
  readonly ready: boolean
  /** One sentence that anyone may read. */
  readonly reason?: string
}

/** One validated operation within all limits; its variables are as the client sent them, known to coerce. */
export interface OperationRequest {
  readonly tenant: string
  readonly actor: Actor
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** Language tags (BCP 47), the most wanted first; empty where the client asks for none. */
  readonly language: readonly string[]
  readonly requestId: string
  /** Aborts when the client goes away or the request runs out of time. */
  readonly signal: AbortSignal
  /** The data may come as `JsonData`. */
  readonly text?: boolean
}

/** Data that is JSON already, and goes to the client as it is. */
export interface JsonData {
  readonly json: string
  toJSON(): unknown
}

export type Answer = ExecutionResult<Readonly<Record<string, unknown>> | JsonData>

/** What a served set of tenants gives the server. */
export interface Platform {
  readonly schema: GraphQLSchema
  tenants(): readonly string[]
  /** Per tenant, so that a broken one never stops the others. */
  readiness(tenant: string): Promise<Readiness>
  /** The account in this tenant, at most a minute old; null where it is unknown or revoked. */
  actor(tenant: string, identity: Identity): Promise<Actor | null>
  /**
   * Runs one operation, `__typename` and introspection included. Expected failures are errors with a stable
   * `extensions.code`; every other error is taken for a bug, and is masked and logged.
   */
  execute(request: OperationRequest): Promise<Answer>
}
