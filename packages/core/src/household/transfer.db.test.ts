import { afterAll, describe, expect, test } from 'vitest'
import {
  change,
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const north = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })

let families = 0
const family = () => registered(north, riverland.family(++families, 'R1'))
const document = (seed: number) => ({ kind: 'card', number: `9${String(seed).padStart(12, '0')}` })

/** Everything about a household that a clerk can see, in one text; `null` where there is nothing. */
async function everything(clerk: typeof north, { id }: ShownHousehold) {
  const { data } = await clerk.graphql<{ household: object | null }>(
    `query ($id: ID!) { household(id: $id) {
       id reference village address facts { id text } enrolments { id level } screenings { id slip }
       members { role from presence person { id name identifiers { id number } facts { id text } enrolments { id level }
         relationships { relation relative { name } } } } } }`,
    { id },
  )
  return data.household
}

describe.each([
  ['reference', ({ reference }: ShownHousehold, _: number) => ({ reference })],
  ['document', (_: ShownHousehold, seed: number) => ({ document: document(seed) })],
] as const)('a family that moved brings its %s', (_, proof) => {
  test('and agrees: everything moves with it, the old county sees nothing, the new one all', async () => {
    const household = await family()
    const seed = families
    await north.graphql(`mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }`, {
      id: household.id,
    })
    const before = await everything(north, household)
    expect(before).not.toBeNull()
    expect(await everything(south, household)).toBeNull()

    const input = { ...proof(household, seed), toArea: 'R2', agreed: true }
    const moved = await changed(south, 'transferHousehold', input)
    expect(moved.area.id).toBe('R2')
    expect(await everything(south, household)).toEqual(before)
    expect(await everything(north, household)).toBeNull()
    const people = (clerk: typeof north) =>
      clerk.graphql('query ($name: String!) { people(name: $name) { edges { node { name } } } }', {
        name: `Zarmina ${seed}`,
      })
    expect((await people(north)).data).toEqual({ people: { edges: [] } })
    expect((await people(south)).data).toEqual({ people: { edges: [{ node: { name: `Zarmina ${seed}` } }] } })

    const left = await platform.database.asAdmin<{ table: string }>(
      `select t.name as table from household h,
         lateral (select 'person' as name, operating_area, person_id::text as id from person
           union all select 'name_token', operating_area, person_id::text from name_token
           union all select 'membership', operating_area, person_id::text from membership
           union all select 'relationship', operating_area, person_id::text from relationship
           union all select 'identifier', operating_area, person_id::text from identifier
           union all select 'fact', operating_area, coalesce(person_id, household_id)::text from fact
           union all select 'enrolment', operating_area, coalesce(person_id, household_id)::text from enrolment
           union all select 'screening', operating_area, household_id::text from screening) t
       where h.household_id = $1 and t.operating_area = 'R1'
         and (t.id = $1::text or t.id in (select person_id::text from membership where household_id = $1))`,
      [household.id],
    )
    expect(left).toEqual([])
  })

  test('but does not agree: nothing moves', async () => {
    const household = await family()
    const input = { ...proof(household, families), toArea: 'R2', agreed: false }
    expect(await change(south, 'transferHousehold', input)).toMatchObject({
      code: 'CONSENT_REQUIRED',
      path: ['agreed'],
    })
    expect(await everything(south, household)).toBeNull()
  })
})

test('works on in the new county: facts are corrected, people leave, documents are found', async () => {
  const household = await family()
  const { reference } = household
  const moved = await changed(south, 'transferHousehold', { reference, toArea: 'R2', agreed: true })
  const [fact] = moved.facts
  await changed(south, 'correctFact', { id: fact?.id, reason: 'misheard' })
  await changed(south, 'endMembership', {
    household: household.id,
    person: member(household, 1).person.id,
    until: '2024-02-01',
    reason: 'moved',
  })
  const { data } = await north.graphql(
    `query ($document: IdentifierInput!) { personByDocument(document: $document) { __typename } }`,
    { document: document(families) },
  )
  expect(data).toEqual({ personByDocument: { __typename: 'RegisteredElsewhere' } })
})

/** A daughter of the first family who lives with the second one now; of the first she is away, or no member any more. */
async function married(first: 'left' | 'absent') {
  const home = await family()
  const bride = member(home, 1).person.id
  const stay = { household: home.id, person: bride }
  if (first === 'left')
    await changed(north, 'endMembership', { ...stay, until: '2024-02-01', reason: 'married' })
  else await changed(north, 'setMembership', { ...stay, from: '2024-02-01', presence: 'absent' })
  const next = await family()
  await changed(north, 'setMembership', { household: next.id, person: bride, from: '2024-02-01' })
  return { home, next, bride }
}

const namesIn = async (clerk: typeof north, { id }: ShownHousehold) => {
  const { data, errors } = await clerk.graphql<{
    household: { members: { person: { id: string } | null }[] } | null
  }>('query ($id: ID!) { household(id: $id) { members { person { id } } } }', { id })
  expect(errors).toBeUndefined()
  return data.household?.members.flatMap(({ person }) => person?.id ?? [])
}
const screens = async (clerk: typeof north, { id }: ShownHousehold) => {
  const { data, errors } = await clerk.graphql<{ screenHousehold: { __typename: string } }>(
    'mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }',
    { id },
  )
  expect(errors).toBeUndefined()
  return data.screenHousehold.__typename
}

