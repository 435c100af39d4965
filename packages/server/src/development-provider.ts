import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { type Adapter, type Configuration, default as OidcProvider } from 'oidc-provider'
import { z } from 'zod'
import type { Config, Issuer } from './config.ts'

export interface DemoAccount {
  /** The token's subject: printable ASCII, one for each account of all tenants. */
  readonly subject: string
  readonly tenant: string
}

export interface DevelopmentProviderOptions {
  readonly profile: Config['profile']
  /** Keep it: the issuer's name holds the port, and accounts are bound to their issuer. 0 takes any that is free. */
  readonly port: number
  readonly accounts: readonly DemoAccount[]
}

export interface DevelopmentProvider {
  /** For `config.issuers`. */
  readonly issuer: Issuer
  /** A bearer token for twelve hours, from the provider's token endpoint. */
  issueDemoToken(account: DemoAccount): Promise<string>
  close(): Promise<void>
}

const AUDIENCE = 'urn:onewindow:development'
const TOKEN_SECONDS = 12 * 60 * 60

/**
 * An OpenID Connect provider for development, on this machine's loopback only: each demo account is a client that gets
 * tokens with its own secret. Keys and secrets are new in every process.
 *
 * @example
 * const provider = await startDevelopmentProvider({ profile, port: 4001, accounts })
 * const server = await createServer({ platform, config: { ...config, issuers: [provider.issuer] } })
 */
export async function startDevelopmentProvider(
  options: DevelopmentProviderOptions,
): Promise<DevelopmentProvider> {
  if (options.profile === 'production')
    throw new Error('The development identity provider never runs in production')
  const http = createServer()
  http.listen(options.port, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server's
  const issuer = `http://127.0.0.1:${port}`
  const clients = new Map(options.accounts.map((account) => [account.subject, { account, secret: secret() }]))
  const provider = new OidcProvider(issuer, await configuration(clients))
  http.on('request', provider.callback())

  return {
    issuer: { issuer, audience: AUDIENCE, tenantClaim: 'tenant' },
    async issueDemoToken(account) {
      const client = clients.get(account.subject)
      if (!client) throw new Error(`${account.subject} is no demo account`)
      return requestToken(issuer, account.subject, client.secret)
    },
    async close() {
      http.close()
      http.closeAllConnections()
      await once(http, 'close')
    },
  }
}

interface Client {
  readonly account: DemoAccount
  readonly secret: string
}

const secret = (): string => randomBytes(32).toString('base64url')

async function configuration(clients: ReadonlyMap<string, Client>): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(8).toString('hex'),
    alg: 'ES256',
    use: 'sig',
  }
  return {
    adapter: () => keepsNothing,
    clients: [...clients].map(([id, client]) => ({
      client_id: id,
      client_secret: client.secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
    })),
    jwks: { keys: [key] },
    cookies: { keys: [secret()] },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    extraTokenClaims: (_context, token) => {
      const account = clients.get(token.clientId ?? '')?.account
      return account && { tenant: account.tenant }
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  }
}

/** Signed tokens of known clients leave nothing to remember. */
const keepsNothing: Adapter = {
  async upsert() {},
  async find() {},
  async findByUserCode() {},
  async findByUid() {},
  async consume() {},
  async destroy() {},
  async revokeByGrantId() {},
}

const tokenSchema = z.object({ access_token: z.string() })

async function requestToken(issuer: string, id: string, password: string): Promise<string> {
  const credentials = `${encodeURIComponent(id)}:${encodeURIComponent(password)}`
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  if (!response.ok) throw new Error(`The development identity provider answered ${response.status}`)
  return tokenSchema.parse(await response.json()).access_token
}
