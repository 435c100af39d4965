import { afterAll, expect, test } from 'vitest'
import { applied, approval, call, moved, newFamily, town } from '../application/town.fixture.ts'
import { changed, createTestPlatform } from '../testing/index.ts'
import { fillPlaces } from './service.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
const manager = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
const health = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'health' })

const quota = (programme: string, places: number, more: object = {}, who = manager) =>
  call(who, 'setQuota', { programme, area: 'R1', fiscalYear: 2023, places, ...more }, 'QuotaResult')
const fill = (programme: string, more: object = { area: 'R1' }, who = manager) =>
  call(who, 'fillPlaces', { programme, ...more }, 'FillResult')

/** A family whose mother is approved: the state that her participation then has. */
async function approved(
  programme: string,
  { who = clerk, area = 'R1', income = '', on = '2024-02-01' } = {},
) {
  const made = await newFamily(who, area)
  if (income !== '')
    await changed(who, 'recordFacts', {
      household: made.family.id,
      facts: [{ fact: 'income', number: income, source: 'family', observedOn: '2024-01-20' }],
    })
  const { id } = await applied(who, made, programme, { occurredOn: on })
  await moved(agency, 'decideApplication', approval(id))
  return { ...made, reference: made.family.reference, state: () => stateOf(made.mother, programme) }
}

async function stateOf(person: string, programme: string): Promise<string | undefined> {
  const [row] = await platform.database.asAdmin<{ state: string }>(
    `select state from enrolment where person_id = $1 and programme = $2 and recorded_to = 'infinity'
     order by valid_from desc, recorded_from desc limit 1`,
    [person, programme],
  )
  return row?.state
}

const list = async (programme: string, who = clerk, area: string | null = 'R1') =>
  (
    await who.graphql<{ waitingList: { rank: number; reference: string; since: string }[] }>(
      'query ($programme: ID!, $area: ID) { waitingList(programme: $programme, area: $area) { rank reference since } }',
      { programme, area },
    )
  ).data.waitingList

test('beyond its places a programme has eligible families that wait, in the order that the tenant declared', async () => {
  await quota('ranked', 1)
  const first = await approved('ranked', { income: '9000' })
  const rich = await approved('ranked', { income: '15000' })
  const poor = await approved('ranked', { income: '3000' })
  const early = await approved('ranked', { income: '3000', on: '2024-01-25' })
  expect(await Promise.all([first, rich, poor, early].map(({ state }) => state()))).toEqual([
    'enrolled',
    'waitlisted',
    'waitlisted',
    'waitlisted',
  ])
  expect(await list('ranked')).toEqual([
    { rank: 1, reference: early.reference, since: '2024-02-10' },
    { rank: 2, reference: poor.reference, since: '2024-02-10' },
    { rank: 3, reference: rich.reference, since: '2024-02-10' },
  ])

  // Whoever waits is not enrolled: the next screening says eligible or not, never already enrolled.
  const { data } = await clerk.graphql(
    'mutation ($id: ID!) { screenHousehold(household: $id, programmes: ["ranked"]) { ... on ScreeningPayload { screening { results { outcome } } } } }',
    { id: poor.family.id },
  )
  expect(JSON.stringify(data)).not.toContain('ALREADY_ENROLLED')

  // A larger number takes in nobody by itself.
  await quota('ranked', 3, { from: '2024-02-15' })
  expect((await list('ranked')).length).toBe(3)
  expect(await fill('ranked')).toMatchObject({ filled: 2, barred: 0 })
  expect(await Promise.all([rich, poor, early].map(({ state }) => state()))).toEqual([
    'waitlisted',
    'enrolled',
    'enrolled',
  ])
  expect(await fill('ranked')).toMatchObject({ filled: 0 })
})

test('an exit frees a place, and nobody has it until it is filled', async () => {
  await quota('fuel', 1)
  const inside = await approved('fuel')
  const waiting = await approved('fuel')
  const [row] = await platform.database.asAdmin<{ enrolment_id: string }>(
    `select enrolment_id from enrolment where person_id = $1 and programme = 'fuel'`,
    [inside.mother],
  )
  const out = { enrolment: row?.enrolment_id, to: 'exited', reason: 'graduated', on: '2024-02-20' }
  expect(await call(manager, 'moveEnrolment', out, 'EnrolmentResult')).toMatchObject({
    enrolment: { state: 'exited' },
  })
  expect(await waiting.state()).toBe('waitlisted')
  expect(await fill('fuel')).toMatchObject({ filled: 1 })
  expect(await waiting.state()).toBe('enrolled')
})

