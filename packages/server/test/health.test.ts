import { expect, test } from 'vitest'
import { serve } from './serve.ts'

const ask = async (url: string) => {
  const response = await fetch(url)
  return [response.status, await response.json()]
}

test('a ready process says so, for all tenants and for each', async () => {
  const { url } = await serve()
  expect(await ask(`${url}/health`)).toEqual([200, { status: 'alive' }])
  expect(await ask(`${url}/ready`)).toEqual([
    200,
    { ready: true, tenants: { river: { ready: true }, hills: { ready: true } } },
  ])
  expect(await ask(`${url}/river/ready`)).toEqual([200, { ready: true }])
  expect((await ask(`${url}/nowhere/ready`))[0]).toBe(404)
})

test.each([
  ['unready', 'Its migrations are behind.'],
  ['throwing', 'The check failed.'],
  ['hanging', 'It did not answer in time.'],
] as const)('a tenant that is %s stops neither the other nor the process', async (broken, reason) => {
  const { url, bazaar, post, logged } = await serve()
  bazaar.broken = broken
  expect(await ask(`${url}/ready`)).toEqual([
    200,
    { ready: true, tenants: { river: { ready: true }, hills: { ready: false, reason } } },
  ])
  expect(await ask(`${url}/hills/ready`)).toEqual([503, { ready: false, reason }])
  expect((await post('{ whoami }')).status).toBe(200)
  expect(logged().includes('a readiness check failed')).toBe(broken === 'throwing')
})
