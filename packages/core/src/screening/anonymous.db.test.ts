import { afterAll, describe, expect, test } from 'vitest'
import { createTestPlatform, riverland, tablePrints } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

const widow = {
  key: 'she',
  sex: 'female',
  birth: { year: 1985 },
  facts: [
    { fact: 'marital_status', choice: 'widowed', source: 'family' },
    { fact: 'score', number: '14.2', round: '2021', source: 'institution' },
  ],
}
const child = { key: 'child', sex: 'male', birth: { date: '2020-05-05' } }

async function screenAnonymously(family: object, on?: string) {
  const { data, errors } = await clerk.graphql<{ screenAnonymously: object }>(
    `query ($family: AnonymousFamilyInput!, $on: Date) { screenAnonymously(family: $family, on: $on) {
       ... on Problem { code path } ... on AnonymousScreening { on
         results { programme { id } unit { id name } outcome offices { name } benefits { text } }
         nextQuestion { fact subject { id } } } } }`,
    { family, on },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.screenAnonymously
}

describe('a family that stays anonymous', () => {
  test('is screened, and nothing is stored', async () => {
    const before = await tablePrints(platform.database)
    const answer = await screenAnonymously({
      area: 'R1',
      members: [widow, child],
      relationships: [{ person: 'child', relation: 'mother', relative: 'she' }],
      facts: [{ fact: 'income', number: '15000', source: 'family' }],
      enrolments: [{ programme: 'relief', enrolled: true, level: 'confirmed' }],
    })
    expect(answer).toMatchObject({ on: '2024-03-01' })
    expect(answer).toHaveProperty(
      'results',
      expect.arrayContaining([
        {
          programme: { id: 'grant' },
          unit: { id: 'she', name: 'This person' },
          outcome: 'ELIGIBLE',
          offices: [{ name: 'North branch' }],
          benefits: [{ text: 'Rs\u00a01,000 a month' }],
        },
        expect.objectContaining({ programme: { id: 'relief' }, outcome: 'ALREADY_ENROLLED' }),
      ]),
    )
    expect(await tablePrints(platform.database)).toEqual(before)
  })

  describe('is read as it stood on the day', () => {
    const told = async (family: object, on?: string) => {
      const answer = await screenAnonymously({ members: [child], ...family }, on)
      const { results } = answer as { results: { programme: { id: string }; outcome: string }[] }
      return Object.fromEntries(results.map(({ programme, outcome }) => [programme.id, outcome]))
    }
    const income = (number: string, observedOn: string) => ({
      fact: 'income',
      number,
      source: 'family',
      observedOn,
    })

    test('without what was seen later', async () => {
      const facts = [income('15000', '2023-06-01')]
      expect(await told({ facts }, '2023-06-01')).toMatchObject({ relief: 'ELIGIBLE' })
      expect(await told({ facts }, '2023-05-31')).toMatchObject({ relief: 'NEEDS_INFORMATION' })
    })

    test('without what has gone stale', async () => {
      expect(await told({ facts: [income('15000', '2023-03-01')] })).toMatchObject({ relief: 'ELIGIBLE' })
      expect(await told({ facts: [income('15000', '2023-02-28')] })).toMatchObject({
        relief: 'NEEDS_INFORMATION',
      })
    })

    test('by what was seen last, in any order', async () => {
      const [low, high] = [income('15000', '2024-01-01'), income('90000', '2024-02-01')]
      expect(await told({ facts: [low, high] })).toMatchObject({ relief: 'NOT_ELIGIBLE' })
      expect(await told({ facts: [high, low] })).toMatchObject({ relief: 'NOT_ELIGIBLE' })
    })

    test('by the enrolments of that day', async () => {
      const enrolment = (enrolled: boolean, asOf: string) => ({
        programme: 'relief',
        enrolled,
        level: 'confirmed',
        asOf,
      })
      const enrolments = [enrolment(false, '2024-02-01'), enrolment(true, '2024-01-01')]
      expect(await told({ enrolments }, '2023-12-31')).toMatchObject({ relief: 'NEEDS_INFORMATION' })
      expect(await told({ enrolments }, '2024-01-01')).toMatchObject({ relief: 'ALREADY_ENROLLED' })
      expect(await told({ enrolments })).toMatchObject({ relief: 'NEEDS_INFORMATION' })
    })

    test('without those who were not born', async () => {
      const family = {
        members: [widow, child],
        relationships: [{ person: 'child', relation: 'mother', relative: 'she' }],
        facts: [income('15000', '2020-01-01')],
      }
      expect(await told(family, '2020-05-04')).toMatchObject({ relief: 'NOT_ELIGIBLE' })
      expect(await told(family, '2020-05-05')).toMatchObject({ relief: 'ELIGIBLE' })
    })
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'may call a member %s',
    async (key) => {
      const query = `query ($family: AnonymousFamilyInput!) { screenAnonymously(family: $family) {
        ... on AnonymousScreening { results { unit { id kind name } missing { subject { id kind name } } } } } }`
      const { data, errors } = await clerk.graphql<{
        screenAnonymously: { results: { unit: object; missing: { subject: object }[] }[] }
      }>(query, { family: { members: [{ ...widow, key, facts: [] }], programmes: ['alms', 'relief'] } })
      expect(errors).toBeUndefined()
      const she = { id: key, kind: 'person', name: 'This person' }
      const [alms, relief] = data.screenAnonymously.results
      expect(alms).toMatchObject({ unit: she, missing: [{ subject: she }] })
      expect(relief).toMatchObject({ unit: { id: 'family', kind: 'household', name: 'The household' } })
    },
  )

  test('needs no area', async () => {
    expect(await screenAnonymously({ members: [child] })).toHaveProperty('results')
  })

  test('chooses programmes, and is then asked what they need', async () => {
    const girl = { key: 'she', sex: 'female', birth: { year: 2000 } }
    expect(await screenAnonymously({ members: [girl], programmes: ['nutrition'] })).toMatchObject({
      results: [{ programme: { id: 'nutrition' } }],
      nextQuestion: { fact: 'pregnant', subject: { id: 'she' } },
    })
    expect(await screenAnonymously({ members: [girl] })).not.toMatchObject({
      nextQuestion: { fact: 'pregnant' },
    })
  })

  test.each<[string, object, string | undefined, string]>([
    ['an unknown area', { area: 'X', members: [child] }, undefined, 'UNKNOWN_AREA family.area'],
    [
      'an unknown programme',
      { members: [child], programmes: ['x'] },
      undefined,
      'UNKNOWN_PROGRAMME programmes',
    ],
    ['a day to come', { members: [child] }, '2024-03-02', 'FUTURE_DATE on'],
    ['no programme', { members: [child], programmes: [] }, undefined, 'NO_PROGRAMME programmes'],
    [
      'a member called as the household is',
      { members: [{ ...child, key: 'family' }] },
      undefined,
      'KEY_TWICE family.members',
    ],
    ['a key twice', { members: [child, child] }, undefined, 'KEY_TWICE family.members'],
    [
      'a relative who is not there',
      { members: [child], relationships: [{ person: 'child', relation: 'mother', relative: 'ghost' }] },
      undefined,
      'UNKNOWN_MEMBER family.relationships.0',
    ],
    [
      'a score without round',
      { members: [{ ...child, facts: [{ fact: 'score', number: '1', source: 'document' }] }] },
      undefined,
      'ROUND_REQUIRED family.members.0.facts.0.round',
    ],
    [
      'a certificate of a committee out of office',
      {
        area: 'R1',
        members: [
          {
            ...child,
            facts: [
              {
                fact: 'certified',
                boolean: true,
                source: 'committee',
                issuer: 'council.north',
                observedOn: '2015-05-05',
              },
            ],
          },
        ],
      },
      undefined,
      'COMMITTEE_OUT_OF_OFFICE family.members.0.facts.0.issuer',
    ],
    [
      'an unknown enrolment',
      { members: [child], enrolments: [{ programme: 'x', enrolled: true, level: 'declared' }] },
      undefined,
      'UNKNOWN_PROGRAMME family.enrolments.0.programme',
    ],
    ['nobody', { members: [] }, undefined, 'MEMBERS_COUNT family.members'],
  ])('is refused with %s', async (_, family, on, expected) => {
    const answer = await screenAnonymously(family, on)
    const { code, path } = answer as { code?: string; path?: string[] }
    expect(`${code} ${path?.join('.')}`).toBe(expected)
  })
})
