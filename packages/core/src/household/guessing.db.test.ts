import { afterAll, expect, test } from 'vitest'
import { change, changed, createTestPlatform, member, registered, riverland } from '../testing/index.ts'

/** Riverland, with a card that nobody must be known to hold. */
const refugeeCard = {
  id: 'refugee',
  names: { en: 'Refugee card' },
  demoPattern: String.raw`^9\d{8}$`,
  sensitive: true,
  evidence: 'V' as const,
}
const definition = {
  ...riverland.definition,
  identifiers: [...riverland.definition.identifiers, refugeeCard],
}
const platform = await createTestPlatform([definition])
afterAll(() => platform.close())
const north = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
const west = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R3' })

const known = await registered(north, riverland.family(1, 'R1'))
const card = (number: number) => ({ kind: 'card', number: `9${String(number).padStart(12, '0')}` })

test('who guesses references or documents may soon not transfer at all, until the hour is over', async () => {
  const transfer = (proof: object) =>
    change(south, 'transferHousehold', { ...proof, toArea: 'R2', agreed: true })
  for (let guess = 0; guess < 10; guess++) {
    expect(await transfer({ document: card(5_000 + guess) })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await transfer({ reference: 'ABC-DEF-GHJ' })).toMatchObject({ code: 'NOT_FOUND' })
  }
  expect(await transfer({ document: card(1) })).toMatchObject({ code: 'RATE_LIMITED' })
  expect(await transfer({ reference: known.reference })).toMatchObject({ code: 'RATE_LIMITED' })
  platform.clock.advance(3_600_000)
  expect(await transfer({ reference: 'ABC-DEF-GHJ' })).toMatchObject({ code: 'NOT_FOUND' })
})

/** Someone with a document that is guessed, and a mistake elsewhere in the input. */
const guess = (number: number, mistake: object) => ({
  ...riverland.family(900, 'R3'),
  confirmNew: true,
  members: [{ key: 'x', name: 'Some One', sex: 'male', role: 'head', identifiers: [card(number)] }],
  relationships: [],
  ...mistake,
})

test.each([
  ['fact', { facts: [{ fact: 'income', number: 'x', source: 'family' }] }],
  ['enrolment', { enrolments: [{ programme: 'bounty', enrolled: true, level: 'declared' }] }],
  ['relationship', { relationships: [{ person: 'x', relation: 'mother', relative: 'x' }] }],
  ['language', { language: 'tlh' }],
])(
  'a registration with an impossible %s says the same whether a document is registered or not',
  async (_, mistake) => {
    const registeredHere = await change(west, 'registerHousehold', guess(1, mistake))
    expect(registeredHere).toEqual(await change(west, 'registerHousehold', guess(77_777, mistake)))
    expect(registeredHere).not.toMatchObject({ code: 'REGISTERED_ELSEWHERE' })
  },
)

test('who registers with documents that others hold may soon register none', async () => {
  await registered(west, { ...riverland.family(2, 'R3') })
  for (let tries = 0; tries < 10; tries++) {
    const elsewhere = await change(west, 'registerHousehold', guess(1, {}))
    expect(elsewhere).toMatchObject({ code: 'REGISTERED_ELSEWHERE' })
    expect(await change(west, 'registerHousehold', guess(2, {}))).toMatchObject({ code: 'IDENTIFIER_TAKEN' })
  }
  expect(await change(west, 'registerHousehold', guess(88_888, {}))).toMatchObject({ code: 'RATE_LIMITED' })
})

test('two clerks who name the same documents at once: one registers, the other is told', async () => {
  const family = (key: string, numbers: readonly number[]) => ({
    ...riverland.family(901, 'R1'),
    idempotencyKey: key,
    confirmNew: true,
    members: numbers.map((number, n) => ({
      key: `${n}`,
      name: `Some One ${n}`,
      sex: 'male',
      role: 'other',
      identifiers: [card(number)],
    })),
    relationships: [],
  })
  const numbers = Array.from({ length: 20 }, (_, n) => 600 + n)
  const answers = await Promise.all([
    change(north, 'registerHousehold', family('forwards', numbers)),
    change(north, 'registerHousehold', family('backwards', numbers.toReversed())),
  ])
  expect(answers.map((answer) => (answer.household ? 'registered' : answer.code)).sort()).toEqual([
    'IDENTIFIER_TAKEN',
    'registered',
  ])
})

test('a document that nobody must be known to hold is not named in the audit', async () => {
  const document = { kind: 'refugee', number: '900000001' }
  const person = member(known, 0).person.id
  await changed(north, 'addIdentifier', { household: known.id, person, identifier: document })
  const { data } = await north.graphql(
    `query ($document: IdentifierInput!) { personByDocument(document: $document) { __typename } }`,
    { document },
  )
  expect(data).toEqual({ personByDocument: { __typename: 'FoundPerson' } })
  const entries = await platform.database.asAdmin<{ detail: object }>(
    `select detail from audit where action in ('identifier.add', 'identifier.find') and $1 = any(subjects)`,
    [person],
  )
  expect(entries.map(({ detail }) => detail)).toEqual([
    { kind: 'sensitive' },
    { kind: 'sensitive', found: 'here' },
  ])
})
