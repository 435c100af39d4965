import { request as httpRequest } from 'node:http'
import { onTestFinished } from 'vitest'
import {
  createLog,
  createServer,
  type DemoAccount,
  type DevelopmentProvider,
  loadConfig,
  type Platform,
  type Server,
  startDevelopmentProvider,
} from '../src/index.ts'
import { type Bazaar, createBazaar } from './bazaar.ts'

export const keepers = {
  river: { subject: 'keeper-river', tenant: 'river' },
  hills: { subject: 'keeper-hills', tenant: 'hills' },
  /** Has accounts in both tenants, and a token for one. */
  traveller: { subject: 'traveller', tenant: 'river' },
  /** Has a good token and no account. */
  stranger: { subject: 'stranger', tenant: 'river' },
  /** Of a tenant that this process does not serve. */
  elsewhere: { subject: 'keeper-elsewhere', tenant: 'elsewhere' },
} as const

export interface Served {
  /** Served, unless the test brought a platform of its own. */
  readonly bazaar: Bazaar
  readonly server: Server
  readonly provider: DevelopmentProvider
  readonly url: string
  /** Of the keeper of `river`. */
  readonly token: string
  /** Everything logged so far, as written. */
  logged(): string
  post(query: string, options?: PostOptions): Promise<Answer>
}

export interface PostOptions {
  readonly tenant?: string
  readonly token?: string | null
  readonly variables?: unknown
  readonly operationName?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null
    readonly errors?: readonly {
      readonly message: string
      readonly extensions: Readonly<Record<string, unknown>>
    }[]
  }
}

/** Codes of an answer's errors. */
export const codes = ({ body }: Answer): unknown[] =>
  (body.errors ?? []).map(({ extensions }) => extensions.code)

export interface ServeOptions {
  readonly platform?: Platform
  readonly accounts?: readonly DemoAccount[]
  readonly env?: Readonly<Record<string, string>>
  readonly now?: () => Date
  /** Production's masking and log, on a configuration that development allows. */
  readonly logAsProduction?: boolean
}

/** The real server and the real development provider on free ports of loopback, closed when the test ends. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const config = loadConfig({ ONEWINDOW_PORT: '0', ONEWINDOW_LOG_LEVEL: 'debug', ...options.env })
  const { profile } = config
  const provider = await startDevelopmentProvider({
    profile,
    port: 0,
    accounts: [...Object.values(keepers), ...(options.accounts ?? [])],
  })
  onTestFinished(() => provider.close())
  const lines: string[] = []
  const log = createLog(
    { ...config, profile: options.logAsProduction ? 'production' : profile },
    { write: (line: string) => void lines.push(line) },
  )
  const bazaar = createBazaar()
  const server = await createServer({
    platform: options.platform ?? bazaar,
    config: { ...config, issuers: [...config.issuers, provider.issuer] },
    log,
    ...(options.now && { now: options.now }),
  })
  onTestFinished(() => server.close())
  const url = await server.listen()
  const token = await provider.issueDemoToken(keepers.river)
  return {
    bazaar,
    server,
    provider,
    url,
    token,
    logged: () => lines.join(''),
    post: (query, { variables, operationName, ...rest } = {}) =>
      post(url, { token, ...rest }, JSON.stringify({ query, variables, operationName })),
  }
}

/** Sends a body as it is. */
export async function post(url: string, options: PostOptions, body: string): Promise<Answer> {
  const { tenant = 'river', token, headers = {}, path = `/${tenant}/graphql` } = options
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) }
}

/** A request that its client can leave. */
export function postAndLeave(url: string, token: string, query: string): { leave(): void } {
  const request = httpRequest(`${url}/river/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  })
  request.on('error', () => {}) // its socket is destroyed on purpose
  request.end(JSON.stringify({ query }))
  return { leave: () => request.destroy() }
}
