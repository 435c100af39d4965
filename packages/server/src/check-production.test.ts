import { expect, test } from 'vitest'
import { createBazaar } from '../test/bazaar.ts'
import { checkProduction } from './check-production.ts'
import { DEVELOPMENT_ENCRYPTION_KEY, loadConfig } from './config.ts'
import { createServer } from './create-server.ts'

const sound = {
  ONEWINDOW_PROFILE: 'production',
  ONEWINDOW_ENCRYPTION_KEY: 'q83vEjRWeJASNFZ4kKvN7w8hIzRFVmd4iZqrvM3e/wA=',
  ONEWINDOW_LOOKUP_KEY: 'mX3cWn0h1Zr8sT5uVbYkQe7Ld2Rj9Fp4AaGgHhJjKkM=',
  ONEWINDOW_ISSUERS: '[{"issuer":"https://login.example","audience":"onewindow"}]',
  ONEWINDOW_TRUSTED_PROXIES: '10.0.0.0/8',
  DATABASE_URL: 'postgres://onewindow_app:c2VjcmV0LWVub3VnaA@db.example/onewindow',
}

const problemsOf = (change: Record<string, string>) =>
  checkProduction(loadConfig({ ...sound, ...change })).map(({ code }) => code)

test('a sound configuration has no problem', () => {
  expect(problemsOf({})).toEqual([])
  expect(
    problemsOf({
      ONEWINDOW_TRUSTED_PROXIES: '',
      ONEWINDOW_TLS_CERTIFICATE: 'a.pem',
      ONEWINDOW_TLS_KEY: 'b.pem',
    }),
  ).toEqual([])
})

test.each([
  ['DEVELOPMENT_KEY', { ONEWINDOW_ENCRYPTION_KEY: '' }],
  ['DEVELOPMENT_KEY', { ONEWINDOW_ENCRYPTION_KEY: DEVELOPMENT_ENCRYPTION_KEY }],
  ['DEVELOPMENT_KEY', { ONEWINDOW_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') }],
  ['DEVELOPMENT_KEY', { ONEWINDOW_EARLIER_ENCRYPTION_KEYS: DEVELOPMENT_ENCRYPTION_KEY }],
  ['NO_LOOKUP_KEY', { ONEWINDOW_LOOKUP_KEY: '' }],
  ['NO_LOOKUP_KEY', { ONEWINDOW_LOOKUP_KEY: 'q83vEjRWeJASNFZ4kKvN7w8hIzRFVmd4iZqrvM3e/wA=' }],
  ['NO_DATABASE', { DATABASE_URL: '' }],
  ['DEVELOPMENT_PASSWORD', { DATABASE_URL: 'postgres://onewindow_app:postgres@db.example/onewindow' }],
  ['DEVELOPMENT_PASSWORD', { DATABASE_URL: 'postgres://app:app@db.example/onewindow' }],
  ['DEMO', { ONEWINDOW_DEMO: 'true' }],
  ['NO_ISSUER', { ONEWINDOW_ISSUERS: '' }],
  ['HTTP_ISSUER', { ONEWINDOW_ISSUERS: '[{"issuer":"http://login.example","audience":"onewindow"}]' }],
  [
    'UNBOUND_ISSUER',
    {
      ONEWINDOW_ISSUERS:
        '[{"issuer":"https://a.example","audience":"x","tenants":["river"]},{"issuer":"https://b.example","audience":"x"}]',
    },
  ],
  ['NO_TLS', { ONEWINDOW_TRUSTED_PROXIES: '' }],
  ['INTROSPECTION', { ONEWINDOW_INTROSPECTION: 'true' }],
  ['OPEN_ORIGIN', { ONEWINDOW_ALLOWED_ORIGINS: '*' }],
  ['OPEN_ORIGIN', { ONEWINDOW_ALLOWED_ORIGINS: 'https://desk.example,http://desk.example' }],
])('%s is found alone', (code, change: Record<string, string>) => {
  expect(problemsOf(change)).toEqual([code])
})

test('the server refuses to start, and lists everything at once with a fix', async () => {
  const config = loadConfig({
    ONEWINDOW_PROFILE: 'production',
    ONEWINDOW_DEMO: '1',
    ONEWINDOW_INTROSPECTION: '1',
  })
  const refused = createServer({ platform: createBazaar(), config })
  await expect(refused).rejects.toThrowErrorMatchingInlineSnapshot(`
    [ProductionError: This must not run in production:
    - DEVELOPMENT_KEY: Identifiers would be encrypted with a key that anyone can know. Set ONEWINDOW_ENCRYPTION_KEY to the output of \`openssl rand -base64 32\`, and keep it apart from backups.
    - NO_LOOKUP_KEY: Identifiers would be found by a key that anyone can know, or that will have to change. Set ONEWINDOW_LOOKUP_KEY to another output of \`openssl rand -base64 32\`. Never change it again.
    - NO_DATABASE: No database is named, and the embedded one is for development. Set DATABASE_URL to the application role of a PostgreSQL 15 to 18.
    - DEMO: Demo accounts and the embedded identity provider are on. Leave ONEWINDOW_DEMO away.
    - NO_ISSUER: No identity provider is named, so that nobody could sign in. Set ONEWINDOW_ISSUERS to your OpenID Connect provider.
    - NO_TLS: Nothing says where TLS ends. Set ONEWINDOW_TLS_CERTIFICATE and ONEWINDOW_TLS_KEY, or ONEWINDOW_TRUSTED_PROXIES to the proxy that ends it.
    - INTROSPECTION: The schema is shown to every account. Leave ONEWINDOW_INTROSPECTION away.]
  `)
})

test('development may do all of it', () => {
  expect(checkProduction(loadConfig({}))).toEqual([])
})
