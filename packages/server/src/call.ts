import type { Actor } from './platform.ts'

/** An authenticated request, and what its log line will say of it. */
export interface Call {
  readonly tenant: string
  readonly actor: Actor
  operation: string | null
  codes: readonly string[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the token is verified. */
    call: Call | null
  }
}
