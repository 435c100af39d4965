import { afterAll, describe, expect, test } from 'vitest'
import { change, createTestPlatform, member, registered, riverland, tablePrints } from '../testing/index.ts'
import type { MemberInput } from './service.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

let families = 0
const family = () => riverland.family(++families, 'R1')
/** Someone of whom nothing is known but a name that nobody else has. */
const someone = (over: Partial<MemberInput> = {}): MemberInput => ({
  key: 'a',
  name: `Nobody ${++families}`,
  sex: 'unknown',
  role: 'head',
  ...over,
})
const alone = (over: Partial<MemberInput>) => ({ ...family(), members: [someone(over)], relationships: [] })

describe('a family', () => {
  test('is registered once, with its people, documents, relationships and first facts', async () => {
    const { data } = await clerk.graphql<{ registerHousehold: object }>(
      `mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) {
        ... on HouseholdPayload { household { village address language synthetic occurredOn recordedAt
          area { id name parent { name } } facts { kind text source observedOn }
          members { role presence from until person { name parentName sex birth { from to precision }
            identifiers { kind name number } facts { kind text round source observedOn } enrolments { programme { id } enrolled level from }
            relationships { relation relative { name } } } } } } } }`,
      { input: riverland.family(900, 'R1') },
    )
    expect(data.registerHousehold).toEqual({
      household: {
        village: 'Ghat 900',
        address: 'House 900',
        language: 'en',
        synthetic: true,
        occurredOn: '2024-01-10',
        recordedAt: expect.stringMatching(/^2024-03-01T/),
        area: { id: 'R1', name: 'North', parent: { name: 'Riverland' } },
        facts: [
          { kind: 'income', text: 'Rs\u00a015,000 a month', source: 'family', observedOn: '2024-01-10' },
        ],
        members: [
          {
            role: 'head',
            presence: 'resident',
            from: '2024-01-10',
            until: null,
            person: {
              name: 'Zarmina 900',
              parentName: 'Gul Khan 900',
              sex: 'female',
              birth: { from: '1985-01-01', to: '1985-12-31', precision: 'year' },
              identifiers: [{ kind: 'card', name: 'Card', number: '90000-0000090-0' }],
              facts: [
                {
                  kind: 'marital_status',
                  text: 'Widowed',
                  round: null,
                  source: 'family',
                  observedOn: '2024-01-10',
                },
                {
                  kind: 'score',
                  text: '14.2',
                  round: '2021',
                  source: 'institution',
                  observedOn: '2021-06-01',
                },
              ],
              enrolments: [
                { programme: { id: 'alms' }, enrolled: false, level: 'declared', from: '2024-01-10' },
              ],
              relationships: [],
            },
          },
          {
            role: 'child',
            presence: 'resident',
            from: '2024-01-10',
            until: null,
            person: {
              name: 'Spogmai 900',
              parentName: 'Zarmina 900',
              sex: 'female',
              birth: { from: '2016-03-02', to: '2016-03-02', precision: 'day' },
              identifiers: [],
              facts: [],
              enrolments: [],
              relationships: [{ relation: 'mother', relative: { name: 'Zarmina 900' } }],
            },
          },
        ],
      },
    })
  })

  test('needs no document, no birth and no village', async () => {
    const household = await registered(clerk, {
      idempotencyKey: 'bare',
      area: 'R1',
      consent: true,
      members: [someone()],
    })
    expect(member(household, 0).person.birth).toEqual({ from: null, to: null, precision: 'unknown' })
    expect(household.members).toHaveLength(1)
  })

  test.each<[string, MemberInput['birth'], object]>([
    ['to the day', { date: '2001-02-28' }, { from: '2001-02-28', to: '2001-02-28', precision: 'day' }],
    ['to the year', { year: 1961 }, { from: '1961-01-01', to: '1961-12-31', precision: 'year' }],
    ['this year', { year: 2024 }, { from: '2024-01-01', to: '2024-03-01', precision: 'year' }],
    [
      'about, from an age',
      { estimatedAge: 40 },
      { from: '1983-01-01', to: '1985-12-31', precision: 'estimated' },
    ],
    [
      'about, a baby’s',
      { estimatedAge: 0 },
      { from: '2023-01-01', to: '2024-03-01', precision: 'estimated' },
    ],
  ])('knows a birth %s', async (_, birth, shown) => {
    expect(member(await registered(clerk, alone({ birth })), 0).person.birth).toEqual(shown)
  })

  test('has members who are away or in an institution', async () => {
    const household = await registered(clerk, {
      ...family(),
      relationships: [],
      members: [
        someone({ key: 'here' }),
        someone({ key: 'away', presence: 'absent', role: 'spouse' }),
        someone({ key: 'kept', presence: 'institution', role: 'parent' }),
      ],
    })
    expect(household.members.map(({ role, presence }) => `${role} ${presence}`)).toEqual([
      'head resident',
      'spouse absent',
      'parent institution',
    ])
  })

  test('is registered at the window on Tuesday and typed in on Friday: both are kept', async () => {
    const [row] = await platform.database.asAdmin<{ occurred_on: string; recorded_at: Date }>(
      'select occurred_on, recorded_at from household where household_id = $1',
      [(await registered(clerk, { ...family(), occurredOn: '2024-02-27' })).id],
    )
    expect(row).toMatchObject({ occurred_on: '2024-02-27', recorded_at: platform.clock.now() })
  })
})

