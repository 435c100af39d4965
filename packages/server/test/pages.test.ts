import { expect, test } from 'vitest'
import { createServer, loadConfig } from '../src/index.ts'
import { createBazaar } from './bazaar.ts'
import { serve } from './serve.ts'

const production = {
  ONEWINDOW_PROFILE: 'production',
  ONEWINDOW_HOST: '127.0.0.1',
  ONEWINDOW_PORT: '0',
  ONEWINDOW_LOG_LEVEL: 'silent',
  ONEWINDOW_ENCRYPTION_KEY: 'q83vEjRWeJASNFZ4kKvN7w8hIzRFVmd4iZqrvM3e/wA=',
  ONEWINDOW_LOOKUP_KEY: 'mX3cWn0h1Zr8sT5uVbYkQe7Ld2Rj9Fp4AaGgHhJjKkM=',
  ONEWINDOW_ISSUERS: '[{"issuer":"https://login.example","audience":"onewindow"}]',
  ONEWINDOW_TRUSTED_PROXIES: '127.0.0.1',
  DATABASE_URL: 'postgres://onewindow_app:c2VjcmV0LWVub3VnaA@db.example/onewindow',
}

test('GraphiQL loads nothing from elsewhere, and only for a tenant that is there', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/river/graphiql`)
  const page = await response.text()
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'")
  expect(page).toContain('"endpoint":"/river/graphql"')
  const [outside = '', ...scripts] = page.split(/<script>[\s\S]*?<\/script>/)
  expect(scripts).toHaveLength(1)
  expect(`${outside}${scripts.join('')}`.match(/(src|href)="(?!data:)/g)).toBeNull()
  expect((await fetch(`${url}/nowhere/graphiql`)).status).toBe(404)
})

test('production has no GraphiQL, and closes what browsers leave open', async () => {
  const server = await createServer({ platform: createBazaar(), config: loadConfig(production) })
  const url = await server.listen()
  const page = await fetch(`${url}/river/graphiql`)
  const answer = await fetch(`${url}/river/graphql`, { method: 'POST' })
  await server.close()
  expect(page.status).toBe(404)
  expect(answer.status).toBe(401)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'strict-transport-security': expect.stringContaining('max-age='),
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  expect(answer.headers.has('access-control-allow-origin')).toBe(false)
})

test('only origins that are named may call from a browser', async () => {
  const { url } = await serve({ env: { ONEWINDOW_ALLOWED_ORIGINS: 'https://desk.example' } })
  const preflight = async (origin: string) => {
    const headers = { origin, 'access-control-request-method': 'POST' }
    const response = await fetch(`${url}/river/graphql`, { method: 'OPTIONS', headers })
    return response.headers.get('access-control-allow-origin')
  }
  expect(await preflight('https://desk.example')).toBe('https://desk.example')
  expect(await preflight('https://elsewhere.example')).toBeNull()
})

test('the language asked for reaches the platform', async () => {
  const { post } = await serve()
  const headers = { 'accept-language': 'en;q=0.3, ur-PK, *;q=0.1, not_a_tag' }
  expect((await post('{ asked }', { headers })).body.data).toEqual({ asked: ['ur-PK', 'en'] })
  const path = '/river/graphql?lang=khw'
  expect((await post('{ asked }', { headers, path })).body.data).toEqual({ asked: ['khw', 'ur-PK', 'en'] })
})
