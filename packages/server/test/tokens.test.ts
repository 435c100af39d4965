import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { startDevelopmentProvider } from '../src/index.ts'
import { type Answer, keepers, post, serve } from './serve.ts'

const REFUSED = { status: 401, text: undefined }

/** Every refusal is byte for byte the one that no token gets. */
async function expectRefusedLikeNoToken(answers: readonly Answer[], none: Answer): Promise<void> {
  expect(none.status).toBe(401)
  expect(none.headers.get('www-authenticate')).toBe('Bearer')
  for (const { status, text, headers } of answers) {
    expect({ status, text }).toEqual({ ...REFUSED, text: none.text })
    expect(headers.get('www-authenticate')).toBe('Bearer')
    expect(headers.get('content-length')).toBe(none.headers.get('content-length'))
  }
}

test('a token opens its own tenant and nothing else; unknown and forbidden tenants read the same', async () => {
  const { post, provider, bazaar } = await serve()
  const traveller = await provider.issueDemoToken(keepers.traveller)
  expect((await post('{ whoami }', { token: traveller })).status).toBe(200)
  const elsewhere = await provider.issueDemoToken(keepers.elsewhere)
  const stranger = await provider.issueDemoToken(keepers.stranger)
  const refused = [
    await post('{ whoami }', { tenant: 'hills' }),
    await post('{ whoami }', { tenant: 'hills', token: traveller }),
    await post('{ whoami }', { tenant: 'nowhere' }),
    await post('{ whoami }', { tenant: 'elsewhere' }),
    await post('{ whoami }', { tenant: 'elsewhere', token: elsewhere }),
    await post('{ whoami }', { token: elsewhere }),
    await post('{ whoami }', { token: stranger }),
  ]
  await expectRefusedLikeNoToken(refused, await post('{ whoami }', { token: null }))
  expect(bazaar.ran).toHaveLength(1)
})

test('a token that is tampered with, unsigned or no token at all is refused', async () => {
  const { post, token, url, bazaar } = await serve()
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'keeper-hills', tenant: 'hills' })).toString(
    'base64url',
  )
  const unsigned = new UnsecuredJWT(claims).encode()
  const otherKey = (await generateKeyPair('ES256')).privateKey
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const refused = [
    await post('{ whoami }', { tenant: 'hills', token: `${header}.${changed}.${signature}` }),
    await post('{ whoami }', { token: unsigned }),
    await post('{ whoami }', { token: `${unsigned}${signature}` }),
    await post('{ whoami }', {
      token: await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(otherKey),
    }),
    // The public key used as if it were a shared secret.
    await post('{ whoami }', {
      token: await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(new Uint8Array(32)),
    }),
    await post('{ whoami }', { token: 'nonsense' }),
    await post('{ whoami }', { token: null, headers: { authorization: `Basic ${token}` } }),
    await post('{ whoami }', { token: null, path: `/river/graphql?access_token=${token}` }),
  ]
  await expectRefusedLikeNoToken(refused, await post('{ whoami }', { token: null }))
  expect(bazaar.ran).toHaveLength(0)
  expect(url).toContain('127.0.0.1')
})

test('a token is good for twelve hours', async () => {
  let now = Date.now()
  const { post, logged } = await serve({ now: () => new Date(now) })
  const hours = 3_600_000
  now += 12 * hours - 10_000
  expect((await post('{ whoami }')).status).toBe(200)
  now += 20_000
  await expectRefusedLikeNoToken([await post('{ whoami }')], await post('{ whoami }', { token: null }))
  expect(logged()).toContain('ERR_JWT_EXPIRED')
})

test('a token for another audience or of another issuer is refused', async () => {
  const { provider: ours } = await serve()
  const issuer = JSON.stringify([{ issuer: ours.issuer.issuer, audience: 'another-api' }])
  // The same issuer is configured first for another audience and then, by `serve`, its own provider.
  const served = await serve({ env: { ONEWINDOW_ISSUERS: issuer } })
  const wrongAudience = await ours.issueDemoToken(keepers.river)
  const none = await served.post('{ whoami }', { token: null })
  await expectRefusedLikeNoToken([await served.post('{ whoami }', { token: wrongAudience })], none)
  expect(served.logged()).toContain('ERR_JWT_CLAIM_VALIDATION_FAILED')

  const foreign = await startDevelopmentProvider({
    profile: 'development',
    port: 0,
    accounts: [keepers.river],
  })
  const unknownIssuer = await foreign.issueDemoToken(keepers.river)
  await foreign.close()
  await expectRefusedLikeNoToken([await served.post('{ whoami }', { token: unknownIssuer })], none)
  expect(served.logged()).toContain('UNKNOWN_ISSUER')
})

test('an issuer speaks only for the tenants it is bound to', async () => {
  const guest = await startDevelopmentProvider({
    profile: 'development',
    port: 0,
    accounts: [keepers.river, keepers.hills],
  })
  const bound = JSON.stringify([{ ...guest.issuer, tenants: ['hills'] }])
  const { url } = await serve({ env: { ONEWINDOW_ISSUERS: bound } })
  const ask = async (account: { subject: string; tenant: string }) =>
    post(
      url,
      { tenant: account.tenant, token: await guest.issueDemoToken(account) },
      '{"query":"{ whoami }"}',
    )
  const [hills, river] = [await ask(keepers.hills), await ask(keepers.river)]
  await guest.close()
  expect(hills.body.data).toEqual({ whoami: 'account-hills of hills' })
  expect(river.status).toBe(401)
})

test('an issuer that does not answer is no reason to call a token bad', async () => {
  const away = await startDevelopmentProvider({ profile: 'development', port: 0, accounts: [keepers.river] })
  const token = await away.issueDemoToken(keepers.river)
  await away.close()
  const { url, post: ask } = await serve({ env: { ONEWINDOW_ISSUERS: JSON.stringify([away.issuer]) } })
  const answer = await post(url, { token }, '{"query":"{ whoami }"}')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect((await ask('{ whoami }')).status).toBe(200)
})

test('the development provider refuses production, unknown accounts and calls from other machines', async () => {
  const options = { port: 0, accounts: [keepers.river] }
  await expect(startDevelopmentProvider({ profile: 'production', ...options })).rejects.toThrow('production')
  const { provider } = await serve()
  await expect(provider.issueDemoToken({ subject: 'nobody', tenant: 'river' })).rejects.toThrow(
    'no demo account',
  )
  expect(new URL(provider.issuer.issuer).hostname).toBe('127.0.0.1')
})
