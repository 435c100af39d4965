import { describe, expect, test } from 'vitest'
import { createClient, RequestError, TransportError } from '../src/index.ts'
import {
  HouseholdsDocument,
  RegisterHouseholdDocument,
  ScreenHouseholdDocument,
  ViewerDocument,
} from '../src/operations/graphql.ts'
import { failing, scripted } from './scripted.ts'

const viewer = { id: '1', roles: ['clerk'], permissions: [] }
const SEEN = { body: { data: { viewer } } }
const REGISTERED = { body: { data: { registerHousehold: { __typename: 'HouseholdPayload' } } } }
const SOON = { 'retry-after': '0' }

const clientOf = (url: string) => createClient({ url, token: () => 'token' })

const PASSING = [
  ['a connection that broke', null],
  ['a server that closes', failing('UNAVAILABLE', 503, SOON)],
  ['a proxy’s page', { status: 502, headers: SOON, body: '<html>' }],
  ['a rate limit', failing('RATE_LIMITED', 429, SOON)],
  ['rules renewed meanwhile', failing('RELEASE_CHANGED')],
] as const

describe.each(PASSING)('%s', (_what, answer) => {
  test('a query is sent again', async () => {
    const { url, seen } = await scripted(answer, SEEN)
    expect(await clientOf(url).send(ViewerDocument, {})).toEqual({ viewer })
    expect(seen).toHaveLength(2)
  })

  test('an intent is sent again under its key', async () => {
    const { url, seen } = await scripted(answer, REGISTERED)
    const intent = clientOf(url).intent(RegisterHouseholdDocument)
    await intent.send({ input: { area: 'R1', consent: true, members: [] } })
    await intent.send({ input: { area: 'R1', consent: true, members: [] } })
    expect(seen.map(({ body }) => body.variables)).toEqual(
      Array(3).fill({
        input: { area: 'R1', consent: true, members: [], idempotencyKey: intent.idempotencyKey },
      }),
    )
  })

  test('a mutation whose key is not there is not', async () => {
    for (const input of [{ idempotencyKey: undefined }, { idempotencyKey: null }]) {
      const { url, seen } = await scripted(answer, REGISTERED)
      const variables = { input: { area: 'R1', consent: true, members: [], ...input } }
      // As a program without types could.
      const sent = clientOf(url).send(RegisterHouseholdDocument, variables as never)
      await expect(sent).rejects.toThrow()
      expect(seen).toHaveLength(1)
    }
  })

  test('a mutation without a key is not', async () => {
    const { url, seen } = await scripted(answer, SEEN)
    const sent = clientOf(url).send(ScreenHouseholdDocument, { household: '1' })
    await expect(sent).rejects.toThrow()
    expect(seen).toHaveLength(1)
  })
})

test('what will be no better later is not sent again', async () => {
  for (const answer of [failing('FORBIDDEN'), failing('BAD_USER_INPUT', 400), failing('INTERNAL', 500)]) {
    const { url, seen } = await scripted(answer, SEEN)
    await expect(clientOf(url).send(ViewerDocument, {})).rejects.toThrow(RequestError)
    expect(seen).toHaveLength(1)
  }
})

test('a mutation refused because rules were renewed is sent again', async () => {
  const refused = { __typename: 'Refusal', code: 'RELEASE_CHANGED', message: 'Again.', path: [] }
  const { url, seen } = await scripted({ body: { data: { registerHousehold: refused } } }, REGISTERED)
  const intent = clientOf(url).intent(RegisterHouseholdDocument)
  expect(await intent.send({ input: { area: 'R1', consent: true, members: [] } })).toEqual(
    REGISTERED.body.data,
  )
  expect(seen).toHaveLength(2)
})

test('it gives up, and says what it met', async () => {
  const limited = await scripted(failing('RATE_LIMITED', 429, SOON))
  await expect(clientOf(limited.url).send(ViewerDocument, {})).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    status: 429,
  })
  expect(limited.seen).toHaveLength(4)

  const patient = await scripted(failing('RATE_LIMITED', 429, { 'retry-after': '3600' }))
  await expect(clientOf(patient.url).send(ViewerDocument, {})).rejects.toThrow(RequestError)
  expect(patient.seen).toHaveLength(1)

  const page = await scripted({ status: 404, body: '<html>' })
  await expect(clientOf(page.url).send(ViewerDocument, {})).rejects.toThrow(TransportError)
})

test('a signal ends a request, and the wait for the next', async () => {
  const { url } = await scripted(failing('RATE_LIMITED', 429, { 'retry-after': '20' }))
  const stop = new AbortController()
  const sent = clientOf(url).send(ViewerDocument, {}, { signal: stop.signal })
  const reason = new Error('left')
  setTimeout(() => stop.abort(reason), 100)
  await expect(sent).rejects.toBe(reason)
  await expect(clientOf(url).send(ViewerDocument, {}, { signal: stop.signal })).rejects.toBe(reason)
})

test('a refused token is replaced once, for a mutation without a key too', async () => {
  const refused = failing('UNAUTHENTICATED', 401)
  const { url, seen } = await scripted(refused, SEEN, refused)
  const asked: boolean[] = []
  const client = createClient({
    url,
    token: (expired) => {
      asked.push(expired)
      return expired ? 'fresh' : 'stale'
    },
  })
  await client.send(ScreenHouseholdDocument, { household: '1' })
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer stale', 'Bearer fresh'])
  await expect(client.send(ViewerDocument, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(asked).toEqual([false, true, false, true])
})

test('pages that do not turn end with an error, not never', async () => {
  const households = {
    edges: [{ node: { id: '1' } }],
    pageInfo: { hasNextPage: true, endCursor: 'same' },
  }
  const { url, seen } = await scripted({ body: { data: { households } } })
  const read: unknown[] = []
  await expect(
    (async () => {
      for await (const node of clientOf(url).each(HouseholdsDocument, {}, (data) => data.households))
        read.push(node)
    })(),
  ).rejects.toThrow('same page again')
  expect(read).toHaveLength(1)
  expect(seen).toHaveLength(2)
})
