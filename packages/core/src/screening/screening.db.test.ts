import { setTimeout } from 'node:timers/promises'
import { inTenant } from '@onewindow/db'
import type { Definition } from '@onewindow/tenant'
import { afterAll, describe, expect, test } from 'vitest'
import { moveHousehold } from '../household/queries.ts'
import type { HouseholdId } from '../ids.ts'
import {
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
  tablePrints,
  without,
} from '../testing/index.ts'

const definition: Definition = {
  ...riverland.definition,
  roles: [
    ...riverland.definition.roles,
    // Reads screenings, and no names.
    { id: 'counter', areas: 'own', actions: ['programme.read', 'household.read', 'screening.read'] },
  ],
}
const platform = await createTestPlatform([definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const counter = platform.as({ tenant: 'riverland', role: 'counter', area: 'R1' })

let families = 0
const family = () => registered(clerk, riverland.family(++families, 'R1'))

interface Result {
  readonly programme: { readonly id: string }
  readonly unit: { readonly id: string; readonly name: string; readonly kind: string }
  readonly outcome: string
}

const TEXT = `id on knownAt release
  results { programme { id name legalBasis documents } unit { id name kind } outcome text curable documents nextStep
    offices { name } overlaps { text } missing { fact question subject { name } givenBy { name } remedy { text } }
    benefits { name text period evidence amounts { minorUnits currency } }
    criteria { id text state withheld stateText evidence legalBasis source readings { label value note }
      remedy { text offices { name } documents } } }
  nextQuestion { fact text subject { name } programmes { id } } scorecards { score }
  slip(language: "en")`

/** Screens, and answers everything that the screening says. */
async function screened(household: ShownHousehold, args: { on?: string; programmes?: string[] } = {}) {
  const { data, errors } = await clerk.graphql<{
    screenHousehold: { code?: string; path?: string[]; screening?: { id: string; results: Result[] } }
  }>(
    `mutation ($household: ID!, $on: Date, $programmes: [ID!]) {
       screenHousehold(household: $household, on: $on, programmes: $programmes) {
         ... on Problem { code path } ... on ScreeningPayload { screening { ${TEXT} } } } }`,
    { household: household.id, ...args },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.screenHousehold
}

const outcomes = (results: readonly Result[] = []) =>
  Object.fromEntries(results.map(({ programme, unit, outcome }) => [`${programme.id} ${unit.name}`, outcome]))

const read = async (id: string | undefined, reader = clerk, language = 'en') =>
  (await reader.graphql(`query ($id: ID!) { screening(id: $id) { ${TEXT} } }`, { id }, language)).data
    .screening

describe('a screening', () => {
  test('answers for every programme and unit on the day', async () => {
    const household = await family()
    const name = member(household, 0).person.name
    const child = member(household, 1).person.name
    const { screening } = await screened(household)
    expect(outcomes(screening?.results)).toEqual({
      [`grant ${name}`]: 'ELIGIBLE',
      [`grant ${child}`]: 'NEEDS_INFORMATION',
      [`nutrition ${name}`]: 'ELIGIBLE',
      [`nutrition ${child}`]: 'NEEDS_INFORMATION',
      [`alms ${name}`]: 'NEEDS_INFORMATION',
      'relief The household': 'ELIGIBLE',
    })
  })

  test('on an earlier day answers by the rules and facts of that day', async () => {
    const household = await family()
    const { screening } = await screened(household, { on: '2009-12-31' })
    expect(new Set(screening?.results.map(({ outcome }) => outcome))).toEqual(new Set(['NOT_IN_FORCE']))
    const later = await screened(household, { on: '2019-06-01' })
    // The score is of another round than the cut-off of that day, so that it does not answer it.
    expect(outcomes(later.screening?.results)[`grant ${member(household, 0).person.name}`]).toBe(
      'NEEDS_INFORMATION',
    )
  })

  test('of chosen programmes answers for those', async () => {
    const { screening } = await screened(await family(), { programmes: ['relief'] })
    expect(screening?.results.map(({ programme }) => programme.id)).toEqual(['relief'])
  })

  test('of a programme chosen twice answers once', async () => {
    const { screening } = await screened(await family(), { programmes: ['relief', 'relief'] })
    expect(screening?.results.map(({ programme }) => programme.id)).toEqual(['relief'])
  })

  test('says of each fact that is missing whose it is, to whoever may read no names too', async () => {
    const { screening } = await screened(await family(), { programmes: ['alms', 'relief'] })
    const query = `query ($id: ID!) { screening(id: $id) { results { missing { fact subject { kind name } } } } }`
    const { data } = await counter.graphql<{ screening: { results: { missing: object[] }[] } }>(query, {
      id: screening?.id,
    })
    expect(data.screening.results.flatMap(({ missing }) => missing)).toEqual([
      { fact: 'certified', subject: { kind: 'person', name: 'This person' } },
    ])
  })

  test('waits for a transfer that is under way, and then finds nobody', async () => {
    const household = await family()
    const scope = { tenant: 'riverland', areas: 'all' } as const
    const { promise: answer, resolve: answerWith } = Promise.withResolvers<{ code?: string }>()
    await inTenant(platform.db, { scope, mode: 'write' }, async (tx) => {
      await moveHousehold(tx, household.id as HouseholdId, 'R2') // an id that the API gave
      answerWith(screened(household))
      await setTimeout(300)
    })
    expect(await answer).toMatchObject({ code: 'NOT_FOUND' })
  })

  test.each([
    ['an unknown programme', { programmes: ['relief', 'bounty'] }, 'UNKNOWN_PROGRAMME programmes'],
    ['no programme at all', { programmes: [] }, 'NO_PROGRAMME programmes'],
    ['a day to come', { on: '2024-03-02' }, 'FUTURE_DATE on'],
  ])('of %s is refused, and nothing is stored', async (_, args, expected) => {
    const household = await family()
    const before = await tablePrints(platform.database)
    const { code, path } = await screened(household, args)
    expect(`${code} ${path?.join('.')}`).toBe(expected)
    expect(without(await tablePrints(platform.database), 'audit')).toEqual(without(before, 'audit'))
  })

  test('asks for nothing sensitive that no chosen programme needs', async () => {
    const household = await registered(clerk, {
      idempotencyKey: 'a girl',
      area: 'R1',
      consent: true,
      members: [{ key: 'a', name: 'Someone young', sex: 'female', birth: { year: 2000 }, role: 'head' }],
    })
    const question = async (programmes?: string[]) => {
      const { screening } = await screened(household, programmes ? { programmes } : {})
      return (screening as unknown as { nextQuestion: { fact: string } | null }).nextQuestion?.fact
    }
    expect(await question()).not.toBe('pregnant')
    expect(await question(['nutrition'])).toBe('pregnant')
  })
})

describe('a stored screening reads the same', () => {
  test('after a fact it used was corrected, others were added, and members left', async () => {
    const household = await family()
    const { screening } = await screened(household)
    const before = await read(screening?.id)
    const income = household.facts[0]?.id
    await changed(clerk, 'correctFact', {
      id: income,
      reason: 'misheard',
      replacement: { fact: 'income', number: '90000', source: 'family', observedOn: '2024-01-10' },
    })
    const person = member(household, 0).person.id
    const score = { person, fact: 'score', number: '99', round: '2021', source: 'institution' }
    await changed(clerk, 'recordFacts', { household: household.id, facts: [score] })
    await changed(clerk, 'endMembership', {
      household: household.id,
      person,
      until: '2024-02-01',
      reason: 'moved',
    })
    expect(await read(screening?.id)).toEqual(before)
    const next = await screened(household)
    expect(outcomes(next.screening?.results)['relief The household']).toBe('NOT_ELIGIBLE')
  })

  test('after other rules were applied; a new one follows them', async () => {
    const household = await family()
    const { screening } = await screened(household)
    const before = await read(screening?.id)
    await platform.apply(stricter(definition))
    await clerk.graphql('{ viewer { id } households(first: 1) { edges { cursor } } }')
    expect(await read(screening?.id)).toEqual(before)
    const next = await screened(household)
    expect(outcomes(next.screening?.results)).not.toHaveProperty(['relief The household'])
    expect(outcomes(next.screening?.results)[`grant ${member(household, 0).person.name}`]).toBe(
      'NOT_ELIGIBLE',
    )
    await platform.apply(definition)
    await clerk.graphql('{ households(first: 1) { edges { cursor } } }')
  })

  test('after people were renamed or left, or the family moved away', async () => {
    const household = await family()
    const { screening } = await screened(household)
    const before = await read(screening?.id)
    const child = member(household, 1).person
    expect(JSON.stringify(before)).toContain(child.name)
    await platform.database.asAdmin('update person set name = $1 where person_id = $2', ['Else', child.id])
    await changed(clerk, 'endMembership', {
      household: household.id,
      person: child.id,
      until: '2024-02-01',
      reason: 'moved',
    })
    const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
    const moved = { reference: household.reference, toArea: 'R2', agreed: true }
    await changed(south, 'transferHousehold', moved)
    expect(await read(screening?.id, south)).toEqual(before)
  })

  test('for an institution whose programme there is no more', async () => {
    const household = await family()
    const { screening } = await screened(household)
    const person = member(household, 0).person.id
    await changed(clerk, 'declareEnrolments', {
      household: household.id,
      enrolments: [{ person, programme: 'grant', enrolled: true, level: 'declared' }],
    })
    const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
    const before = await read(screening?.id, agency)
    expect(outcomes((before as { results?: Result[] } | null)?.results)).toHaveProperty([
      'relief The household',
    ])
    await platform.apply(stricter(definition))
    await clerk.graphql('{ households(first: 1) { edges { cursor } } }')
    expect(await read(screening?.id, agency)).toEqual(before)
    await platform.apply(definition)
    await clerk.graphql('{ households(first: 1) { edges { cursor } } }')
  })

  test('in each language', async () => {
    const { screening } = await screened(await family())
    const english = JSON.stringify(await read(screening?.id))
    const urdu = JSON.stringify(await read(screening?.id, clerk, 'ur'))
    expect(english).toContain('The grant')
    expect(urdu).toContain('وظیفہ')
    expect(JSON.stringify(await read(screening?.id))).toBe(english)
  })
})

test('a screening’s values are those believed at its instant', async () => {
  const household = await family()
  const { screening } = await screened(household)
  await changed(clerk, 'correctFact', { id: household.facts[0]?.id, reason: 'misheard' })
  const [stored] = await platform.database.asAdmin<{ input: { facts: object }; known_at: Date }>(
    'select input, known_at from screening where screening_id = $1',
    [screening?.id],
  )
  expect(stored?.input.facts).toMatchObject({ income: { value: 1_500_000, observedOn: '2024-01-10' } })
})

test('what is stored cannot be changed by the application', async () => {
  const { screening } = await screened(await family())
  const scope = { tenant: 'riverland', areas: 'all' } as const
  const forge = inTenant(platform.db, { scope, mode: 'write' }, (tx) =>
    tx
      .updateTable('screening')
      .set({ results: '[]' })
      .where('tenant_id', '=', tx.tenant)
      .where('screening_id', '=', screening?.id as never)
      .execute(),
  )
  await expect(forge).rejects.toMatchObject({ code: '42501' })
})

test('an institution’s officer sees the results of its own programmes', async () => {
  const household = await family()
  const { screening } = await screened(household)
  const person = member(household, 0).person.id
  await changed(clerk, 'declareEnrolments', {
    household: household.id,
    enrolments: [{ person, programme: 'nutrition', enrolled: true, level: 'declared' }],
  })
  const officer = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'health' })
  const { data } = await officer.graphql<{ screening: { results: Result[] } }>(
    `query ($id: ID!) { screening(id: $id) { results { programme { id } unit { name } outcome } } }`,
    { id: screening?.id },
  )
  expect(new Set(data.screening.results.map(({ programme }) => programme.id))).toEqual(new Set(['nutrition']))
})

/** No relief any more, and a cut-off that few pass. */
function stricter(definition: Definition): Definition {
  return {
    ...definition,
    programmes: definition.programmes.filter(({ id }) => id !== 'relief'),
    parameters: definition.parameters.map((parameter) =>
      parameter.id === 'cut_off'
        ? { ...parameter, history: parameter.history.map((entry) => ({ ...entry, values: ['1'] })) }
        : parameter,
    ),
  }
}
