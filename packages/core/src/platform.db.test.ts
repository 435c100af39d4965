import { afterAll, expect, test } from 'vitest'
import { createPlatform } from './platform.ts'
import { createTestPlatform, riverland } from './testing/index.ts'

const platform = await createTestPlatform([])
afterAll(() => platform.close())

test('a process holds the release of each of its tenants, however many they are', async () => {
  const tenants = Array.from({ length: 110 }, (_, index) => `tenant-${index}`)
  for (const id of tenants) await platform.apply({ ...riverland.definition, id })
  const { db, cipher } = platform
  const many = createPlatform({ db, tenants, cipher })
  const readAll = async () => {
    platform.statements()
    for (const tenant of tenants) expect(await many.readiness(tenant)).toEqual({ ready: true })
    return platform.statements().length
  }
  expect(await readAll()).toBeGreaterThan(tenants.length)
  expect(await readAll()).toBe(0)
})
