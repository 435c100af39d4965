import { any, booleanFact, is, members, textFact, unit } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'
import { afterAll, describe, expect, test } from 'vitest'
import {
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
  type SignedIn,
} from '../testing/index.ts'

const platform = await createTestPlatform([secretive(riverland.definition)])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const institution = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'health' })

/** Everything but what differs between any two screenings. */
const EVERYTHING = `on release
  results { programme { id name } withheld unit { id name kind } outcome text curable documents nextStep
    offices { name } overlaps { text stops rule evidence programme { id } }
    missing { fact question round sensitive subject { id name kind } givenBy { name } remedy { text } }
    benefits { id name text period evidence amounts { minorUnits currency } }
    criteria { id text state withheld stateText evidence legalBasis source readings { label value note }
      remedy { text offices { name } documents } } }
  nextQuestion { fact text subject { id name kind } programmes { id } }
  scorecards { score indicators { text points } likelihoods { line percent } }
  slip(language: "en")`

interface Shown {
  readonly results: readonly { readonly programme: { readonly id: string }; readonly withheld: boolean }[]
  readonly nextQuestion: object | null
  readonly slip: string
}

async function screened(household: ShownHousehold, programmes?: readonly string[]): Promise<string> {
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { id: string } } }>(
    `mutation ($household: ID!, $programmes: [ID!]) { screenHousehold(household: $household, programmes: $programmes) {
       ... on ScreeningPayload { screening { id } } } }`,
    { household: household.id, programmes },
  )
  return data.screenHousehold.screening.id
}

