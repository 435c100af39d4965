import { expect, test } from 'vitest'
import { codes, keepers, post, serve } from './serve.ts'

const limits = (limit: object) => ({ env: { ONEWINDOW_LIMITS: JSON.stringify(limit) } })

const nested = (depth: number): string =>
  depth === 1 ? '{ name }' : `{ neighbours(first: 1) ${nested(depth - 1)} }`

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')

test.each([
  ['depth', { depth: 4 }, `{ shops ${nested(3)} }`, `{ shops ${nested(4)} }`],
  [
    'depth, through fragments',
    { depth: 3 },
    '{ ...a } fragment a on Query { shops { ...b } } fragment b on Shop { neighbours { name } }',
    '{ ...a } fragment a on Query { shops { ...b } } fragment b on Shop { neighbours { ... { neighbours { name } } } }',
  ],
  [
    'aliases',
    { aliases: 3 },
    `{ ${repeat(3, (i) => `a${i}: whoami`)} }`,
    `{ ${repeat(4, (i) => `a${i}: whoami`)} }`,
  ],
  [
    'aliases, a fragment spread twice',
    { aliases: 3 },
    '{ x: shops { ...f } shops { ...f } } fragment f on Shop { n: name }',
    '{ x: shops { ...f } y: shops { ...f } } fragment f on Shop { n: name }',
  ],
  [
    'directives',
    { directives: 2 },
    '{ whoami @include(if: true) @skip(if: false) }',
    '{ whoami @include(if: true) @skip(if: false) ... @include(if: true) { asked } }',
  ],
  // 1 + 9 × (1 + 10 × 1) = 100
  [
    'cost',
    { cost: 100 },
    '{ shops(first: 9) { neighbours(last: 10) { name } } }',
    '{ shops(first: 9) { neighbours(last: 10) { name } name } }',
  ],
  // The schema's default page of 2, then an unstated one of 20: 1 + 2 × (1 + 20 × 1) = 43
  [
    'cost of unstated pages',
    { cost: 43 },
    '{ shops { neighbours { name } } }',
    '{ shops { neighbours { name } } whoami }',
  ],
  // A list without pages: 1 + 20 × (1 + 10 × 1) = 221
  [
    'cost of lists',
    { cost: 221 },
    '{ partners { neighbours(last: 10) { name } } }',
    '{ partners { neighbours(last: 10) { name } } whoami }',
  ],
  // The edges of a page are its rows: 1 + 9 × (1 + 1 + 1) = 28
  [
    'cost of edges',
    { cost: 28 },
    '{ market(first: 9) { edges { node { name } } } }',
    '{ market(first: 9) { edges { node { name } } } whoami }',
  ],
])('%s: the limit is allowed, one more is not', async (_, limit, allowed, excess) => {
  const { post, bazaar } = await serve(limits(limit))
  const good = await post(allowed)
  expect([good.status, good.body.errors]).toEqual([200, undefined])
  const bad = await post(excess)
  expect([bad.status, codes(bad)]).toEqual([400, ['LIMIT_EXCEEDED']])
  expect(bazaar.ran).toHaveLength(1)
})

test('a page given by a variable counts, whatever was validated before', async () => {
  const { post } = await serve(limits({ cost: 100 }))
  const query = 'query ($n: Int = 99) { shops(first: $n) { name } }'
  expect((await post(query)).status).toBe(200)
  expect((await post(query, { variables: { n: 99 } })).status).toBe(200)
  expect(codes(await post(query, { variables: { n: 100 } }))).toEqual(['LIMIT_EXCEEDED'])
  expect((await post(query, { variables: { n: -5 } })).status).toBe(200)
})

test('fragments that double one another end at the limit', async () => {
  const { post } = await serve()
  const chain = repeat(30, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)
  const answer = await post(`{ ...f0 } ${chain} fragment f30 on Query { whoami }`)
  expect(answer.status).toBe(400)
})

test('tokens: the limit is allowed, one more is not', async () => {
  const { post } = await serve(limits({ tokens: 5 }))
  expect((await post('{ whoami asked __typename }')).status).toBe(200)
  const excess = await post('{ whoami asked __typename t: whoami }')
  expect([excess.status, codes(excess)]).toEqual([400, ['GRAPHQL_PARSE_FAILED']])
})

test('body: the limit is allowed, one byte more is not', async () => {
  const { url, token } = await serve(limits({ bodyBytes: 200 }))
  const body = JSON.stringify({ query: '{ whoami }' })
  expect((await post(url, { token }, body.padEnd(200))).status).toBe(200)
  const excess = await post(url, { token }, body.padEnd(201))
  expect([excess.status, codes(excess)]).toEqual([413, ['LIMIT_EXCEEDED']])
})

test('rates: an actor’s and a tenant’s minute, each its own', async () => {
  const { post, provider } = await serve(limits({ actorPerMinute: 3, tenantPerMinute: 100 }))
  const ask = async (count: number) => {
    const statuses = []
    for (let i = 0; i < count; i++) statuses.push((await post('{ whoami }')).status)
    return statuses
  }
  expect(await ask(5)).toEqual([200, 200, 200, 429, 429])
  const excess = await post('{ whoami }')
  expect(codes(excess)).toEqual(['RATE_LIMITED'])
  expect(Number(excess.headers.get('retry-after'))).toBeGreaterThan(0)
  const hills = await provider.issueDemoToken(keepers.hills)
  expect((await post('{ whoami }', { tenant: 'hills', token: hills })).status).toBe(200)

  const other = await serve(limits({ actorPerMinute: 100, tenantPerMinute: 2 }))
  const statuses = []
  for (let i = 0; i < 3; i++) statuses.push((await other.post('{ whoami }')).status)
  expect(statuses).toEqual([200, 200, 429])
})

test('a refused token uses up nobody’s minute', async () => {
  const { post } = await serve(limits({ actorPerMinute: 1 }))
  for (let i = 0; i < 3; i++) await post('{ whoami }', { token: null })
  expect((await post('{ whoami }')).status).toBe(200)
})

test('several operations in one request, and forms that a foreign page could send, are refused', async () => {
  const { url, token, bazaar } = await serve()
  const batch = await post(url, { token }, JSON.stringify([{ query: '{ whoami }' }]))
  expect([batch.status, codes(batch)]).toEqual([400, ['BAD_REQUEST']])
  const form = await post(url, { token, headers: { 'content-type': 'text/plain' } }, '{"query":"{ whoami }"}')
  expect(form.status).toBeGreaterThanOrEqual(400)
  const get = await fetch(`${url}/river/graphql?query={whoami}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  expect(bazaar.ran).toHaveLength(0)
})
