import { afterAll, describe, expect, test } from 'vitest'
import { applied, approval, call, newFamily, town } from '../application/town.fixture.ts'
import { changed, createTestPlatform, tablePrints, without } from '../testing/index.ts'
import { answerOf, declare, END } from './conflict.fixture.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const southOfficer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R2' })
const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057'
const ended = (who: typeof clerk, conflict: string, key = conflict) =>
  answerOf(who, END, { idempotencyKey: `end ${key} ${++keys}`, conflict, reason: 'sold the house' })
let keys = 0

const shown = async (who: typeof clerk) => {
  const { data } = await who.graphql<{ conflicts: { edges: { node: { id: string } }[] } }>(
    '{ conflicts(first: 100) { edges { node { id } } } }',
  )
  return data.conflicts.edges.map(({ node }) => node.id)
}

describe('whoever has declared a conflict of interest', () => {
  test('decides nothing about the family: nor does an institution’s officer', async () => {
    const family = await newFamily(clerk)
    const { id } = await applied(clerk, family, 'fuel')
    await declare(agency, { household: family.family.id })
    expect((await call(agency, 'reviewApplication', { application: id })).code).toBe('CONFLICT_OF_INTEREST')
    expect((await call(agency, 'decideApplication', approval(id))).code).toBe('CONFLICT_OF_INTEREST')
  })

  test('records and confirms no decision, and moves no enrolment', async () => {
    const family = await newFamily(clerk)
    const { id } = await applied(clerk, family, 'fuel')
    const letter = { application: id, decision: 'approved', number: '7', on: '2024-02-10' }
    const recorded = await call(clerk, 'recordDecision', letter)
    const conflict = await declare(officer, { household: family.family.id })
    const confirm = {
      idempotencyKey: 'a key that a refusal does not use up',
      recordedDecision: recorded.application?.recordedDecisions[0]?.id,
    }
    expect((await call(officer, 'confirmRecordedDecision', confirm)).code).toBe('CONFLICT_OF_INTEREST')
    expect((await call(officer, 'recordDecision', letter)).code).toBe('CONFLICT_OF_INTEREST')
    const out = { to: 'exited', reason: 'graduated', on: '2024-02-11' }
    const said = await changed(clerk, 'declareEnrolments', {
      household: family.family.id,
      enrolments: [
        { person: family.mother, programme: 'rent', enrolled: true, level: 'declared', asOf: '2024-01-15' },
      ],
    })
    const { data } = await clerk.graphql<{
      household: { members: { person: { enrolments: { id: string }[] } }[] }
    }>('query ($id: ID!) { household(id: $id) { members { person { enrolments { id } } } } }', {
      id: said.id,
    })
    const enrolment = data.household.members[0]?.person.enrolments[0]?.id
    expect((await call(officer, 'moveEnrolment', { enrolment, ...out }, 'EnrolmentResult')).code).toBe(
      'CONFLICT_OF_INTEREST',
    )
    // An own one cannot be ended while an application is open; another officer of the area can.
    expect((await ended(officer, conflict)).code).toBe('CONFLICT_APPLICATION_OPEN')
    expect((await ended(clerk, conflict)).code).toBe('NOT_FOUND')
  })

  test('may go on screening, registering and asking: the officer is told of it', async () => {
    const { family } = await newFamily(clerk)
    await declare(clerk, { household: family.id })
    await changed(clerk, 'recordFacts', {
      household: family.id,
      facts: [{ fact: 'income', number: '1', source: 'family' }],
    })
    const { data } = await clerk.graphql(
      'mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }',
      { id: family.id },
    )
    expect(data).toEqual({ screenHousehold: { __typename: 'ScreeningPayload' } })
  })

  test('with one member has it with whichever household they live in', async () => {
    const family = await newFamily(clerk)
    await declare(agency, { household: family.family.id, person: family.child })
    const apart = await changed(clerk, 'splitHousehold', {
      idempotencyKey: 'the child moves out',
      household: family.family.id,
      members: [{ person: family.child, role: 'head' }],
      from: '2024-01-20',
      reason: 'moved out',
    })
    const { id } = await applied(clerk, family, 'fuel')
    expect((await call(agency, 'decideApplication', approval(id))).code).toBeUndefined()
    const hers = await applied(clerk, { family: apart, mother: family.child }, 'rent')
    expect((await call(agency, 'decideApplication', approval(hers.id))).code).toBe('CONFLICT_OF_INTEREST')
  })

  test('with a household has it with whoever lives there, also once they are split from it', async () => {
    const family = await newFamily(clerk)
    await declare(agency, { household: family.family.id })
    const apart = await changed(clerk, 'splitHousehold', {
      idempotencyKey: 'the mother moves out',
      household: family.family.id,
      members: [{ person: family.mother, role: 'head' }],
      from: '2020-01-20',
      reason: 'moved out',
    })
    const { id } = await applied(clerk, { family: apart, mother: family.mother }, 'fuel')
    expect((await call(agency, 'decideApplication', approval(id))).code).toBe('CONFLICT_OF_INTEREST')
  })

  test.each([
    ['is over', { from: '2020-01-01', to: '2024-02-01' }, undefined],
    ['ends later', { from: '2020-01-01', to: '2024-12-31' }, 'CONFLICT_OF_INTEREST'],
  ])('has it on its days only: it %s', async (_, days, code) => {
    const family = await newFamily(clerk)
    await declare(agency, { household: family.family.id, ...days })
    const { id } = await applied(clerk, family, 'fuel')
    expect((await call(agency, 'decideApplication', approval(id))).code).toBe(code)
  })
})