async function read(id: string, reader: SignedIn): Promise<Shown> {
  const { data, errors } = await reader.graphql<{ screening: Shown }>(
    `query ($id: ID!) { screening(id: $id) { ${EVERYTHING} } }`,
    { id },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.screening
}

let families = 0

/** A family of which nobody has said whether its mother is pregnant; the health service knows the child. */
async function family(): Promise<ShownHousehold> {
  const input = riverland.family(++families, 'R1')
  const household = await registered(clerk, {
    ...input,
    members: input.members.map((one) => ({
      ...one,
      facts: one.facts?.filter(({ fact }) => fact !== 'pregnant'),
    })),
  })
  const person = member(household, 1).person.id
  return changed(clerk, 'declareEnrolments', {
    household: household.id,
    enrolments: [{ person, programme: 'nutrition', enrolled: true, level: 'declared' }],
  })
}

/** Screenings of one family while nobody has said, while the answer is yes, and while it is no. */
async function screenings(programmes?: readonly string[]) {
  const household = await family()
  const absent = await screened(household, programmes)
  const person = member(household, 0).person.id
  const answer = async (boolean: boolean, observedOn: string) => {
    const fact = { person, fact: 'pregnant', boolean, source: 'family', observedOn, programme: 'nutrition' }
    await changed(clerk, 'recordFacts', { household: household.id, facts: [fact] })
    return screened(household, programmes)
  }
  return [absent, await answer(true, '2024-02-01'), await answer(false, '2024-02-02')] as const
}

describe.each<[string, string[] | undefined]>([
  ['every programme', undefined],
  ['the programme that asks', ['nutrition', 'grant']],
])('a sensitive answer, screened for %s', async (_, programmes) => {
  const [absent, yes, no] = await screenings(programmes)

  test.each<[string, SignedIn]>([
    ['the district’s officer', officer],
    ['the institution’s officer', institution],
  ])('changes nothing of what %s reads', async (_reader, reader) => {
    const shown = await read(absent, reader)
    expect(JSON.stringify(await read(yes, reader))).toBe(JSON.stringify(shown))
    expect(JSON.stringify(await read(no, reader))).toBe(JSON.stringify(shown))
    expect(shown.results.filter(({ programme }) => programme.id === 'nutrition')).toEqual([
      expect.objectContaining({
        withheld: true,
        outcome: 'NEEDS_INFORMATION',
        unit: expect.objectContaining({ kind: 'household', name: 'The household' }),
        criteria: ['pregnant', 'widow'].map((id) =>
          expect.objectContaining({ id, state: 'unknown', withheld: true, readings: [] }),
        ),
        missing: [],
        benefits: [],
        overlaps: [],
        curable: false,
      }),
    ])
  })

  test('changes all of it for the clerk', async () => {
    const shown = await Promise.all([absent, yes, no].map((id) => read(id, clerk)))
    expect(new Set(shown.map(({ results }) => JSON.stringify(results))).size).toBe(3)
    expect(shown.flatMap(({ results }) => results).some(({ withheld }) => withheld)).toBe(false)
    expect(JSON.stringify(shown[1])).toContain('"label":"Fact pregnant","value":"Yes"')
  })

  test('changes the scorecard of the clerk alone', async () => {
    const scores = async (reader: SignedIn) =>
      Promise.all(
        [absent, yes, no].map(async (id) => {
          const { data } = await reader.graphql<{ screening: { scorecards: { score: number | null }[] } }>(
            'query ($id: ID!) { screening(id: $id) { scorecards { score } } }',
            { id },
          )
          return data.screening.scorecards[0]?.score
        }),
      )
    expect(await scores(officer)).toEqual([null, null, null])
    expect(new Set(await scores(clerk)).size).toBeGreaterThan(1)
  })
})

test('whoever is withheld something still reads what is not sensitive', async () => {
  const id = await screened(await family(), ['grant', 'relief'])
  expect(await read(id, officer)).toEqual(await read(id, clerk))
})

test('what is not in force is shown as that, and asks nobody', async () => {
  const household = await family()
  const { data } = await clerk.graphql<{ screenHousehold: { screening: { id: string } } }>(
    `mutation ($household: ID!) { screenHousehold(household: $household, on: "2009-01-01") {
       ... on ScreeningPayload { screening { id } } } }`,
    { household: household.id },
  )
  const { results } = await read(data.screenHousehold.screening.id, officer)
  expect(new Set(results.map((result) => (result as { outcome?: string }).outcome))).toEqual(
    new Set(['NOT_IN_FORCE']),
  )
})

describe('the slip', () => {
  test('names no programme for a sensitive answer that the family did not come for', async () => {
    const [absent, , no] = await screenings()
    const { slip } = await read(no, clerk)
    expect(slip).toBe((await read(absent, clerk)).slip)
    // The child is enrolled, so that the programme is named once.
    expect(slip.match(/The nutrition/g)).toHaveLength(1)
    expect(slip).toContain('The alms')
  })

  test('names it where the family chose it', async () => {
    const household = await registered(clerk, {
      idempotencyKey: 'a girl who asks',
      area: 'R1',
      consent: true,
      members: [{ key: 'a', name: 'Someone young', sex: 'female', birth: { year: 2000 }, role: 'head' }],
    })
    expect((await read(await screened(household), clerk)).slip).not.toContain('The nutrition')
    expect((await read(await screened(household, ['nutrition']), clerk)).slip).toContain('The nutrition')
  })
})

describe('the stored household', () => {
  const stored = async (id: string) => {
    const [row] = await platform.database.asAdmin<{ input: object }>(
      'select input from screening where screening_id = $1',
      [id],
    )
    return JSON.stringify(row?.input)
  }

  test('holds nothing sensitive that no chosen programme needs', async () => {
    const household = await registered(clerk, riverland.family(++families, 'R1'))
    expect(await stored(await screened(household, ['grant', 'relief']))).not.toContain('pregnant')
    expect(await stored(await screened(household, ['grant', 'nutrition']))).toContain('pregnant')
    expect(await stored(await screened(household))).toContain('pregnant')
  })

  test('holds what is not sensitive', async () => {
    const household = await registered(clerk, riverland.family(++families, 'R1'))
    expect(await stored(await screened(household, ['nutrition']))).toContain('score@2021')
  })
})

/** Two rules of which one is sensitive, and a score that hangs on it. */
function secretive(definition: Definition): Definition {
  const [pregnant] = definition.programmes.find(({ id }) => id === 'nutrition')?.criteria ?? []
  if (!pregnant) throw new Error('nutrition has no criterion')
  const widow = { ...pregnant, id: 'widow', rule: is(textFact(unit, 'marital_status'), 'widowed') }
  const someone = any(members('resident'), (who) => booleanFact(who, 'pregnant'))
  return {
    ...definition,
    programmes: definition.programmes.map((programme) =>
      programme.id === 'nutrition' ? { ...programme, criteria: [pregnant, widow] } : programme,
    ),
    scorecards: [
      {
        id: 'card',
        title: 'A score',
        source: 'Riverland Gazette',
        direction: 'higher_is_poorer',
        indicators: [
          {
            id: 'expecting',
            bands: [
              { when: someone, points: 5 },
              { when: { op: 'not', of: someone }, points: 0 },
            ],
          },
        ],
        likelihoods: { poor: [[0, 5, 50]] },
      },
    ],
    locales: definition.locales.map((locale) => ({
      ...locale,
      messages: {
        ...locale.messages,
        'programme.nutrition.criterion.widow': 'She is a widow',
        'scorecard.card.indicator.expecting': 'Expecting',
        'scorecard.card.line.poor': 'Poor',
      },
    })),
  }
}
