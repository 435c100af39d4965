import { afterAll, describe, expect, test } from 'vitest'
import { applied, call, newFamily, town } from '../application/town.fixture.ts'
import { answerOf, declare, END } from '../conflict/conflict.fixture.ts'
import {
  changed,
  createTestPlatform,
  member,
  registered,
  type ShownHousehold,
  type SignedIn,
  TEST_ISSUER,
} from '../testing/index.ts'
import { raiseFlags } from './raise.ts'
import { FLAG_KINDS } from './table.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const as = (role: string, area?: string, institution?: string) =>
  platform.as({
    tenant: 'riverland',
    role,
    ...(area !== undefined && { area }),
    ...(institution !== undefined && { institution }),
  })
const clerk = as('clerk', 'R1')
const south = as('clerk', 'R2')
const officer = as('officer', 'R1')
const southOfficer = as('officer', 'R2')

/** Midnight passes, and the job looks at what was recorded before. */
async function night(days = 1): Promise<void> {
  platform.clock.advance(days * 86_400_000)
  for (const kind of FLAG_KINDS) await platform.inSession('riverland', (session) => raiseFlags(session, kind))
}

interface Flag {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly account: string | null
  readonly withheld: boolean
  readonly households: readonly { readonly id: string; readonly reference: string }[]
  readonly programmes: readonly { readonly id: string }[]
  readonly fact: string | null
  readonly evidence: readonly { readonly key: string; readonly value: string }[]
  readonly text: string
}
const FLAG = `id kind state account withheld households { id reference } programmes { id } fact evidence { key value } text`

