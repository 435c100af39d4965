import { expect, test } from 'vitest'
import { codes, serve } from './serve.ts'

test('serves several tenants in one process, each to its own accounts', async () => {
  const { post, provider } = await serve()
  const { keepers } = await import('./serve.ts')
  const hills = await provider.issueDemoToken(keepers.hills)
  expect((await post('{ whoami }')).body).toEqual({ data: { whoami: 'account-river of river' } })
  const other = await post('{ whoami }', { tenant: 'hills', token: hills })
  expect(other.body).toEqual({ data: { whoami: 'account-hills of hills' } })
})

test('answers __typename and introspection', async () => {
  const { post } = await serve()
  const answer = await post('{ __typename __schema { queryType { name } } }')
  expect(answer.body).toEqual({ data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } } } })
  expect(codes(answer)).toEqual([])
})
