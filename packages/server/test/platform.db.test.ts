import { createTestPlatform, highland, openAccounts, riverland, subjectOf } from '@onewindow/core/testing'
import { expect, onTestFinished, test } from 'vitest'
import { type Answer, codes, serve } from './serve.ts'

const clerks = {
  river: { tenant: 'riverland', role: 'clerk', area: 'R1' },
  hills: { tenant: 'highland', role: 'agent', area: 'H1' },
}

/** Core's platform on PostgreSQL, with a token for a clerk of each tenant. */
async function serveCore() {
  const core = await createTestPlatform([riverland.definition, highland.definition])
  onTestFinished(() => core.close())
  const account = (actor: (typeof clerks)['river']) => ({ subject: subjectOf(actor), tenant: actor.tenant })
  const served = await serve({
    platform: core.platform,
    accounts: Object.values(clerks).map(account),
    logAsProduction: true,
    env: { ONEWINDOW_LOG_LEVEL: 'trace' },
  })
  for (const { definition } of [riverland, highland]) {
    const { hash } = await core.apply(definition)
    await openAccounts(core.db, definition, {
      issuer: served.provider.issuer.issuer,
      hash,
      cipher: core.cipher,
    })
  }
  const tokens = {
    river: await served.provider.issueDemoToken(account(clerks.river)),
    hills: await served.provider.issueDemoToken(account(clerks.hills)),
  }
  const ask = (clerk: keyof typeof clerks, query: string, variables = {}): Promise<Answer> =>
    served.post(query, { tenant: clerks[clerk].tenant, token: tokens[clerk], variables })
  return { core, served, tokens, ask }
}

const REGISTER = `mutation Register($input: RegisterHouseholdInput!) { registerHousehold(input: $input) {
  ... on HouseholdPayload { household { id village members { person { name identifiers { number } } } } }
  ... on Problem { code message } } }`

test('core is served: a family is registered and read again, and the log does not know it', async () => {
  const { served, ask } = await serveCore()
  const input = riverland.family(900, 'R1')
  const registered = await ask('river', REGISTER, { input })
  expect(registered.body.errors).toBeUndefined()
  expect(registered.text).toContain('Zarmina 900')
  const again = await ask('river', '{ households(first: 5) { edges { node { village } } } }')
  expect(again.body.data).toEqual({ households: { edges: [{ node: { village: 'Ghat 900' } }] } })

  await ask('river', `{ households(first: 5) { edges { node { vilage } } } }`)
  await ask('river', REGISTER, { input: { ...input, area: 'nowhere', idempotencyKey: 'another' } })
  await ask('river', REGISTER, { input: { ...input, consent: 'Zarmina 900' } })
  for (const personal of ['Zarmina', 'Gul Khan', 'Ghat 900', 'House 900', '0000090', 'eyJ'])
    expect(served.logged()).not.toContain(personal)
  expect(served.logged()).toContain('"operation":"Register"')
})

test('another tenant’s token reads nothing of core’s, not even that it is there', async () => {
  const { served, tokens, ask } = await serveCore()
  await ask('river', REGISTER, { input: riverland.family(901, 'R1') })
  const query = '{ households(first: 5) { edges { node { id } } } }'
  const foreign = await served.post(query, { tenant: 'riverland', token: tokens.hills })
  const unknown = await served.post(query, { tenant: 'nowhere', token: tokens.hills })
  expect([foreign.status, foreign.text]).toEqual([unknown.status, unknown.text])
  expect(codes(foreign)).toEqual(['UNAUTHENTICATED'])
  expect((await ask('hills', query)).body.data).toEqual({ households: { edges: [] } })
})

test('a whole screening is answered; relatives of relatives of relatives are not', async () => {
  const { ask } = await serveCore()
  const input = riverland.family(902, 'R1')
  const registered = await ask('river', REGISTER, { input })
  const { id } = (registered.body.data as { registerHousehold: { household: { id: string } } })
    .registerHousehold.household
  const screened = await ask(
    'river',
    `mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening { on slip results {
       programme { id name } unit { kind name } outcome text benefits { name text }
       criteria { text state stateText readings { label value note } remedy { text offices { name } } } } } } } }`,
    { id },
  )
  expect(screened.body.errors).toBeUndefined()
  const relatives = (depth: number): string =>
    depth === 0 ? 'name' : `relationships { relative { ${relatives(depth - 1)} } }`
  const query = (depth: number) => `{ household(id: "${id}") { members { person { ${relatives(depth)} } } } }`
  expect((await ask('river', query(2))).body.errors).toBeUndefined()
  expect(codes(await ask('river', query(3)))).toEqual(['LIMIT_EXCEEDED'])
})
