import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'

/** The issuer's keys could not be had: nothing is known of the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() })

/**
 * The signing keys of an OpenID Connect issuer, found through its discovery document when first needed. Keys are kept
 * ten minutes; an unknown key id asks again, at most twice a minute.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined
  const discover = (): Promise<JWTVerifyGetKey> => {
    discovered ??= discoverKeys(issuer).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  return async (header, token) => {
    try {
      return await (await discover())(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        throw error
      throw new KeysUnavailable('The issuer did not answer with its keys', { cause: error })
    }
  }
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5_000),
  })
  if (!response.ok) throw new Error(`Discovery answered ${response.status}`)
  const document = discoverySchema.parse(await response.json())
  if (document.issuer !== issuer) throw new Error('Discovery names another issuer')
  const keys = new URL(document.jwks_uri)
  if (keys.protocol !== new URL(issuer).protocol) throw new Error('Discovery leaves the issuer’s protocol')
  return createRemoteJWKSet(keys, { timeoutDuration: 5_000 })
}