async function flags(who: SignedIn, filter: object = {}): Promise<readonly Flag[]> {
  const { data, errors } = await who.graphql<{ flags: { edges: { node: Flag }[] } } | null>(
    `query ($kind: FlagKind, $state: FlagState, $account: ID, $since: Date, $area: ID) {
       flags(first: 100, kind: $kind, state: $state, account: $account, since: $since, area: $area) { edges { node { ${FLAG} } } } }`,
    { ...filter },
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.flags.edges.map(({ node }) => node)
}
const about = async ({ id }: { readonly id: string }, who = officer) =>
  (await flags(who)).filter(({ households }) => households.some((household) => household.id === id))
const evidenceOf = ({ evidence }: Flag) => Object.fromEntries(evidence.map(({ key, value }) => [key, value]))

const screen = (household: ShownHousehold, who = clerk, programmes: readonly string[] | null = null) =>
  who.graphql(
    'mutation ($id: ID!, $programmes: [ID!]) { screenHousehold(household: $id, programmes: $programmes) { __typename } }',
    { id: household.id, programmes },
  )
const earns = (household: ShownHousehold, number: string, who = clerk) =>
  changed(who, 'recordFacts', {
    household: household.id,
    facts: [{ fact: 'income', number, source: 'family' }],
  })

const idOf = async (who: SignedIn) =>
  (await who.graphql<{ viewer: { id: string } }>('{ viewer { id } }')).data.viewer.id

/** One of several clerks of an area. */
async function anotherClerk(name: string, role = 'clerk', area = 'R1'): Promise<SignedIn> {
  await as('administrator').graphql(
    'mutation ($input: OpenAccountInput!) { openAccount(input: $input) { __typename } }',
    { input: { issuer: TEST_ISSUER, subject: name, name, roles: [{ role, area }] } },
  )
  return platform.signIn('riverland', { issuer: TEST_ISSUER, subject: name })
}

describe('a fact that was recorded anew after a refusal', () => {
  test('so that it no longer refuses is told of once, with whose work it was, and no value', async () => {
    const { family } = await newFamily(clerk)
    await earns(family, '30000')
    await screen(family)
    platform.clock.advance(2 * 86_400_000)
    await earns(family, '19000')
    expect(await about(family)).toEqual([])
    await night()
    const [flag, ...more] = await about(family)
    expect(more).toEqual([])
    expect(flag).toMatchObject({
      kind: 'fact_after_refusal',
      state: 'open',
      account: await idOf(clerk),
      fact: 'income',
      programmes: [{ id: 'relief' }],
    })
    expect(flag && evidenceOf(flag)).toEqual({
      why: 'would_pass',
      refusedOn: '2024-03-01',
      recordedOn: '2024-03-03',
      sameAccount: 'yes',
    })
    expect(flag?.text).toBe(
      'A fact was recorded anew on 2024-03-03, after a refusal of 2024-03-01: it is no longer refused.',
    )
    const [row] = await platform.database.asAdmin<{ text: string }>(
      'select flag::text as text from flag where flag_id = $1',
      [flag?.id],
    )
    for (const value of ['19000', '1900000', '30000', 'Zarmina', family.reference])
      expect(row?.text).not.toContain(value)
    await night()
    await night()
    expect(await about(family)).toHaveLength(1)
  })

  test.each<[string, (family: ShownHousehold) => Promise<unknown>]>([
    ['but still refuses', (family) => earns(family, '25000')],
    ['with the same value', (family) => earns(family, '30000')],
    [
      'that no failed condition reads',
      (family) =>
        changed(clerk, 'recordFacts', {
          household: family.id,
          facts: [
            {
              person: member(family, 0).person.id,
              fact: 'marital_status',
              choice: 'married',
              source: 'family',
            },
          ],
        }),
    ],
    [
      'much later',
      (family) => {
        platform.clock.advance(31 * 86_400_000)
        return earns(family, '19000')
      },
    ],
  ])('is no reason to ask %s', async (_, then) => {
    const { family } = await newFamily(clerk)
    await earns(family, '30000')
    await screen(family)
    platform.clock.advance(86_400_000)
    await then(family)
    await night()
    expect(await about(family)).toEqual([])
  })

  test('is told of after an institution declined, whatever it changes', async () => {
    const agency = as('programme-officer', undefined, 'agency')
    const { family, mother } = await newFamily(clerk)
    const { id } = await applied(clerk, { family, mother }, 'grant')
    await call(agency, 'decideApplication', {
      application: id,
      decision: 'declined',
      reason: 'criteria_not_met',
      on: '2024-02-10',
    })
    platform.clock.advance(86_400_000)
    await changed(clerk, 'recordFacts', {
      household: family.id,
      facts: [{ person: mother, fact: 'marital_status', choice: 'married', source: 'family' }],
    })
    await night()
    const [flag] = await about(family)
    expect(flag).toMatchObject({ fact: 'marital_status', programmes: [{ id: 'grant' }] })
    expect(flag && evidenceOf(flag).why).toBe('declined')
  })

  test('that is sensitive is told without the family, the programme and the fact', async () => {
    const { family, mother } = await newFamily(clerk)
    const says = (boolean: boolean) =>
      changed(clerk, 'recordFacts', {
        household: family.id,
        facts: [{ person: mother, fact: 'pregnant', boolean, source: 'family', programme: 'nutrition' }],
      })
    await says(false)
    await screen(family, clerk, ['nutrition'])
    platform.clock.advance(86_400_000)
    await says(true)
    await night()
    expect(await about(family)).toEqual([])
    const withheld = (await flags(officer)).filter((flag) => flag.withheld)
    expect(withheld).toMatchObject([
      { kind: 'fact_after_refusal', households: [], programmes: [], fact: null, account: await idOf(clerk) },
    ])
    expect(JSON.stringify(withheld)).not.toMatch(/nutrition|pregnant/)
    expect(JSON.stringify(withheld)).not.toContain(family.reference)
  })
})

test('splits at one address are told of together, without those that were undone', async () => {
  const split = async (seed: number) => {
    const family = await registered(clerk, {
      ...town.family(910_000 + seed, 'R1'),
      village: 'Splitford',
      address: seed % 2 ? 'Lane 5' : ' lane 5',
    })
    await changed(clerk, 'splitHousehold', {
      idempotencyKey: `split ${seed}`,
      household: family.id,
      members: [{ person: member(family, 1).person.id, role: 'head' }],
      from: '2024-02-01',
      reason: 'moved out',
    })
    return family
  }
  const [first, second, third] = [await split(1), await split(2), await split(3)]
  const { data } = await clerk.graphql<{ household: { changes: { id: string }[] } }>(
    'query ($id: ID!) { household(id: $id) { changes { id } } }',
    { id: third.id },
  )
  await changed(clerk, 'undoChange', { id: data.household.changes[0]?.id, reason: 'mistake' })
  await night()
  expect(await flags(officer, { kind: 'splits_at_place' })).toEqual([])
  const fourth = await split(4)
  await night()
  await night()
  const [flag, ...more] = await flags(officer, { kind: 'splits_at_place' })
  expect(more).toEqual([])
  expect(flag?.households.map(({ id }) => id).sort()).toEqual([first.id, second.id, fourth.id].sort())
  expect(flag && evidenceOf(flag)).toMatchObject({ place: 'address', splits: '3', accounts: '1' })
})

test('a clerk who finds twice as many eligible as the others is told of once the month is over', async () => {
  const favourer = await anotherClerk('favourer')
  const fair = await anotherClerk('fair')
  const [account, other] = [await idOf(favourer), await idOf(fair)]
  const { family } = await newFamily(clerk)
  await screen(family)
  platform.clock.set('2024-08-10T12:00:00Z')
  // Screenings as the window stores them, of households that are there, with outcomes as they come.
  const answered = (by: string, eligible: number, of: number) =>
    platform.database.asAdmin(
      `with made as (
         insert into household select tenant_id, operating_area, gen_random_uuid(), reference || $1::text || n, village, address, language,
           synthetic, consented_on, occurred_on, $4, recorded_by from household, generate_series(1, $3::int) n where household_id = $5
         returning household_id
       ), numbered as (select household_id, row_number() over () as n from made)
       insert into screening select s.tenant_id, s.operating_area, gen_random_uuid(), numbered.household_id, s.area_then, s.on_date, $4,
         s.release_hash, null, s.input, s.people,
         jsonb_build_array(jsonb_build_object('programme', 'relief', 'outcome', case when n <= $2::int then 'ELIGIBLE' else 'NOT_ELIGIBLE' end,
           'unit', '{}'::jsonb, 'criteria', '[]'::jsonb)), null, $1
       from numbered, (select * from screening where household_id = $5 limit 1) s`,
      [by, eligible, of, platform.clock.now(), family.id],
    )
  await answered(account, 48, 60)
  await answered(other, 24, 60)
  await night()
  expect(await flags(officer, { kind: 'hit_rate' })).toEqual([])
  platform.clock.set('2024-09-01T12:00:00Z')
  await night()
  await night()
  const found = await flags(officer, { kind: 'hit_rate' })
  expect(found).toMatchObject([{ account, programmes: [{ id: 'relief' }], households: [] }])
  expect(found[0] && evidenceOf(found[0])).toMatchObject({
    hits: '48',
    households: '60',
    otherHits: '24',
    otherHouseholds: '60',
    from: '2024-08-01',
    to: '2024-08-31',
  })
  expect(await flags(southOfficer, { kind: 'hit_rate' })).toEqual([])
})

describe('work on a family with a declared conflict of interest', () => {
  test('is told of by day and by what was done, to others than whose work it is', async () => {
    const { family } = await newFamily(clerk)
    await declare(clerk, { household: family.id })
    await screen(family)
    await earns(family, '10')
    await night()
    await night()
    const [flag, ...more] = await about(family)
    expect(more).toEqual([])
    expect(flag?.kind).toBe('conflict_of_interest')
    const facts = String(1 + town.family(1, 'R1').members.flatMap(({ facts = [] }) => facts).length + 1)
    expect(flag && evidenceOf(flag)).toMatchObject({
      screening: '1',
      fact: facts,
      registration: '1',
      relation: 'family',
    })
  })

  test('is told of where its members were split from it', async () => {
    const { family } = await newFamily(clerk)
    await declare(clerk, { household: family.id })
    const apart = await changed(clerk, 'splitHousehold', {
      idempotencyKey: 'out of the conflict',
      household: family.id,
      members: [{ person: member(family, 1).person.id, role: 'head' }],
      from: '2024-01-20',
      reason: 'moved out',
    })
    await screen(apart)
    await night()
    expect((await about(apart)).map(evidenceOf)).toMatchObject([{ screening: '1', relation: 'family' }])
  })

  test('goes on being told of for a while when its account has ended it itself', async () => {
    const { family } = await newFamily(south, 'R2')
    const conflict = await declare(south, { household: family.id })
    await answerOf(south, END, { idempotencyKey: 'itself', conflict, reason: 'over' })
    platform.clock.advance(60 * 86_400_000)
    await screen(family, south)
    await night()
    expect((await about(family, southOfficer)).map(evidenceOf)).toMatchObject([{ screening: '1' }])
    platform.clock.advance(60 * 86_400_000)
    await screen(family, south)
    await night()
    expect(await about(family, southOfficer)).toHaveLength(1)
  })
})

describe('an officer', () => {
  const settled = async (who: SignedIn, flag: string, state: string, reason = 'asked the family') => {
    const { data, errors } = await who.graphql<{
      answer: { code?: string; flag?: { state: string; moves: object[] } }
    } | null>(
      `mutation ($input: SettleFlagInput!) { answer: settleFlag(input: $input) { ... on Problem { code }
         ... on FlagPayload { flag { state moves { state reason } } } } }`,
      { input: { idempotencyKey: `settle ${++keys}`, flag, state, reason } },
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.answer
  }
  let keys = 0
  /** A flag about the clerk's work. */
  async function raised(who = clerk): Promise<{ readonly flag: string; readonly family: ShownHousehold }> {
    const { family } = await newFamily(clerk)
    await earns(family, '30000', who)
    await screen(family, who)
    platform.clock.advance(86_400_000)
    await earns(family, '19000', who)
    await night()
    const [flag] = await about(family)
    return { flag: flag?.id ?? '', family }
  }

  test('settles a flag once, with a reason; a referral may be answered', async () => {
    const { flag } = await raised()
    expect((await settled(officer, flag, 'referred', ' ')).code).toBe('REASON_REQUIRED')
    expect((await settled(officer, flag, 'referred')).flag?.state).toBe('referred')
    expect((await settled(officer, flag, 'confirmed', 'the court says so')).flag).toEqual({
      state: 'confirmed',
      moves: [
        { state: 'referred', reason: 'asked the family' },
        { state: 'confirmed', reason: 'the court says so' },
      ],
    })
    expect((await settled(officer, flag, 'explained')).code).toBe('MOVE_NOT_POSSIBLE')
  })

  test('sees and settles nothing about their own work, nor about a family of their own', async () => {
    const both = await anotherClerk('both')
    await as('administrator').graphql(
      'mutation ($account: ID!) { grantRole(account: $account, grant: { role: "officer", area: "R1" }) { __typename } }',
      { account: await idOf(both) },
    )
    platform.clock.advance(61_000)
    const own = await raised(both)
    expect(own.flag).not.toBe('')
    expect(await about(own.family, both)).toEqual([])
    expect((await settled(both, own.flag, 'explained')).code).toBe('NOT_FOUND')
    const cousins = await raised()
    await declare(officer, { household: cousins.family.id })
    expect((await settled(officer, cousins.flag, 'explained')).code).toBe('CONFLICT_OF_INTEREST')
    const { data } = await both.graphql<{ flagCounts: { count: number }[] }>('{ flagCounts { count } }')
    const all = await officer.graphql<{ flagCounts: { count: number }[] }>('{ flagCounts { count } }')
    const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
    expect(sum(all.data.flagCounts) - sum(data.flagCounts)).toBeGreaterThan(0)
  })

  test('settles no splits of which one was their own', async () => {
    const both = await anotherClerk('splitter')
    await as('administrator').graphql(
      'mutation ($account: ID!) { grantRole(account: $account, grant: { role: "officer", area: "R1" }) { __typename } }',
      { account: await idOf(both) },
    )
    for (const [seed, who] of [clerk, both, clerk].entries()) {
      const family = await registered(clerk, {
        ...town.family(920_000 + seed, 'R1'),
        village: 'Splithaven',
        address: 'Lane 7',
      })
      await changed(who, 'splitHousehold', {
        idempotencyKey: `haven ${seed}`,
        household: family.id,
        members: [{ person: member(family, 1).person.id, role: 'head' }],
        from: '2024-02-01',
        reason: 'moved out',
      })
    }
    await night()
    const all = await flags(officer, { kind: 'splits_at_place', state: 'open' })
    const id = all.find((flag) => evidenceOf(flag).accounts === '2')?.id ?? ''
    expect((await settled(both, id, 'explained')).code).toBe('SECOND_PERSON_NEEDED')
    expect((await settled(officer, id, 'explained')).flag?.state).toBe('explained')
  })

  test('of another county, and a clerk, have none of it', async () => {
    const { flag } = await raised()
    expect((await settled(southOfficer, flag, 'explained')).code).toBe('NOT_FOUND')
    expect((await flags(southOfficer)).map(({ id }) => id)).not.toContain(flag)
    for (const none of ['x', '01890a5d-ac96-774b-bcce-b302099a8057'])
      expect((await settled(officer, none, 'explained')).code).toBe('NOT_FOUND')
    const { errors } = await clerk.graphql('{ flags { edges { node { id } } } }')
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']))
  })

  test('narrows the list', async () => {
    const open = await flags(officer, { state: 'open', kind: 'fact_after_refusal' })
    expect(open.length).toBeGreaterThan(0)
    expect(open.every(({ state, kind }) => state === 'open' && kind === 'fact_after_refusal')).toBe(true)
    expect(await flags(officer, { account: 'nobody' })).toEqual([])
    expect(await flags(officer, { area: 'R2' })).toEqual([])
    expect(await flags(officer, { since: '2100-01-01' })).toEqual([])
    expect((await flags(officer, { since: '2024-01-01' })).length).toBe((await flags(officer)).length)
    await expect(flags(officer, { since: '2024-02-30' })).rejects.toThrow('IMPOSSIBLE_DATE')
  })
})