test('a place is filled with nobody whom another enrolment has come to bar', async () => {
  await quota('rent', 0)
  const barred = await approved('rent')
  const next = await approved('rent')
  const { id } = await applied(clerk, { family: barred.family, mother: barred.child }, 'fuel')
  await quota('fuel', 50, { from: '2024-02-01' })
  await moved(agency, 'decideApplication', approval(id))
  await quota('rent', 1)
  expect(await fill('rent')).toMatchObject({ filled: 1, barred: 1 })
  expect([await barred.state(), await next.state()]).toEqual(['waitlisted', 'enrolled'])
})

test('the tenant’s places are over all areas, counted whoever approves', async () => {
  await quota('shoes', 1, { area: null }, agency)
  const one = await approved('shoes', { who: south, area: 'R2' })
  // A district’s second person sees no other district, and cannot exceed them either.
  const made = await newFamily(clerk)
  const { id } = await applied(clerk, made, 'shoes')
  const letter = { application: id, decision: 'approved', number: '5', on: '2024-02-10' }
  const recorded = await moved(clerk, 'recordDecision', letter)
  await moved(manager, 'confirmRecordedDecision', { recordedDecision: recorded.recordedDecisions[0]?.id })
  expect([await one.state(), await stateOf(made.mother, 'shoes')]).toEqual(['enrolled', 'waitlisted'])
  expect(await fill('shoes', {}, manager)).toMatchObject({ code: 'NOT_FOUND' })
  await quota('shoes', 2, { area: null }, agency)
  expect(await fill('shoes', {}, agency)).toMatchObject({ filled: 1 })
})

test('who waits where nothing is free does not keep those of another district from their places', async () => {
  for (const area of ['R1', 'R2']) await quota('grant', 0, { area }, agency)
  await approved('grant', { on: '2024-01-20' })
  const behind = await approved('grant', { who: south, area: 'R2' })
  await quota('grant', 5, { area: 'R2', from: '2024-02-01' }, agency)
  const filled = await platform.inSession('riverland', (session) =>
    fillPlaces(session, { idempotencyKey: 'one', programme: 'grant' }, 1),
  )
  expect([filled, await behind.state()]).toEqual([{ filled: 1, barred: 0 }, 'enrolled'])
})

test('a fiscal year without a number of its own funds nobody, where the one before had one', async () => {
  await quota('bread', 10, { fiscalYear: 2022 })
  expect(await (await approved('bread')).state()).toBe('waitlisted')
})

test.each<[string, object, string]>([
  ['a negative number', { places: -1 }, 'QUOTA_MALFORMED'],
  ['a day of another fiscal year', { from: '2024-07-01' }, 'QUOTA_MALFORMED'],
  ['a year that is none', { fiscalYear: 12 }, 'QUOTA_MALFORMED'],
  ['a programme that is not there', { programme: 'none' }, 'UNKNOWN_PROGRAMME'],
  ['an area of another level', { area: 'R' }, 'UNKNOWN_AREA'],
  ['another district', { area: 'R2' }, 'AREA_NOT_YOURS'],
  ['the whole tenant', { area: null }, 'NOT_FOUND'],
])('%s is refused', async (_, wrong, code) => {
  expect(await quota('grant', 5, wrong)).toMatchObject({ code })
})

test('an institution sets its own programmes’ places, and sees its own lists', async () => {
  expect(await quota('grant', 5, {}, health)).toMatchObject({ code: 'UNKNOWN_PROGRAMME' })
  expect(await list('ranked', health)).toEqual([])
  expect((await list('ranked', agency)).length).toBe(1)
})

test('a list shows no other district', async () => {
  expect(await list('ranked', south, 'R1')).toEqual([])
})

test('a list of a programme that asks for something sensitive is only for those who may know it', async () => {
  await quota('nutrition', 0)
  const { family, mother } = await newFamily(clerk)
  const { id } = await applied(clerk, { family, mother }, 'nutrition')
  await moved(health, 'decideApplication', approval(id))
  const shown = await Promise.all([clerk, health, manager].map((who) => list('nutrition', who)))
  expect(shown.map((one) => one.map(({ reference }) => reference))).toEqual([
    [family.reference],
    [family.reference],
    [],
  ])
})

test('the audit does not say who got a place where something sensitive is asked for', async () => {
  await quota('nutrition', 0, {}, health)
  const { family, mother } = await newFamily(clerk)
  const { id } = await applied(clerk, { family, mother }, 'nutrition')
  await moved(health, 'decideApplication', approval(id))
  await quota('nutrition', 5, { from: '2024-02-01' }, health)
  await fill('nutrition', { area: 'R1' }, health)
  const entries = await platform.database.asAdmin(
    `select detail ->> 'programme' as programme from audit where action = 'quota.fill' and $1 = any(subjects)`,
    [mother],
  )
  expect(entries).toEqual([{ programme: 'sensitive' }])
})