describe('it is ended', () => {
  test('by oneself while nothing is open, once, and then bars no more', async () => {
    const family = await newFamily(clerk)
    const conflict = await declare(agency, { household: family.family.id })
    expect((await ended(agency, conflict)).conflict).toMatchObject({ endedReason: 'sold the house' })
    expect((await ended(agency, conflict)).code).toBe('CONFLICT_ENDED')
    const { id } = await applied(clerk, family, 'fuel')
    expect((await call(agency, 'decideApplication', approval(id))).code).toBeUndefined()
  })

  test('by an officer of the area, also while an application is open; nothing is deleted', async () => {
    const family = await newFamily(clerk)
    const conflict = await declare(clerk, { household: family.family.id })
    await applied(clerk, family, 'fuel')
    expect((await ended(clerk, conflict)).code).toBe('CONFLICT_APPLICATION_OPEN')
    expect((await ended(southOfficer, conflict)).code).toBe('NOT_FOUND')
    expect((await ended(officer, conflict)).conflict).toMatchObject({ id: conflict })
    expect(await shown(clerk)).toContain(conflict)
    await expect(
      platform.inSession('riverland', ({ tx }) =>
        tx.deleteFrom('conflict_of_interest').where('tenant_id', '=', tx.tenant).execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('it is seen by its account and by officers of the area', async () => {
    const { family } = await newFamily(clerk)
    const conflict = await declare(agency, { household: family.id })
    expect(await shown(officer)).toContain(conflict)
    expect(await shown(agency)).toContain(conflict)
    for (const who of [clerk, south, southOfficer]) expect(await shown(who)).not.toContain(conflict)
  })
})

describe('is refused', () => {
  const written = async () => without(await tablePrints(platform.database, 'riverland'), 'audit')
  test.each<[string, object, string]>([
    ['of a household that is not there', { household: NOBODY }, 'NOT_FOUND'],
    ['of no id', { household: 'x' }, 'NOT_FOUND'],
    ['of somebody else’s member', { person: NOBODY }, 'NOT_FOUND'],
    ['without a reason', { reason: ' ' }, 'REASON_REQUIRED'],
    ['from a day that there is not', { from: '2024-02-30' }, 'IMPOSSIBLE_DATE'],
    ['from a day to come', { from: '2024-03-05' }, 'FUTURE_DATE'],
    ['to a day that there is not', { to: '2024-13-01' }, 'IMPOSSIBLE_DATE'],
    ['to a day before it began', { from: '2024-02-01', to: '2024-02-01' }, 'DATES_REVERSED'],
  ])('%s', async (_, wrong, code) => {
    const { family } = await newFamily(clerk)
    const before = await written()
    await expect(declare(clerk, { household: family.id, ...wrong })).rejects.toThrow(code)
    expect(await written()).toEqual(before)
  })

  test('of another district’s household like of one that is not there', async () => {
    const { family } = await newFamily(south, 'R2')
    await expect(declare(clerk, { household: family.id })).rejects.toThrow('NOT_FOUND')
  })

  test('of no conflict', async () => {
    for (const conflict of ['x', NOBODY]) expect((await ended(officer, conflict)).code).toBe('NOT_FOUND')
  })
})
