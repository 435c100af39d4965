import type { FastifyRequest } from 'fastify'
import type { Call } from './call.ts'
import { HttpError, unauthenticated } from './http-error.ts'
import type { Platform } from './platform.ts'
import { InvalidToken, type TokenVerifier } from './verify-token.ts'

/**
 * Answers who calls which tenant, before the body is read. The token is verified first and the tenant looked up last, so
 * that an unknown tenant and a forbidden one take the same path to the same answer.
 */
export async function authenticate(
  request: FastifyRequest,
  platform: Platform,
  verify: TokenVerifier,
): Promise<Call> {
  const identity = await verified(request.headers.authorization, verify)
  const { tenant } = request.params as { tenant: string } // the route's path has it
  if (identity.tenant !== tenant) throw unauthenticated(new InvalidToken('OTHER_TENANT'))
  if (!platform.tenants().includes(tenant)) throw unauthenticated(new InvalidToken('UNKNOWN_TENANT'))
  const { issuer, subject } = identity
  const actor = await platform.actor(tenant, { issuer, subject })
  if (!actor) throw unauthenticated(new InvalidToken('UNKNOWN_ACCOUNT'))
  return { tenant, actor, operation: null, codes: [] }
}

async function verified(header: string | undefined, verify: TokenVerifier) {
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(header ?? '') ?? []
  if (!token) throw unauthenticated(new InvalidToken('NO_TOKEN'))
  try {
    return await verify(token)
  } catch (error) {
    if (error instanceof InvalidToken) throw unauthenticated(error)
    throw new HttpError(503, 'UNAVAILABLE', {
      message: 'Tokens cannot be checked at the moment; try again.',
      headers: { 'retry-after': '5' },
      cause: error,
    })
  }
}
