import { definitionOf } from '@onewindow/tenant'
import { createTestServer } from '@onewindow/testkit'
import { afterAll, expect, it } from 'vitest'
import { families } from '../demo/families.ts'
import { cambodia } from '../src/index.ts'

const server = await createTestServer([definitionOf(cambodia)])
afterAll(() => server.close())
const clerk = await server.as({ tenant: 'cambodia', role: 'window-clerk', area: 'KH1701' })
const elsewhere = await server.as({ tenant: 'cambodia', role: 'window-clerk', area: 'KH1712' })

const REGISTER = `mutation ($input: RegisterHouseholdInput!) { answer: registerHousehold(input: $input) {
  __typename ... on Problem { code } ... on HouseholdPayload { household { id language } } } }`
interface Registered {
  readonly answer: { readonly code?: string; readonly household?: { readonly id: string } }
}

const households: string[] = []
for (const input of families) {
  const { data, text } = await (input.area === 'KH1701' ? clerk : elsewhere).graphql<Registered>(REGISTER, {
    input,
  })
  if (!data?.answer.household) throw new Error(text)
  households.push(data.answer.household.id)
}
const [large = '', widow = ''] = households

const found = async (name: string) => {
  const { data } = await clerk.graphql<{ people: { edges: { node: { name: string } }[] } }>(
    'query ($name: String!) { people(name: $name) { edges { node { name } } } }',
    { name },
  )
  return data.people.edges.map(({ node }) => node.name)
}

it('shows what each area calls itself', async () => {
  const { data } = await clerk.graphql<{ areas: { id: string; name: string; type: string }[] }>(
    '{ areas(level: "khan-krong-srok") { id name type } }',
    {},
    'km',
  )
  expect(data.areas.filter(({ id }) => ['KH1201', 'KH1710', 'KH1712'].includes(id))).toEqual([
    { id: 'KH1201', name: 'Chamkar Mon', type: 'khan' },
    { id: 'KH1710', name: 'Siem Reap', type: 'krong' },
    { id: 'KH1712', name: 'Srei Snam', type: 'srok' },
  ])
})

it.each<[string, string[]]>([
  ['សុខ ស្រីមុំ', ['សុខស្រីមុំ']],
  ['ស្រីមុំ', ['សុខស្រីមុំ']],
  ['ចាន់ដារ៉ា', ['ចាន់ ដារ៉ា']],
  ['លី', ['លី នួន']],
  ['ហ៊ុន', []],
])('finds %s in its own area', async (name, expected) => {
  expect(await found(name)).toEqual(expected)
})

it('answers a family in Khmer', async () => {
  const { data } = await clerk.graphql<{
    answer: { screening: { results: { programme: { id: string }; outcome: string; text: string }[] } }
  }>(
    `mutation ($household: ID!) { answer: screenHousehold(household: $household, on: "2024-05-10") {
       ... on ScreeningPayload { screening { results { programme { id } outcome text } } } } }`,
    { household: large },
    'km',
  )
  const base = data.answer.screening.results.find(({ programme }) => programme.id === 'family-package-base')
  expect(base).toMatchObject({ outcome: 'ELIGIBLE' })
  expect(base?.text).toMatch(/\p{sc=Khmr}/u)
})

it.each<[string, string, string | undefined]>([
  ['of representatives out of office', '2022-02-10', 'COMMITTEE_OUT_OF_OFFICE'],
  ['of those in office', '2024-04-20', undefined],
])('takes the village’s confirmation %s', async (_, date, code) => {
  const { data } = await clerk.graphql<{ answer: { code?: string } }>(
    `mutation ($input: RecordFactsInput!) { answer: recordFacts(input: $input) { ... on Problem { code } } }`,
    {
      input: {
        household: widow,
        facts: [
          {
            fact: 'idpoor_validated',
            date,
            observedOn: date,
            source: 'committee',
            issuer: 'demo-representatives-angkor-chum',
          },
        ],
      },
    },
  )
  expect(data.answer.code).toBe(code)
})
