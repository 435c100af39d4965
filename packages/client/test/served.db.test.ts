import { createTestServer, type RunningServer, riverland } from '@onewindow/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, orThrow, ProblemError } from '../src/index.ts'
import {
  HouseholdDocument,
  HouseholdsDocument,
  RegisterHouseholdDocument,
  ScreenHouseholdDocument,
  ViewerDocument,
} from '../src/operations/graphql.ts'
import manifest from '../trusted-documents.json' with { type: 'json' }

const clerk = { tenant: 'riverland', role: 'clerk', area: riverland.areas[0] }
const input = (name: string) => ({
  area: riverland.areas[0],
  consent: true,
  members: [{ key: 'head', name, role: 'head' as const, sex: 'female' as const, birth: { year: 1980 } }],
})

let open: RunningServer
let closed: RunningServer
beforeAll(async () => {
  open = await createTestServer([riverland.definition])
  const file = new URL('../trusted-documents.json', import.meta.url).pathname
  closed = await createTestServer([riverland.definition], { trustedDocuments: [file] })
})
afterAll(() => Promise.all([open.close(), closed.close()]))

const clientOf = (server: RunningServer, trusted = false) =>
  createClient({ url: `${server.url}/riverland/graphql`, token: () => server.token(clerk), trusted })

test('an intent that is sent twice registers once, and its household is screened', async () => {
  const client = clientOf(open)
  const intent = client.intent(RegisterHouseholdDocument)
  const first = orThrow((await intent.send({ input: input('Amara Delta') })).registerHousehold)
  const again = orThrow((await intent.send({ input: input('Amara Delta') })).registerHousehold)
  if (first.__typename !== 'HouseholdPayload' || again.__typename !== 'HouseholdPayload')
    throw new Error('it was not registered')
  expect(again.household).toEqual(first.household)

  const { household } = await client.send(HouseholdDocument, { reference: first.household.reference })
  expect(household?.members).toMatchObject([{ role: 'head', person: { name: 'Amara Delta' } }])
  const { screenHousehold } = await client.send(ScreenHouseholdDocument, { household: first.household.id })
  expect(orThrow(screenHousehold)).toMatchObject({
    screening: { results: expect.arrayContaining([expect.objectContaining({ outcome: 'NOT_ELIGIBLE' })]) },
  })
})

test('a refusal is a typed error', async () => {
  const intent = clientOf(open).intent(RegisterHouseholdDocument)
  const { registerHousehold } = await intent.send({ input: { ...input('Nobody'), consent: false } })
  expect(() => orThrow(registerHousehold)).toThrow(ProblemError)
  expect(registerHousehold).toMatchObject({ __typename: 'Refusal', code: expect.any(String) })
})

test('pages are read to the last, and no further than they are asked for', async () => {
  const client = clientOf(open)
  const registered = new Set<string>()
  for (const name of ['Bela One', 'Cato Two', 'Dora Three', 'Emil Four', 'Fara Five']) {
    const { registerHousehold } = await client.intent(RegisterHouseholdDocument).send({ input: input(name) })
    if (registerHousehold.__typename === 'HouseholdPayload') registered.add(registerHousehold.household.id)
  }
  const read: string[] = []
  for await (const { id } of client.each(HouseholdsDocument, { first: 2 }, ({ households }) => households))
    read.push(id)
  expect(new Set(read).size).toBe(read.length)
  expect(read).toEqual(expect.arrayContaining([...registered]))
  expect(registered.size).toBe(5)
})

test('a server of trusted documents answers by hash, and nothing else', async () => {
  const { viewer } = await clientOf(closed, true).send(ViewerDocument, {})
  expect(viewer.roles).toEqual(['Clerk'])
  await expect(clientOf(closed).send(ViewerDocument, {})).rejects.toMatchObject({
    code: 'DOCUMENT_NOT_TRUSTED',
    status: 400,
  })
  expect(Object.keys(manifest)).toHaveLength(5)
})
