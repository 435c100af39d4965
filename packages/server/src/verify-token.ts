import { decodeJwt, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Issuer } from './config.ts'
import { issuerKeys, KeysUnavailable } from './issuer-keys.ts'
import type { Identity } from './platform.ts'

/** The token proves nothing. `code` says why, for the log; the client is not told. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Verifies a bearer token and answers who it is about and for which tenant. */
export type TokenVerifier = (token: string) => Promise<Identity & { readonly tenant: string }>

interface Verified {
  readonly identity: Identity & { readonly tenant: string }
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** Signatures that the holder of a public key cannot make. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/** Checks signature, issuer, audience and times (five seconds of grace), and that the issuer may speak for the tenant. */
export function createTokenVerifier(issuers: readonly Issuer[], now: () => Date): TokenVerifier {
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, { ...issuer, keys: issuerKeys(issuer.issuer) }]),
  )
  // Within a minute a token is believed again, as an account is: a signature costs more to check than a page to read.
  const verified = new LRUCache<string, Verified>({
    max: 10_000,
    ttl: 60_000,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  })
  return async (token) => {
    const before = verified.get(token)
    if (before && now().getTime() < before.expires) return before.identity
    const issuer = known.get(unverifiedIssuer(token))
    if (!issuer) throw new InvalidToken('UNKNOWN_ISSUER')
    const { sub, exp = 0, [issuer.tenantClaim]: tenant } = await verify(token, issuer, now())
    if (!sub) throw new InvalidToken('NO_SUBJECT')
    if (typeof tenant !== 'string') throw new InvalidToken('NO_TENANT')
    if (issuer.tenants && !issuer.tenants.includes(tenant)) throw new InvalidToken('FOREIGN_TENANT')
    const identity = { issuer: issuer.issuer, subject: sub, tenant }
    verified.set(token, { identity, expires: exp * 1_000 })
    return identity
  }
}

/** Only chooses whose keys to check with. */
function unverifiedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? ''
  } catch {
    throw new InvalidToken('NO_JWT')
  }
}

async function verify(token: string, issuer: Issuer & { readonly keys: JWTVerifyGetKey }, now: Date) {
  try {
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: 5,
      currentDate: now,
    })
    return payload
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error
    throw new InvalidToken(error instanceof Error && 'code' in error ? String(error.code) : 'INVALID')
  }
}
