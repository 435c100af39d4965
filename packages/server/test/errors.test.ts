import { expect, test } from 'vitest'
import { codes, post, serve } from './serve.ts'

const closedSchema = { env: { ONEWINDOW_INTROSPECTION: 'false' } }

test('a bug says only that it was one, and is logged under the request’s id', async () => {
  const { post, logged } = await serve({ logAsProduction: true })
  const answer = await post('{ whoami crash }')
  const requestId = answer.headers.get('x-request-id')
  expect(answer.body).toEqual({
    data: null,
    errors: [{ message: 'Internal error', path: ['crash'], extensions: { code: 'INTERNAL', requestId } }],
  })
  const lines = logged()
    .split('\n')
    .filter((line) => line.includes('DatabaseFailure'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    requestId,
    err: { type: 'DatabaseFailure', code: '22P02', field: 'crash', frames: expect.any(Array) },
  })
})

test('a platform that fails altogether is masked too', async () => {
  const { post, logged } = await serve({ logAsProduction: true })
  const answer = await post('query Explode { whoami }')
  const requestId = answer.headers.get('x-request-id')
  expect(answer.status).toBe(500)
  expect(answer.body.errors).toEqual([
    { message: 'Internal error', extensions: { code: 'INTERNAL', requestId } },
  ])
  expect(answer.text + logged()).not.toContain('hunter2')
})

test('an expected failure passes with its code and its data', async () => {
  const { post } = await serve()
  const answer = await post('{ refuse whoami }')
  expect(answer.body).toMatchObject({
    data: { refuse: null, whoami: 'account-river of river' },
    errors: [
      { message: 'No such shop', path: ['refuse'], extensions: { code: 'SHOP_CLOSED', until: '2026-01-01' } },
    ],
  })
})

test.each([
  ['of the wrong type', { wish: { kind: 'GRAIN', most: 'many' } }],
  ['missing', {}],
  ['no member of its enum', { wish: { kind: 'GRAINS' } }],
  ['an unknown field', { wish: { kinds: 'GRAIN', kind: 'GRAIN' } }],
])('a variable that is %s is the client’s mistake', async (_, variables) => {
  const { post, bazaar } = await serve(closedSchema)
  const answer = await post('query ($wish: Wish!) { shops(wish: $wish) { name } }', { variables })
  expect([answer.status, codes(answer)]).toEqual([400, ['BAD_USER_INPUT']])
  expect(answer.text).toContain('$wish')
  expect(answer.text).not.toContain('Did you mean')
  expect(bazaar.ran).toHaveLength(0)
})

test.each([
  ['field', '{ whoam }', 'whoami'],
  ['argument', '{ shops(frist: 1) { name } }', 'first'],
  ['enum value', '{ shops(wish: { kind: GRAINS }) { name } }', 'GRAIN"'],
  ['type', 'query ($w: Wishes) { shops(wish: $w) { name } }', '"Wish"'],
])('a closed schema suggests no %s; an open one does', async (_, query, suggestion) => {
  const closed = await (await serve(closedSchema)).post(query)
  expect([closed.status, codes(closed)[0]]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
  expect(closed.text).not.toContain('Did you mean')
  expect(closed.body.errors?.[0]?.message).not.toContain(suggestion)
  const open = await (await serve()).post(query)
  expect(open.body.errors?.[0]?.message).toContain(`Did you mean`)
  expect(open.body.errors?.[0]?.message).toContain(suggestion)
})

test('a closed schema answers no introspection', async () => {
  const { post } = await serve(closedSchema)
  expect(codes(await post('{ __schema { types { name } } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED'])
  expect((await post('{ __typename }')).body.data).toEqual({ __typename: 'Query' })
})

test.each([
  ['no JSON', '{"query":', 400, 'BAD_REQUEST'],
  ['no query', '{"variables":{}}', 400, 'BAD_REQUEST'],
  ['no GraphQL', '{"query":"{ whoami"}', 400, 'GRAPHQL_PARSE_FAILED'],
  [
    'an operation that is not there',
    '{"query":"query A { whoami }","operationName":"B"}',
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'two operations and no name',
    '{"query":"query A { whoami } query B { asked }"}',
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a stored query',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}',
    200,
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
])('a body with %s is answered with a code and no stack', async (_, body, status, code) => {
  const { url, token } = await serve()
  const answer = await post(url, { token }, body)
  expect([answer.status, codes(answer)]).toEqual([status, [code]])
  expect(answer.text).not.toMatch(/stacktrace|node_modules| at /)
})

test('an unknown place, and an address that is none, read alike', async () => {
  const { url } = await serve()
  for (const path of ['/', '/river', '/river/graphql/more', '/%zz/graphql']) {
    const response = await fetch(url + path)
    expect([response.status >= 400, response.status < 500]).toEqual([true, true])
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] })
  }
})
