import { z } from 'zod'
import { limitsSchema } from './limits.ts'

/** Anyone can read it here: it protects nothing but demo data. */
export const DEVELOPMENT_ENCRYPTION_KEY = 'b25ld2luZG93IGRldmVsb3BtZW50IGtleSwgMzJCISE='

const issuerSchema = z.strictObject({
  /** As in the tokens' `iss`; its discovery document is found below it. */
  issuer: z.url({ protocol: /^https?$/ }),
  /** As in the tokens' `aud`. */
  audience: z.string().min(1),
  tenantClaim: z.string().min(1).default('tenant'),
  /** The tenants that this issuer may speak for; absent: every tenant. */
  tenants: z.array(z.string()).optional(),
})

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })

const encryptionKey = z
  .base64()
  .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64')

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
})

const environmentSchema = z.object({
  /** Production where NODE_ENV says so and nothing else is said. */
  ONEWINDOW_PROFILE: z.enum(['development', 'production']),
  ONEWINDOW_HOST: z.string().optional(),
  ONEWINDOW_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  ONEWINDOW_TENANTS: list.default([]),
  /** Connection string of the application role. Development starts its own PostgreSQL without it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Protects identifiers: 32 random bytes in base64. */
  ONEWINDOW_ENCRYPTION_KEY: encryptionKey.default(DEVELOPMENT_ENCRYPTION_KEY),
  /** Earlier encryption keys, separated by commas: what they protect can still be read. */
  ONEWINDOW_EARLIER_ENCRYPTION_KEYS: list.pipe(z.array(encryptionKey)).prefault(''),
  /** Finds identifiers by a keyed hash. It never changes: every stored hash was made with it. */
  ONEWINDOW_LOOKUP_KEY: encryptionKey.default(DEVELOPMENT_ENCRYPTION_KEY),
  /** JSON: `[{"issuer":"https://…","audience":"onewindow","tenants":["kp"]}]`. */
  ONEWINDOW_ISSUERS: json.pipe(z.array(issuerSchema)).default([]),
  /** Demo accounts, their embedded identity provider and synthetic families. Default: in development. */
  ONEWINDOW_DEMO: flag.optional(),
  /** Files in PEM. Without them, TLS must end at a trusted proxy. */
  ONEWINDOW_TLS_CERTIFICATE: z.string().min(1).optional(),
  ONEWINDOW_TLS_KEY: z.string().min(1).optional(),
  /** Addresses or ranges (`10.0.0.0/8`) whose forwarded headers are believed. */
  ONEWINDOW_TRUSTED_PROXIES: list.default([]),
  /** Web origins that may call from a browser. */
  ONEWINDOW_ALLOWED_ORIGINS: list.default([]),
  /** Files that clients' builds wrote, JSON of hash and document: nothing else is answered. */
  ONEWINDOW_TRUSTED_DOCUMENTS: list.default([]),
  /** Default: in development. */
  ONEWINDOW_INTROSPECTION: flag.optional(),
  /** JSON of what differs from the standard: `{"depth":12}`. */
  ONEWINDOW_LIMITS: json.pipe(limitsSchema).prefault('{}'),
  ONEWINDOW_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Seconds that running requests get when the server closes. */
  ONEWINDOW_SHUTDOWN_SECONDS: z.coerce.number().positive().default(25),
})

export type Issuer = z.infer<typeof issuerSchema>

/** Everything that an installation decides. */
export interface Config {
  readonly profile: 'development' | 'production'
  readonly host: string
  readonly port: number
  readonly tenants: readonly string[]
  readonly databaseUrl: string | null
  /** The first encrypts, all decrypt. */
  readonly encryptionKeys: readonly [string, ...string[]]
  readonly lookupKey: string
  readonly issuers: readonly Issuer[]
  readonly demo: boolean
  /** Paths of the PEM files. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  readonly trustedProxies: readonly string[]
  readonly allowedOrigins: readonly string[]
  /** Paths of manifests; empty: any document is answered. */
  readonly trustedDocuments: readonly string[]
  readonly introspection: boolean
  readonly limits: z.infer<typeof limitsSchema>
  readonly logLevel: string
  readonly shutdownSeconds: number
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the configuration from environment variables; an empty one counts as absent.
 *
 * @throws ConfigError that lists every wrong and every unknown `ONEWINDOW_` variable, never a value.
 * @example
 * const config = loadConfig(process.env)
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value))
  given.ONEWINDOW_PROFILE ??= given.NODE_ENV === 'production' ? 'production' : 'development'
  const parsed = environmentSchema.safeParse(given)
  const problems = [...unknown(given), ...(parsed.error?.issues.map(describeIssue) ?? [])]
  if (given.ONEWINDOW_TLS_CERTIFICATE && !given.ONEWINDOW_TLS_KEY)
    problems.push('ONEWINDOW_TLS_KEY: is needed beside ONEWINDOW_TLS_CERTIFICATE')
  if (given.ONEWINDOW_TLS_KEY && !given.ONEWINDOW_TLS_CERTIFICATE)
    problems.push('ONEWINDOW_TLS_CERTIFICATE: is needed beside ONEWINDOW_TLS_KEY')
  if (!parsed.success || problems.length > 0)
    throw new ConfigError(`The configuration is wrong:\n${problems.map((line) => `- ${line}`).join('\n')}`)
  return toConfig(parsed.data)
}

function toConfig(env: z.infer<typeof environmentSchema>): Config {
  const development = env.ONEWINDOW_PROFILE === 'development'
  const { ONEWINDOW_TLS_CERTIFICATE: certificate, ONEWINDOW_TLS_KEY: key } = env
  return {
    profile: env.ONEWINDOW_PROFILE,
    // Demo tokens open everything, so development stays on this machine unless it is told otherwise.
    host: env.ONEWINDOW_HOST ?? (development ? '127.0.0.1' : '0.0.0.0'),
    port: env.ONEWINDOW_PORT,
    tenants: env.ONEWINDOW_TENANTS,
    databaseUrl: env.DATABASE_URL ?? null,
    encryptionKeys: [env.ONEWINDOW_ENCRYPTION_KEY, ...env.ONEWINDOW_EARLIER_ENCRYPTION_KEYS],
    lookupKey: env.ONEWINDOW_LOOKUP_KEY,
    issuers: env.ONEWINDOW_ISSUERS,
    demo: env.ONEWINDOW_DEMO ?? development,
    tls: certificate && key ? { certificate, key } : null,
    trustedProxies: env.ONEWINDOW_TRUSTED_PROXIES,
    allowedOrigins: env.ONEWINDOW_ALLOWED_ORIGINS,
    trustedDocuments: env.ONEWINDOW_TRUSTED_DOCUMENTS,
    introspection: env.ONEWINDOW_INTROSPECTION ?? development,
    limits: env.ONEWINDOW_LIMITS,
    logLevel: env.ONEWINDOW_LOG_LEVEL,
    shutdownSeconds: env.ONEWINDOW_SHUTDOWN_SECONDS,
  }
}

const unknown = (given: object): string[] =>
  Object.keys(given)
    .filter((name) => name.startsWith('ONEWINDOW_') && !(name in environmentSchema.shape))
    .map((name) => `${name}: there is no such setting`)

const describeIssue = ({ path: [name, ...rest], message }: z.core.$ZodIssue): string =>
  `${String(name)}${rest.map((part) => `[${String(part)}]`).join('')}: ${message}`
