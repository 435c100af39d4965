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
