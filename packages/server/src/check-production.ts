import { type Config, DEVELOPMENT_ENCRYPTION_KEY } from './config.ts'

/** Something that must not run in production, and what to do. */
export interface ProductionProblem {
  readonly code: string
  readonly message: string
  readonly fix: string
}

type Check = (config: Config) => readonly ProductionProblem[]

const problem = (
  when: boolean,
  code: string,
  [message, fix]: readonly [string, string],
): ProductionProblem[] => (when ? [{ code, message, fix }] : [])

const GUESSED_PASSWORDS = ['postgres', 'onewindow', 'password', 'secret', 'development']

/** The published one, or one that was typed rather than drawn. */
const isWeak = (key: string) =>
  key === DEVELOPMENT_ENCRYPTION_KEY || new Set(Buffer.from(key, 'base64')).size < 12

const checkSecrets: Check = ({ encryptionKeys, lookupKey, databaseUrl }) => {
  const { username = '', password = '' } = databaseUrl ? new URL(databaseUrl) : {}
  const guessed = password !== '' && [...GUESSED_PASSWORDS, username].includes(password)
  return [
    ...problem(encryptionKeys.some(isWeak), 'DEVELOPMENT_KEY', [
      'Identifiers would be encrypted with a key that anyone can know.',
      'Set ONEWINDOW_ENCRYPTION_KEY to the output of `openssl rand -base64 32`, and keep it apart from backups.',
    ]),
    ...problem(isWeak(lookupKey) || encryptionKeys.includes(lookupKey), 'NO_LOOKUP_KEY', [
      'Identifiers would be found by a key that anyone can know, or that will have to change.',
      'Set ONEWINDOW_LOOKUP_KEY to another output of `openssl rand -base64 32`. Never change it again.',
    ]),
    ...problem(databaseUrl === null, 'NO_DATABASE', [
      'No database is named, and the embedded one is for development.',
      'Set DATABASE_URL to the application role of a PostgreSQL 15 to 18.',
    ]),
    ...problem(guessed, 'DEVELOPMENT_PASSWORD', [
      'The database’s password is one that anyone would try.',
      'Give the application role a random password and put it into DATABASE_URL.',
    ]),
  ]
}

const checkIdentity: Check = ({ demo, issuers }) => [
  ...problem(demo, 'DEMO', [
    'Demo accounts and the embedded identity provider are on.',
    'Leave ONEWINDOW_DEMO away.',
  ]),
  ...problem(issuers.length === 0, 'NO_ISSUER', [
    'No identity provider is named, so that nobody could sign in.',
    'Set ONEWINDOW_ISSUERS to your OpenID Connect provider.',
  ]),
  ...issuers.flatMap(({ issuer, tenants }) => [
    ...problem(!issuer.startsWith('https:'), 'HTTP_ISSUER', [
      `The issuer ${issuer} is not reached over TLS: anyone on the way could make tokens.`,
      'Use its https address in ONEWINDOW_ISSUERS.',
    ]),
    ...problem(issuers.length > 1 && !tenants, 'UNBOUND_ISSUER', [
      `The issuer ${issuer} could make tokens for every tenant, those of the other issuers too.`,
      'Name its tenants in ONEWINDOW_ISSUERS: "tenants": ["…"].',
    ]),
  ]),
]

const checkExposure: Check = ({ tls, trustedProxies, introspection, allowedOrigins }) => [
  ...problem(!tls && trustedProxies.length === 0, 'NO_TLS', [
    'Nothing says where TLS ends.',
    'Set ONEWINDOW_TLS_CERTIFICATE and ONEWINDOW_TLS_KEY, or ONEWINDOW_TRUSTED_PROXIES to the proxy that ends it.',
  ]),
  ...problem(introspection, 'INTROSPECTION', [
    'The schema is shown to every account.',
    'Leave ONEWINDOW_INTROSPECTION away.',
  ]),
  ...problem(
    allowedOrigins.some((origin) => !origin.startsWith('https://')),
    'OPEN_ORIGIN',
    [
      'Pages of any site, or of one without TLS, may call from a browser.',
      'Name https origins in ONEWINDOW_ALLOWED_ORIGINS.',
    ],
  ),
]

/** Everything that stands between this configuration and production; empty in development. */
export const checkProduction = (config: Config): readonly ProductionProblem[] =>
  config.profile === 'production'
    ? [checkSecrets, checkIdentity, checkExposure].flatMap((check) => check(config))
    : []

/** Thrown before anything is opened. */
export class ProductionError extends Error {
  override readonly name = 'ProductionError'
  readonly problems: readonly ProductionProblem[]

  constructor(problems: readonly ProductionProblem[]) {
    const lines = problems.map(({ code, message, fix }) => `- ${code}: ${message} ${fix}`)
    super(`This must not run in production:\n${lines.join('\n')}`)
    this.problems = problems
  }
}