describe.each(['left', 'absent'] as const)('who lives in another household (%s here)', (first) => {
  test('stays where they live when this one moves', async () => {
    const { home, next, bride } = await married(first)
    const { reference } = home
    await changed(south, 'transferHousehold', { reference, toArea: 'R2', agreed: true })
    expect(await namesIn(south, home)).not.toContain(bride)
    expect(await namesIn(north, next)).toContain(bride)
    expect(await screens(south, home)).toBe('ScreeningPayload')
    expect(await screens(north, next)).toBe('ScreeningPayload')
  })

  test('moves with the household they live in', async () => {
    const { home, next, bride } = await married(first)
    const { reference } = next
    await changed(south, 'transferHousehold', { reference, toArea: 'R2', agreed: true })
    expect(await namesIn(south, next)).toContain(bride)
    expect(await namesIn(north, home)).not.toContain(bride)
    expect(await screens(south, next)).toBe('ScreeningPayload')
    expect(await screens(north, home)).toBe('ScreeningPayload')
  })

  test('is out of reach of the old county, however it asks', async () => {
    const { home, next, bride } = await married(first)
    const { reference } = next
    await changed(south, 'transferHousehold', { reference, toArea: 'R2', agreed: true })
    const facts = [{ person: bride, fact: 'marital_status', choice: 'married', source: 'family' }]
    expect(await change(north, 'recordFacts', { household: home.id, facts })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['facts', '0', 'person'],
    })
    const identifier = { kind: 'card', number: '9666666666666' }
    expect(
      await change(north, 'addIdentifier', { household: home.id, person: bride, identifier }),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['person'] })
  })

  test('brings the household they live in when they show their document', async () => {
    const { next, bride } = await married(first)
    const identifier = document(7_000_000 + families)
    await changed(north, 'addIdentifier', { household: next.id, person: bride, identifier })
    const input = { document: identifier, toArea: 'R2', agreed: true }
    expect((await changed(south, 'transferHousehold', input)).id).toBe(next.id)
  })
})

test('a stored screening reads the same after the family has moved', async () => {
  const household = await family()
  const { data } = await north.graphql<{ screenHousehold: { screening: { id: string } } }>(
    `mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening { id } } } }`,
    { id: household.id },
  )
  const { id } = data.screenHousehold.screening
  const read = async (clerk: typeof north) =>
    (
      await clerk.graphql(
        `query ($id: ID!) { screening(id: $id) { on knownAt slip results { text offices { name }
           criteria { text state readings { label value note } remedy { text offices { name } } } } } }`,
        { id },
      )
    ).data
  const before = await read(north)
  const { reference } = household
  await changed(south, 'transferHousehold', { reference, toArea: 'R2', agreed: true })
  expect(await read(south)).toEqual(before)
})

test('who has left and lives nowhere else does not bring the family they left', async () => {
  const home = await family()
  const bride = member(home, 1).person.id
  const identifier = document(8_000_000 + families)
  await changed(north, 'addIdentifier', { household: home.id, person: bride, identifier })
  const left = { household: home.id, person: bride, until: '2024-02-01', reason: 'married' }
  await changed(north, 'endMembership', left)
  const input = { document: identifier, toArea: 'R2', agreed: true }
  expect(await change(south, 'transferHousehold', input)).toMatchObject({
    code: 'NO_HOUSEHOLD',
    path: ['document'],
  })
  expect(await namesIn(north, home)).toContain(member(home, 0).person.id)
})

test('whose role transfers without registering does transfer', async () => {
  const actions = ['household.read', 'household.transfer', 'area.read'] as const
  const carrier = { id: 'carrier', areas: 'own' as const, actions }
  const { definition } = riverland
  const other = await createTestPlatform([{ ...definition, roles: [...definition.roles, carrier] }])
  const clerk = other.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
  const officer = other.as({ tenant: 'riverland', role: 'carrier', area: 'R2' })
  const { reference } = await registered(clerk, riverland.family(1, 'R1'))
  const { data } = await officer.graphql(
    `mutation ($input: TransferHouseholdInput!) { transferHousehold(input: $input) { ... on HouseholdPayload { household { area { id } } } } }`,
    { input: { reference, toArea: 'R2', agreed: true } },
  )
  expect(data).toEqual({ transferHousehold: { household: { area: { id: 'R2' } } } })
  await other.close()
})

test('two people who change places between counties at the same moment do not wait for each other', async () => {
  for (let round = 0; round < 12; round++) {
    const one = await family()
    const hers = document(families)
    const other = await registered(south, riverland.family(++families, 'R2'))
    const input = { from: '2024-02-01', role: 'other', agreed: true }
    const answers = await Promise.all([
      change(south, 'transferPerson', { ...input, document: hers, household: other.id }),
      change(north, 'transferPerson', { ...input, document: document(families), household: one.id }),
    ])
    expect(answers.map(({ household }) => household?.id)).toEqual([other.id, one.id])
  }
})
