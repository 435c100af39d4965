import { afterAll, expect, test } from 'vitest'
import {
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

interface Result {
  readonly programme: { readonly id: string }
  readonly unit: { readonly id: string; readonly name: string }
  readonly outcome: string
}

async function screened(household: ShownHousehold, on: string): Promise<readonly Result[]> {
  const { data, errors } = await clerk.graphql<{ screenHousehold: { screening: { results: Result[] } } }>(
    `mutation ($household: ID!, $on: Date) { screenHousehold(household: $household, on: $on) {
       ... on ScreeningPayload { screening { results { programme { id } unit { id name } outcome } } } } }`,
    { household: household.id, on },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.screenHousehold.screening.results
}

const relief = (results: readonly Result[]) =>
  results.find(({ programme }) => programme.id === 'relief')?.outcome

test('a member who has since moved out of reach leaves a question, and no confident no', async () => {
  const household = await registered(clerk, riverland.family(1, 'R1'))
  expect(relief(await screened(household, '2024-01-15'))).toBe('ELIGIBLE')
  const child = member(household, 1).person.id
  const elsewhere = await registered(clerk, riverland.family(2, 'R1'))
  await changed(clerk, 'endMembership', {
    household: household.id,
    person: child,
    until: '2024-02-01',
    reason: 'moved',
  })
  await changed(clerk, 'setMembership', {
    household: elsewhere.id,
    person: child,
    from: '2024-02-01',
    role: 'relative',
  })
  await changed(platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' }), 'transferHousehold', {
    reference: elsewhere.reference,
    toArea: 'R2',
    agreed: true,
  })
  const results = await screened(household, '2024-01-15')
  expect(relief(results)).toBe('NEEDS_INFORMATION')
  expect(results.filter(({ unit }) => unit.id === child).map(({ unit }) => unit.name)).toEqual(
    expect.arrayContaining(['This person']),
  )
  expect(relief(await screened(household, '2024-02-15'))).toBe('NOT_ELIGIBLE')
})

test('someone is there from birth on, and where that may have been', async () => {
  const input = riverland.family(3, 'R1')
  const baby = (key: string, birth: object) => ({
    key,
    name: `The ${key}`,
    sex: 'female' as const,
    birth,
    role: 'child' as const,
  })
  const household = await registered(clerk, {
    ...input,
    members: [...input.members, baby('baby', { date: '2024-02-10' }), baby('newborn', { year: 2024 })],
    relationships: [{ person: 'baby', relation: 'mother', relative: 'mother' }],
  })
  const units = async (on: string) => new Set((await screened(household, on)).map(({ unit }) => unit.name))
  expect(await units('2024-02-09')).not.toContain('The baby')
  expect(await units('2024-02-09')).toContain('The newborn')
  expect(await units('2024-02-10')).toContain('The baby')
  expect(await units('2023-12-31')).not.toContain('The newborn')
})
