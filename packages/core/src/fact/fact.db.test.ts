import { inTenant } from '@onewindow/db'
import { afterAll, describe, expect, test } from 'vitest'
import type { HouseholdId } from '../ids.ts'
import { findCurrentRelease } from '../release/service.ts'
import { loadSnapshot } from '../screening/snapshot.ts'
import {
  change,
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownFact,
  type ShownHousehold,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

let families = 0
const family = () => registered(clerk, riverland.family(++families, 'R1'))
const mother = (household: ShownHousehold) => member(household, 0).person
const texts = (facts: readonly ShownFact[], kind: string) =>
  facts.filter((fact) => fact.kind === kind).map(({ text }) => text.replaceAll('\u00a0', ' '))
const income = (number: string, observedOn: string) => ({
  fact: 'income',
  number,
  source: 'family',
  observedOn,
})

/** The household as the engine would read it: on a day, as far as was known at an instant. */
async function snapshot(household: ShownHousehold, on: string, knownAt: Date) {
  const release = await findCurrentRelease(platform.db, 'riverland')
  if (!release) throw new Error('no release')
  const scope = { tenant: 'riverland', areas: [household.area.id] }
  return inTenant(platform.db, { scope, mode: 'read' }, (tx) =>
    loadSnapshot(tx, release, {
      household: household.id as HouseholdId,
      area: household.area.id,
      on,
      knownAt,
    }),
  )
}

describe('a fact', () => {
  test('is added beside the earlier ones', async () => {
    const household = await family()
    const after = await changed(clerk, 'recordFacts', {
      household: household.id,
      facts: [
        income('18000.50', '2024-02-01'),
        { person: mother(household).id, fact: 'marital_status', choice: 'married', source: 'document' },
      ],
    })
    expect(texts(after.facts, 'income')).toEqual(['Rs 15,000 a month', 'Rs 18,000.50 a month'])
    expect(texts(mother(after).facts, 'marital_status')).toEqual(['Widowed', 'Married'])
  })

  test.each([
    ['in Urdu digits', { number: '۱۸۰۰۰' }, 'Rs 18,000 a month'],
    ['with an Arabic decimal mark', { number: '١٨٠٠٠٫٥' }, 'Rs 18,000.50 a month'],
    ['negative', { number: '-20' }, '-Rs 20 a month'],
  ])('is a number %s', async (_, value, text) => {
    const household = await family()
    const facts = [{ ...income('', '2024-02-01'), ...value }]
    const after = await changed(clerk, 'recordFacts', { household: household.id, facts })
    expect(texts(after.facts, 'income').at(-1)).toBe(text)
  })

  test('that was mistaken is replaced: the mistake stays, with the time until which it was believed', async () => {
    const household = await family()
    const [mistaken] = household.facts
    const before = platform.clock.now()
    const after = await changed(clerk, 'correctFact', {
      id: mistaken?.id,
      reason: 'misheard',
      replacement: income('51000', '2024-01-10'),
    })
    expect(texts(after.facts, 'income')).toEqual(['Rs 51,000 a month'])
    const rows = await platform.database.asAdmin(
      'select number_value, corrects, recorded_to::text from fact where household_id = $1 order by fact_id',
      [household.id],
    )
    expect(rows).toEqual([
      { number_value: 1_500_000, corrects: null, recorded_to: expect.stringMatching(/^2024-03-01/) },
      { number_value: 5_100_000, corrects: mistaken?.id, recorded_to: 'infinity' },
    ])
    const incomeKnownAt = async (knownAt: Date) =>
      (await snapshot(household, '2024-02-01', knownAt)).facts.income?.value
    expect(await incomeKnownAt(before)).toBe(1_500_000)
    expect(await incomeKnownAt(platform.clock.now())).toBe(5_100_000)
  })

  test('is taken back without a replacement, once', async () => {
    const household = await family()
    const id = household.facts[0]?.id
    const after = await changed(clerk, 'correctFact', { id, reason: 'another family’s' })
    expect(after.facts).toEqual([])
    expect(await change(clerk, 'correctFact', { id, reason: 'again' })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of a member is corrected like one of the household', async () => {
    const household = await family()
    const fact = mother(household).facts.find(({ kind }) => kind === 'marital_status')
    const after = await changed(clerk, 'correctFact', {
      id: fact?.id,
      reason: 'misheard',
      replacement: { fact: 'marital_status', choice: 'married', source: 'family' },
    })
    expect(after.id).toBe(household.id)
    expect(texts(mother(after).facts, 'marital_status')).toEqual(['Married'])
  })

  test('counts from the day it was observed, and only while it was believed', async () => {
    const household = await family()
    await changed(clerk, 'recordFacts', { household: household.id, facts: [income('30000', '2024-02-15')] })
    const now = platform.clock.now()
    const on = async (day: string) => (await snapshot(household, day, now)).facts.income?.value
    expect(await on('2024-01-09')).toBeUndefined()
    expect(await on('2024-01-10')).toBe(1_500_000)
    expect(await on('2024-02-14')).toBe(1_500_000)
    expect(await on('2024-02-15')).toBe(3_000_000)
    expect((await snapshot(household, '2024-03-01', new Date('2024-02-01'))).members).toEqual([])
  })

  test('goes stale after its months, to the day', async () => {
    const household = await family()
    const now = platform.clock.now()
    const on = async (day: string) => (await snapshot(household, day, now)).facts.income?.value
    expect(await on('2025-01-10')).toBe(1_500_000)
    expect(await on('2025-01-11')).toBeUndefined()
    const score = (await snapshot(household, '2035-01-01', now)).members[0]?.facts
    expect(Object.keys(score ?? {})).toContain('score@2021')
  })

  test('of another round is another value', async () => {
    const household = await family()
    const score = (number: string, round: string, observedOn: string) => ({
      person: mother(household).id,
      fact: 'score',
      number,
      round,
      observedOn,
      source: 'institution',
    })
    const facts = [score('20', '2011', '2011-05-01'), score('30.5', '2021', '2023-05-01')]
    await changed(clerk, 'recordFacts', { household: household.id, facts })
    const { members } = await snapshot(household, '2024-03-01', platform.clock.now())
    const values = Object.entries(members[0]?.facts ?? {}).filter(([key]) => key.startsWith('score'))
    expect(values.map(([key, { value }]) => [key, value])).toEqual([
      ['score@2011', 2_000],
      ['score@2021', 3_050],
    ])
  })

  test('of a committee counts where it was in office on the day', async () => {
    const household = await family()
    const certificate = (observedOn: string) => ({
      household: household.id,
      facts: [
        {
          person: mother(household).id,
          fact: 'certified',
          boolean: true,
          source: 'committee',
          issuer: 'council.north',
          observedOn,
        },
      ],
    })
    for (const day of ['2011-12-31', '2015-01-01', '2015-12-31'])
      expect(await change(clerk, 'recordFacts', certificate(day))).toMatchObject({
        code: 'COMMITTEE_OUT_OF_OFFICE',
        message: expect.stringContaining(day),
      })
    for (const day of ['2012-01-01', '2014-12-31', '2016-01-01'])
      await changed(clerk, 'recordFacts', certificate(day))
  })

  test('of a committee of another county does not count', async () => {
    const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
    const household = await registered(south, riverland.family(++families, 'R2'))
    const answer = await change(south, 'recordFacts', {
      household: household.id,
      facts: [
        {
          person: mother(household).id,
          fact: 'certified',
          boolean: true,
          source: 'committee',
          issuer: 'council.north',
        },
      ],
    })
    expect(answer).toMatchObject({ code: 'UNKNOWN_ISSUER', path: ['facts', '0', 'issuer'] })
  })
})

describe('a sensitive fact', () => {
  const pregnant = (person: string, programme?: string) => ({
    person,
    fact: 'pregnant',
    boolean: true,
    source: 'family',
    ...(programme && { programme }),
  })

  test('is taken only for a chosen programme that needs it', async () => {
    const household = await family()
    const record = (programme?: string) =>
      change(clerk, 'recordFacts', {
        household: household.id,
        facts: [pregnant(mother(household).id, programme)],
      })
    expect(await record()).toMatchObject({ code: 'SENSITIVE_FACT_NOT_NEEDED' })
    expect(await record('grant')).toMatchObject({ code: 'SENSITIVE_FACT_NOT_NEEDED' })
    expect((await record('nutrition')).household).toBeDefined()
  })

  test('is in no list, whoever reads', async () => {
    const household = await family()
    expect(mother(household).facts.map(({ kind }) => kind)).not.toContain('pregnant')
    const [row] = await platform.database.asAdmin<{ count: string }>(
      `select count(*) from fact where person_id = $1 and kind = 'pregnant'`,
      [mother(household).id],
    )
    expect(Number(row?.count)).toBe(1)
  })

  test('is not written into the audit', async () => {
    const household = await family()
    await changed(clerk, 'recordFacts', {
      household: household.id,
      facts: [pregnant(mother(household).id, 'nutrition')],
    })
    const named = await platform.database.asAdmin(
      "select detail from audit where array[$1::uuid] <@ subjects and audit::text like '%pregnant%'",
      [mother(household).id],
    )
    expect(named).toEqual([])
  })

  test('stays out of every list when its kind is in no release any more', async () => {
    const household = await family()
    // No release may drop it while it is there: this is what is left where one did.
    await platform.database.asAdmin(`update fact set kind = 'forgotten' where kind = 'pregnant'`)
    const read = () =>
      clerk.graphql<{ household: ShownHousehold } | undefined>(
        'query ($id: ID!) { household(id: $id) { members { person { facts { kind } } } } }',
        { id: household.id },
      )
    const { data } = await read()
    const kinds = data?.household.members.flatMap(({ person }) => person.facts.map(({ kind }) => kind))
    expect(kinds).toEqual(['marital_status', 'score'])
    await platform.database.asAdmin(`update fact set kind = 'pregnant' where kind = 'forgotten'`)
  })
})

test('a correction that names no day keeps the day on which the fact was observed', async () => {
  const household = await family()
  const after = await changed(clerk, 'correctFact', {
    id: household.facts[0]?.id,
    reason: 'misheard',
    replacement: { fact: 'income', number: '16000', source: 'family' },
  })
  expect(after.facts.map(({ observedOn }) => observedOn)).toEqual(['2024-01-10'])
  expect(texts(after.facts, 'income')).toEqual(['Rs 16,000 a month'])
})
