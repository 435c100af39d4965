import { atMost, numberFact } from '@onewindow/rules'
import { afterAll, expect, test } from 'vitest'
import { newFamily, town } from '../application/town.fixture.ts'
import { declareEnrolments } from '../household/service.ts'
import { createTestPlatform, member, type SignedIn, tablePrints, without } from '../testing/index.ts'

const poor = [
  {
    id: 'widow',
    rule: atMost(numberFact('household', 'income', 2), 20000),
    evidence: 'V' as const,
    source: 'Act',
  },
]
const definition = {
  ...town.definition,
  programmes: town.definition.programmes.map((programme) =>
    ['fuel', 'rent'].includes(programme.id) ? { ...programme, criteria: poor } : programme,
  ),
}
const platform = await createTestPlatform([definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

interface Compared {
  readonly packages: {
    readonly complete: boolean
    readonly withheld: readonly { readonly id: string }[]
    readonly packages: readonly {
      readonly yearly: { readonly low: { minorUnits: number }; readonly high: { minorUnits: number } }
      readonly items: readonly { readonly result: { outcome: string; programme: { id: string } } }[]
      readonly leftOut: readonly {
        readonly item: { readonly result: { programme: { id: string } } }
        readonly because: readonly { readonly programme: { id: string }; readonly with: { id: string } }[]
      }[]
    }[]
  } | null
}

const compare = async (household: string, who: SignedIn = clerk, on = '2024-03-01') =>
  (
    await who.graphql<Compared>(
      `query ($household: ID!, $on: Date) { packages(household: $household, on: $on) { complete withheld { id } packages {
         yearly { low { minorUnits } high { minorUnits } } items { result { outcome programme { id } } }
         leftOut { item { result { programme { id } } } because { programme { id } with { id } } } } } }`,
      { household, on },
    )
  ).data.packages

const named = (compared: Compared['packages']) =>
  compared?.packages.map(({ items, yearly }) => ({
    of: items.map(({ result }) => result.programme.id).sort(),
    rupees: yearly.low.minorUnits / 100,
  }))

test('what a family could receive is side by side, with yearly sums and what each leaves out, and nothing is stored', async () => {
  const { family } = await newFamily(clerk)
  const before = without(await tablePrints(platform.database, 'riverland'), 'audit')
  const compared = await compare(family.id)
  // Fuel bars rent for everyone in the house, the girl too: one or the other for both.
  expect(named(compared)).toEqual([
    { of: ['fuel', 'fuel', 'grant', 'nutrition', 'relief'], rupees: 36_000 },
    { of: ['grant', 'nutrition', 'relief', 'rent', 'rent'], rupees: 36_000 },
  ])
  expect(compared?.packages[0]?.leftOut).toHaveLength(2)
  expect(compared?.packages[0]?.leftOut[0]).toMatchObject({
    item: { result: { programme: { id: 'rent' } } },
    because: expect.arrayContaining([
      { programme: { id: 'rent' }, with: { id: 'fuel' } },
      { programme: { id: 'fuel' }, with: { id: 'fuel' } },
    ]),
  })
  expect(without(await tablePrints(platform.database, 'riverland'), 'audit')).toEqual(before)
})

test('what is received already stays in the comparison', async () => {
  const { family } = await newFamily(clerk)
  const confirmed = { programme: 'fuel', enrolled: true, level: 'confirmed', asOf: '2024-02-01' } as const
  await platform.inSession('riverland', (session) =>
    declareEnrolments(session, {
      household: family.id,
      enrolments: [{ person: member(family, 0).person.id, ...confirmed }],
    }),
  )
  const compared = await compare(family.id)
  expect(named(compared)?.map(({ of }) => of)).toEqual([
    ['fuel', 'fuel', 'grant', 'nutrition', 'relief'],
    ['grant', 'nutrition', 'relief', 'rent', 'rent'],
  ])
  expect(compared?.packages[0]?.items.map(({ result }) => result.outcome)).toContain('ALREADY_ENROLLED')
})

test('a family of another district is not there, and a day to come is refused', async () => {
  const { family } = await newFamily(clerk)
  const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
  expect(await compare(family.id, south)).toBeNull()
  const { errors } = await clerk.graphql(
    'query ($id: ID!) { packages(household: $id, on: "2030-01-01") { on } }',
    {
      id: family.id,
    },
  )
  expect(errors?.[0]?.extensions?.code).toBe('FUTURE_DATE')
})

test('whoever may not learn something sensitive is not offered what depends on it', async () => {
  const { family } = await newFamily(clerk)
  const roles = definition.roles.map((role) =>
    role.id === 'officer' ? { ...role, actions: [...role.actions, 'screening.run' as const] } : role,
  )
  await platform.apply({ ...definition, roles })
  const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  await officer.graphql('{ viewer { id } }').catch(() => {})
  platform.clock.advance(61_000)
  await officer.graphql('{ households { edges { cursor } } }')
  const compared = await compare(family.id, officer)
  expect(compared?.withheld).toEqual([{ id: 'nutrition' }])
  expect(named(compared)?.[0]?.of).not.toContain('nutrition')
})
