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
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

let families = 0
const family = () => registered(clerk, riverland.family(++families, 'R1'))
const mother = (household: ShownHousehold) => member(household, 0).person.id
/** `head resident 2024-01-10 – 2024-02-01`, of one person. */
const stays = ({ members }: ShownHousehold, person: string) =>
  members
    .filter((one) => one.person.id === person)
    .map(({ role, presence, from, until }) => `${role} ${presence} ${from} – ${until ?? ''}`)
/** Every row that was ever believed, the superseded ones with the time until then. */
const believed = (person: string) =>
  platform.database.asAdmin<{ stay: string; recorded_to: string }>(
    `select presence || ' ' || valid_from || ' – ' || coalesce(valid_to::text, '') as stay, recorded_to::text
     from membership where person_id = $1 order by membership_id`,
    [person],
  )

describe('a stay', () => {
  test('changes from a day on: both times are kept', async () => {
    const { id, ...household } = await family()
    const person = mother({ id, ...household })
    const after = await changed(clerk, 'setMembership', {
      household: id,
      person,
      from: '2024-02-01',
      presence: 'absent',
      reason: 'works abroad',
    })
    expect(stays(after, person)).toEqual([
      'head resident 2024-01-10 – 2024-02-01',
      'head absent 2024-02-01 – ',
    ])
    const rows = await believed(person)
    expect(rows.map(({ stay, recorded_to }) => [stay, recorded_to === 'infinity'])).toEqual([
      ['resident 2024-01-10 – ', false],
      ['resident 2024-01-10 – 2024-02-01', true],
      ['absent 2024-02-01 – ', true],
    ])
  })

  test('that would end before it began never was', async () => {
    const household = await family()
    const person = mother(household)
    const after = await changed(clerk, 'setMembership', {
      household: household.id,
      person,
      from: '2023-12-01',
      presence: 'institution',
    })
    expect(stays(after, person)).toEqual(['head institution 2023-12-01 – '])
    expect(await believed(person)).toHaveLength(2)
  })

  test('ends with a reason, and another household may begin on that day', async () => {
    const [old, next] = [await family(), await family()]
    const person = mother(old)
    const move = { household: next.id, person, from: '2024-02-01', role: 'sibling' }
    expect(await change(clerk, 'setMembership', move)).toMatchObject({ code: 'ALREADY_RESIDENT' })
    const left = await changed(clerk, 'endMembership', {
      household: old.id,
      person,
      until: '2024-02-01',
      reason: 'married',
    })
    expect(stays(left, person)).toEqual(['head resident 2024-01-10 – 2024-02-01'])
    expect(await change(clerk, 'setMembership', { ...move, from: '2024-01-31' })).toMatchObject({
      code: 'ALREADY_RESIDENT',
    })
    expect(stays(await changed(clerk, 'setMembership', move), person)).toEqual([
      'sibling resident 2024-02-01 – ',
    ])
  })

  test('away from one household and resident in another is no contradiction', async () => {
    const [one, two] = [await family(), await family()]
    const person = mother(one)
    await changed(clerk, 'setMembership', {
      household: one.id,
      person,
      from: '2024-02-01',
      presence: 'absent',
    })
    const after = await changed(clerk, 'setMembership', { household: two.id, person, from: '2024-02-01' })
    expect(stays(after, person)).toEqual(['other resident 2024-02-01 – '])
  })

  test('in two households at once: of two clerks at the same moment one is refused', async () => {
    const households = [await family(), await family()]
    const home = await family()
    const person = mother(home)
    await changed(clerk, 'endMembership', {
      household: home.id,
      person,
      until: '2024-02-01',
      reason: 'moved',
    })
    const answers = await Promise.all(
      households.map(({ id }) =>
        change(clerk, 'setMembership', { household: id, person, from: '2024-02-01' }),
      ),
    )
    expect(answers.map((answer) => (answer.household ? 'moved' : answer.code)).sort()).toEqual([
      'ALREADY_RESIDENT',
      'moved',
    ])
  })

  test('of the dead ends like any other', async () => {
    const household = await family()
    const person = mother(household)
    const input = { household: household.id, person, until: '2024-01-20', reason: 'died' }
    await changed(clerk, 'endMembership', input)
    expect(await change(clerk, 'endMembership', input)).toMatchObject({ code: 'NOT_FOUND', path: ['person'] })
  })
})

test('a new member comes once, with documents and facts', async () => {
  const household = await family()
  const input = {
    idempotencyKey: 'new member',
    household: household.id,
    occurredOn: '2024-02-20',
    member: {
      key: 'baby',
      name: 'Noor',
      sex: 'female',
      birth: { date: '2024-02-19' },
      role: 'child',
      identifiers: [{ kind: 'card', number: '9444444444444' }],
      facts: [{ fact: 'marital_status', choice: 'married', source: 'family' }],
    },
  }
  const after = await changed(clerk, 'addMember', input)
  expect(after.members).toHaveLength(3)
  const { person, from, role } = member(after, 2)
  expect([person.name, role, from]).toEqual(['Noor', 'child', '2024-02-20'])
  expect(person.facts.map(({ text }) => text)).toEqual(['Married'])
  expect((await changed(clerk, 'addMember', input)).members).toHaveLength(3)
})

test('members are linked, and participations and documents added, after the registration', async () => {
  const household = await family()
  const [one, two] = household.members.map(({ person }) => person.id)
  await changed(clerk, 'linkMembers', {
    household: household.id,
    relationships: [{ person: two, relation: 'guardian', relative: one }],
  })
  await changed(clerk, 'declareEnrolments', {
    household: household.id,
    enrolments: [
      { programme: 'relief', enrolled: true, level: 'declared', asOf: '2024-02-01' },
      { person: one, programme: 'grant', enrolled: true, level: 'declared' },
    ],
  })
  await changed(clerk, 'addIdentifier', {
    household: household.id,
    person: two,
    identifier: { kind: 'card', number: '۹۳۳۳۳-۳۳۳۳۳۳۳-۳' },
  })
  const { data } = await clerk.graphql(
    `query ($id: ID!) { household(id: $id) { enrolments { programme { id } enrolled level from }
       members { person { identifiers { number } enrolments { programme { id } level } relationships { relation } } } } }`,
    { id: household.id },
  )
  expect(data).toEqual({
    household: {
      enrolments: [{ programme: { id: 'relief' }, enrolled: true, level: 'declared', from: '2024-02-01' }],
      members: [
        {
          person: {
            identifiers: [{ number: expect.any(String) }],
            enrolments: [
              { programme: { id: 'alms' }, level: 'declared' },
              { programme: { id: 'grant' }, level: 'declared' },
            ],
            relationships: [],
          },
        },
        {
          person: {
            identifiers: [{ number: '93333-3333333-3' }],
            enrolments: [],
            relationships: [{ relation: 'mother' }, { relation: 'guardian' }],
          },
        },
      ],
    },
  })
})

test('a household that someone else holds on to for long is a conflict, and nothing is written', async () => {
  const household = await family()
  const holding = platform.database.asAdmin(
    `do $$ begin perform from household where household_id = '${household.id}' for update; perform pg_sleep(7); end $$`,
  )
  const asleep = `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
  while ((await platform.database.asAdmin(asleep)).length === 0);
  const facts = [{ fact: 'income', number: '1', source: 'family' }]
  expect(await change(clerk, 'recordFacts', { household: household.id, facts })).toMatchObject({
    code: 'CONFLICT',
  })
  await holding
  const after = await changed(clerk, 'recordFacts', { household: household.id, facts })
  expect(after.facts).toHaveLength(household.facts.length + 1)
}, 20_000)
