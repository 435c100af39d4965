import { checkCatalogue, printSchema } from '@onewindow/db'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from '@onewindow/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coreMigrations } from '../src/index.ts'

const UPDATE =
  'core’s tables changed: if that is meant, run `pnpm test -u` in packages/core and commit schema.sql'

describe.each(TEST_SERVERS)('core’s tables on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase([coreMigrations], server)
  })
  afterAll(() => database?.drop())

  test('keep every rule of the wall', async () => {
    expect(await checkCatalogue(database.ownerUrl)).toEqual([])
  })

  test('are those of schema.sql', async () => {
    await expect(await printSchema(database.ownerUrl), UPDATE).toMatchFileSnapshot('../schema.sql')
  })

  test('are seen when they lose a wall', async () => {
    await database.asAdmin('drop policy wall on fact')
    expect((await checkCatalogue(database.ownerUrl)).map(({ code, object }) => `${code} ${object}`)).toEqual([
      'POLICY_COUNT fact',
    ])
  })
})