describe('a repeated key', () => {
  test('gives the same household and writes nothing', async () => {
    const input = family()
    const first = await registered(clerk, input)
    const before = await tablePrints(platform.database)
    const second = await registered(clerk, input)
    expect(second).toEqual(first)
    const { audit, ...after } = await tablePrints(platform.database)
    expect({ audit: before.audit, ...after }).toEqual(before)
  })

  test('is refused with another request', async () => {
    const input = family()
    await registered(clerk, input)
    expect(await change(clerk, 'registerHousehold', { ...input, village: 'Elsewhere' })).toMatchObject({
      __typename: 'Refusal',
      code: 'IDEMPOTENCY_KEY_REUSED',
      path: ['idempotencyKey'],
    })
  })

  test('of another clerk is another key', async () => {
    const other = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
    const { idempotencyKey } = family()
    const here = await registered(clerk, { ...alone({}), idempotencyKey })
    const there = await registered(other, { ...alone({}), idempotencyKey, area: 'R2' })
    expect(there.id).not.toBe(here.id)
  })

  test('sent five times at once gives one household', async () => {
    const input = family()
    const answers = await Promise.all(Array.from({ length: 5 }, () => registered(clerk, input)))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    const [count] = await platform.database.asAdmin<{ count: number }>(
      'select count(*) from household where village = $1',
      [input.village],
    )
    expect(Number(count?.count)).toBe(1)
  })

  test('is free again after a refusal', async () => {
    const input = family()
    expect((await change(clerk, 'registerHousehold', { ...input, consent: false })).household).toBeUndefined()
    expect((await change(clerk, 'registerHousehold', input)).household?.id).toBeDefined()
  })
})

describe('a likely double without documents', () => {
  const yousaf = (key: string, over: Partial<MemberInput> = {}) => ({
    idempotencyKey: key,
    area: 'R1',
    village: 'Pabbi',
    consent: true,
    members: [
      {
        key: 'a',
        name: 'Mohammad Yousaf',
        parentName: 'Said Rahman',
        sex: 'male' as const,
        birth: { year: 1970 },
        role: 'head' as const,
        ...over,
      },
    ],
  })

  test('is shown as a candidate, in any script, until the clerk says that it is another family', async () => {
    const first = await registered(clerk, yousaf('first'))
    const again = yousaf('again', { name: 'محمد یوسف' })
    const before = await tablePrints(platform.database)
    const answer = await change(clerk, 'registerHousehold', again)
    expect(answer).toMatchObject({
      __typename: 'PossibleDoubles',
      code: 'POSSIBLE_DOUBLES',
      path: ['members'],
      candidates: [{ id: member(first, 0).person.id, name: 'Mohammad Yousaf' }],
    })
    const { audit, ...after } = await tablePrints(platform.database)
    expect({ audit: before.audit, ...after }).toEqual(before)
    const confirmed = await registered(clerk, { ...again, confirmNew: true })
    expect(confirmed.id).not.toBe(first.id)
  })

  test.each([
    ['another year of birth', { birth: { year: 1990 } }],
    ['another father', { parentName: 'Akbar' }],
    ['a document', { identifiers: [{ kind: 'card', number: '9555555555551' }] }],
  ])('is none with %s', async (_, over) => {
    const answer = await change(clerk, 'registerHousehold', yousaf(`not ${Object.keys(over)[0]}`, over))
    expect(answer.household).toBeDefined()
  })

  test('is not looked for in other counties', async () => {
    const other = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
    const answer = await change(other, 'registerHousehold', { ...yousaf('far'), area: 'R2' })
    expect(answer.household).toBeDefined()
  })
})
