import { checkCatalogue, printSchema } from '@onewindow/db'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from '@onewindow/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coreMigrations, createWorker } from '../src/index.ts'
import { createTestPlatform, registered, riverland } from '../src/testing/index.ts'

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

  test('serve: a family is registered, read, screened and transferred', async () => {
    const platform = await createTestPlatform([riverland.definition], { server })
    const north = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
    const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
    const { id, reference } = await registered(north, riverland.family(1, 'R1'))
    const screened = await north.graphql(
      'mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }',
      {
        id,
      },
    )
    expect(screened.data).toEqual({ screenHousehold: { __typename: 'ScreeningPayload' } })
    await south.graphql(
      `mutation ($reference: String!) {
         transferHousehold(input: { reference: $reference, toArea: "R2", agreed: true }) { __typename } }`,
      { reference },
    )
    const { data } = await south.graphql(
      `{ people(name: "Zarmina") { edges { node { name identifiers { number } relationships { relation } } } }
         households { edges { node { area { id } screenings { results { outcome } } } } } }`,
    )
    expect(data).toMatchObject({
      people: { edges: [{ node: { name: 'Zarmina 1', identifiers: [{ number: '90000-0000000-1' }] } }] },
      households: { edges: [{ node: { area: { id: 'R2' }, screenings: [{}] } }] },
    })
    await platform.close()
  })

  test('run jobs: the queue needs no more than the application may', async () => {
    const { db, cipher, ...platform } = await createTestPlatform([riverland.definition], { server })
    const complaints: object[] = []
    const log = { error: (about: object) => void complaints.push(about) }
    const worker = await createWorker({ db, tenants: ['riverland'], cipher, log })
    const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })
    const jobs = async () => (await administrator.graphql('{ jobs { edges { node { kind state } } } }')).data
    await expect.poll(jobs, { timeout: 15_000 }).toEqual({
      jobs: {
        edges: ['audit.seal', 'backCheck.draw', 'flag.raise'].map((kind) => ({
          node: { kind, state: 'succeeded' },
        })),
      },
    })
    // Long enough for a pass of the queue's own upkeep.
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    await worker.close()
    expect(complaints).toEqual([])
    await platform.close()
  })

  test('are seen when they lose a wall', async () => {
    await database.asAdmin('drop policy wall on fact')
    expect((await checkCatalogue(database.ownerUrl)).map(({ code, object }) => `${code} ${object}`)).toEqual([
      'POLICY_COUNT fact',
    ])
  })
})
