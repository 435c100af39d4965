import type { Definition } from '@onewindow/tenant'
import { afterAll, expect, test } from 'vitest'
import { createTestPlatform, member, registered, riverland, TEST_ISSUER } from '../testing/index.ts'

/** Sees that households are there, and nobody in them. */
const counter = { id: 'counter', areas: 'own', actions: ['household.read'] } as const
const definition: Definition = {
  ...riverland.definition,
  roles: [...riverland.definition.roles, counter],
}
const platform = await createTestPlatform([definition])
afterAll(() => platform.close())

const north = await registered(
  platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' }),
  riverland.family(1, 'R1'),
)
const south = await registered(
  platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' }),
  riverland.family(2, 'R2'),
)
await platform
  .as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
  .graphql('mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }', { id: south.id })

/** A clerk of the north who has another role in the south. */
async function clerkAnd(role: string) {
  const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })
  const subject = `clerk and ${role}`
  await administrator.graphql(
    'mutation ($input: OpenAccountInput!) { openAccount(input: $input) { __typename } }',
    {
      input: {
        issuer: TEST_ISSUER,
        subject,
        name: subject,
        roles: [
          { role: 'clerk', area: 'R1' },
          { role, area: 'R2' },
        ],
      },
    },
  )
  return platform.signIn('riverland', { issuer: TEST_ISSUER, subject })
}
const officer = await clerkAnd('officer')
const counting = await clerkAnd('counter')
const documentOf = (seed: number) => ({ kind: 'card', number: `9${String(seed).padStart(12, '0')}` })

test('each field is read where its own permission reaches, although the operation reaches further', async () => {
  const { data } = await officer.graphql<{ households: { edges: { node: unknown }[] } }>(
    `{ households { edges { node { area { id } members { person { name identifiers { kind } } } } } } }`,
  )
  const people = (seed: number, identifiers: object[]) => [
    { person: { name: `Zarmina ${seed}`, identifiers } },
    { person: { name: `Spogmai ${seed}`, identifiers: [] } },
  ]
  expect(data.households.edges.map(({ node }) => node)).toEqual([
    { area: { id: 'R1' }, members: people(1, [{ kind: 'card' }]) },
    { area: { id: 'R2' }, members: people(2, []) },
  ])
})

test('a person whom no permission reaches is hidden, and so are their names in a screening', async () => {
  const { data } = await counting.graphql(
    `query ($id: ID!) { household(id: $id) { reference members { role person { name } } facts { text }
       screenings { id } } people(name: "Zarmina") { edges { node { name } } } }`,
    { id: south.id },
  )
  expect(data).toEqual({
    household: {
      reference: south.reference,
      members: [
        { role: 'head', person: null },
        { role: 'child', person: null },
      ],
      facts: [],
      screenings: [],
    },
    people: { edges: [{ node: { name: 'Zarmina 1' } }] },
  })
})

test('a sensitive value is shown where that may be, and withheld elsewhere', async () => {
  const { data } = await officer.graphql<{ household: { screenings: object[] } }>(
    `query ($id: ID!) { household(id: $id) { screenings { results { programme { id } withheld criteria { state withheld readings { label } } } } } }`,
    { id: south.id },
  )
  const text = JSON.stringify(data.household.screenings)
  expect(text).toContain(
    '{"programme":{"id":"nutrition"},"withheld":true,"criteria":[{"state":"unknown","withheld":true,"readings":[]}]}',
  )
  expect(text).not.toContain('Fact pregnant')
})

test('a document is found where people may be read, whatever else the operation reads', async () => {
  const { data } = await counting.graphql(
    `query ($north: IdentifierInput!, $south: IdentifierInput!) { households { edges { cursor } }
       north: personByDocument(document: $north) { __typename }
       south: personByDocument(document: $south) { __typename } }`,
    { north: documentOf(1), south: documentOf(2) },
  )
  expect(data).toMatchObject({
    north: { __typename: 'FoundPerson' },
    south: { __typename: 'RegisteredElsewhere' },
  })
})

test.each([
  ['recordFacts', { household: south.id, facts: [] }],
  ['correctFact', { id: south.facts[0]?.id, reason: 'misheard' }],
  [
    'endMembership',
    { household: south.id, person: member(south, 0).person.id, until: '2024-02-01', reason: 'moved' },
  ],
  [
    'setMembership',
    { household: north.id, person: member(south, 0).person.id, from: '2024-02-01', presence: 'absent' },
  ],
])(
  'what may be read in one area and changed in another is not changed there: %s',
  async (mutation, input) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const { data } = await officer.graphql(
      `mutation ($input: ${type}!) { changed: ${mutation}(input: $input) { ... on Problem { code } } }`,
      { input },
    )
    expect(data).toEqual({ changed: { code: 'NOT_FOUND' } })
  },
)
