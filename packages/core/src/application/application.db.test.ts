import { afterAll, describe, expect, test } from 'vitest'
import { change, changed, createTestPlatform, member, tablePrints, without } from '../testing/index.ts'
import { applied, approval, call, moved, newFamily, type Shown, town } from './town.fixture.ts'

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
const second = as('officer', 'R1')
const agency = as('programme-officer', undefined, 'agency')
const health = as('programme-officer', undefined, 'health')

const code = async (answer: ReturnType<typeof call>) => (await answer).code ?? 'nothing'
const written = async () => without(await tablePrints(platform.database, 'riverland'), 'audit')
/** Refused like this, and nothing is written. */
async function refused(answer: () => ReturnType<typeof call>): Promise<string> {
  const before = await written()
  const said = await code(answer())
  expect(await written()).toEqual(before)
  return said
}
const reads = async <Data>(query: string, variables: object, who = clerk) =>
  (await who.graphql<Data>(query, { ...variables })).data

describe('an application', () => {
  test('keeps the release, and what the rules said on its day; asked twice it is one', async () => {
    const { family, mother } = await newFamily(clerk)
    const again = { idempotencyKey: 'the same' }
    const one = await applied(clerk, { family, mother }, 'grant', again)
    expect(one).toMatchObject({ state: 'submitted', step: 'sent_to_institution', outcome: 'ELIGIBLE' })
    expect(one.moves).toMatchObject([{ state: 'submitted', on: '2024-02-01', release: one.release }])
    expect(one.moves[0]?.recordedAt.slice(0, 10)).toBe('2024-03-01')
    expect((await applied(clerk, { family, mother }, 'grant', again)).id).toBe(one.id)
    const { application } = await reads<{ application: { screening: object } }>(
      'query ($id: ID!) { application(id: $id) { screening { on release results { programme { id } outcome } } } }',
      { id: one.id },
    )
    expect(application.screening).toMatchObject({ on: '2024-02-01', release: one.release })
  })

  test.each<[string, object, string]>([
    ['without consent', { consent: false }, 'CONSENT_REQUIRED'],
    ['for a programme that is not there', { programme: 'none' }, 'UNKNOWN_PROGRAMME'],
    ['for one that has ended', { programme: 'over' }, 'PROGRAMME_NOT_IN_FORCE'],
    ['before it began', { programme: 'fuel', occurredOn: '2009-12-31' }, 'PROGRAMME_NOT_IN_FORCE'],
    ['in the future', { occurredOn: '2024-03-02' }, 'FUTURE_DATE'],
    ['of a household for a programme of persons', { person: null }, 'ENROLMENT_WRONG_UNIT'],
    ['of a person for a programme of households', { programme: 'relief' }, 'ENROLMENT_WRONG_UNIT'],
    ['of somebody else', { person: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
    [
      'from a screening that is not theirs',
      { screening: '00000000-0000-7000-8000-000000000000' },
      'NOT_FOUND',
    ],
    ['to a desk without a day to ask again', { programme: 'desk' }, 'ASK_AGAIN_DAY'],
    [
      'to be asked about before it was made',
      { programme: 'desk', askAgainOn: '2024-02-01' },
      'ASK_AGAIN_DAY',
    ],
  ])('%s is refused', async (_, wrong, expected) => {
    const { family, mother } = await newFamily(clerk)
    const input = {
      household: family.id,
      person: mother,
      programme: 'fuel',
      consent: true,
      occurredOn: '2024-02-01',
    }
    expect(await refused(() => call(clerk, 'apply', { ...input, ...wrong }))).toBe(expected)
  })

  test('of a household of another district reads as one that is not there', async () => {
    const { family, mother } = await newFamily(clerk)
    const south = as('clerk', 'R2')
    const input = { person: mother, programme: 'fuel', consent: true }
    const theirs = await call(south, 'apply', { household: family.id, ...input })
    const nobodys = await call(south, 'apply', {
      household: '00000000-0000-7000-8000-000000000000',
      ...input,
    })
    expect(theirs).toEqual(nobodys)
    expect(theirs).toMatchObject({ code: 'NOT_FOUND', path: ['household'] })
  })

  test('is one at a time for a unit and programme', async () => {
    const { family, mother, child } = await newFamily(clerk)
    const first = await applied(clerk, { family, mother }, 'fuel')
    const again = { household: family.id, person: mother, programme: 'fuel', consent: true }
    expect(await refused(() => call(clerk, 'apply', again))).toBe('APPLICATION_OPEN')
    expect((await applied(clerk, { family, mother: child }, 'fuel')).state).toBe('submitted')
    await moved(clerk, 'withdrawApplication', { application: first.id, reason: 'family_request' })
    expect((await applied(clerk, { family, mother }, 'fuel')).state).toBe('submitted')
  })

  test('through a desk tells what the window did, and is asked about again when the day comes', async () => {
    const family = await newFamily(clerk)
    const desk = await applied(clerk, family, 'desk', { askAgainOn: '2024-03-15' })
    expect(desk.step).toBe('referred_to_desk')
    const due = async (day: string) =>
      (
        await reads<{ applications: { edges: { node: { id: string } }[] } }>(
          'query ($day: Date!) { applications(askAgainBy: $day, first: 100) { edges { node { id } } } }',
          { day },
        )
      ).applications.edges.map(({ node }) => node.id)
    expect(await due('2024-03-14')).not.toContain(desk.id)
    expect(await due('2024-03-15')).toContain(desk.id)
    const later = await moved(clerk, 'postponeApplication', {
      application: desk.id,
      askAgainOn: '2024-04-15',
    })
    expect(later.moves.map(({ reason }) => reason)).toEqual([null, 'asked_again'])
    expect(await due('2024-03-15')).not.toContain(desk.id)
  })
})

describe('a decision', () => {
  test('by the institution enrols, with every move and its times', async () => {
    const family = await newFamily(clerk)
    const { id } = await applied(clerk, family, 'fuel')
    await moved(agency, 'reviewApplication', { application: id, on: '2024-02-05' })
    const done = await moved(agency, 'decideApplication', approval(id))
    expect(done.moves.map(({ state, on }) => `${state} ${on}`)).toEqual([
      'submitted 2024-02-01',
      'in_review 2024-02-05',
      'approved 2024-02-10',
    ])
    expect(await enrolmentsOf(family.family.id)).toEqual(['fuel enrolled confirmed 2024-02-10'])
    expect(await refused(() => call(agency, 'decideApplication', approval(id)))).toBe('MOVE_NOT_POSSIBLE')
    expect(
      await refused(() =>
        call(clerk, 'apply', {
          household: family.family.id,
          person: family.mother,
          programme: 'fuel',
          consent: true,
        }),
      ),
    ).toBe('ALREADY_ENROLLED')
  })

  test('of a refusal says why and enrols nobody', async () => {
    const family = await newFamily(clerk)
    const { id } = await applied(clerk, family, 'fuel')
    const no = { application: id, decision: 'declined', on: '2024-02-10' }
    expect(await refused(() => call(agency, 'decideApplication', no))).toBe('REASON_NOT_FITTING')
    const declined = await moved(agency, 'decideApplication', { ...no, reason: 'criteria_not_met' })
    expect(declined.state).toBe('declined')
    expect(await enrolmentsOf(family.family.id)).toEqual([])
  })

  test('by another institution reads as about one that is not there', async () => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const theirs = await call(health, 'decideApplication', approval(id))
    const nobodys = await call(health, 'decideApplication', approval('00000000-0000-7000-8000-000000000000'))
    expect(theirs).toEqual(nobodys)
    expect(theirs.code).toBe('NOT_FOUND')
    expect(await reads('query ($id: ID!) { application(id: $id) { id } }', { id }, health)).toEqual({
      application: null,
    })
  })

  test('by an account of no single institution is refused like that too', async () => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const { data } = await as('administrator').graphql<{ accounts: { id: string; subject: string }[] }>(
      '{ accounts { id subject } }',
    )
    const both = as('programme-officer', undefined, 'health')
    const account = data.accounts.find(({ subject }) => subject === 'riverland.programme-officer.health')?.id
    const grant = { role: 'programme-officer', institution: 'agency' }
    const { data: granted } = await as('administrator').graphql<{
      grantRole: { account: { roles: { id: string; institution: string }[] } }
    }>(
      'mutation ($account: ID!, $grant: GrantInput!) { grantRole(account: $account, grant: $grant) { ... on AccountPayload { account { roles { id institution } } } } }',
      { account, grant },
    )
    platform.clock.advance(61_000)
    expect(await refused(() => call(both, 'decideApplication', approval(id)))).toBe('NOT_FOUND')
    const role = granted.grantRole.account.roles.find(({ institution }) => institution === 'agency')?.id
    await as('administrator').graphql('mutation ($role: ID!) { revokeRole(role: $role) { __typename } }', {
      role,
    })
    platform.clock.advance(61_000)
  })

  test.each<[string, string, string]>([
    ['before the application', '2024-01-31', 'MOVE_TOO_EARLY'],
    ['in the future', '2024-03-02', 'FUTURE_DATE'],
  ])('%s is refused', async (_, on, expected) => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    expect(await refused(() => call(agency, 'decideApplication', approval(id, on)))).toBe(expected)
    const letter = { application: id, decision: 'approved', number: '1', on }
    expect(await refused(() => call(clerk, 'recordDecision', letter))).toBe(expected)
  })

  test('reaches nobody who has left the household', async () => {
    const { family, mother } = await newFamily(clerk)
    const { id } = await applied(clerk, { family, mother }, 'fuel')
    await platform.database.asAdmin(`update person set operating_area = 'R2' where person_id = $1`, [mother])
    expect(await refused(() => call(agency, 'decideApplication', approval(id)))).toBe('NOT_FOUND')
  })

  test('is surer than what the family said of a later day', async () => {
    const { family, mother } = await newFamily(clerk)
    const { id } = await applied(clerk, { family, mother }, 'fuel')
    await changed(clerk, 'declareEnrolments', {
      household: family.id,
      enrolments: [
        { person: mother, programme: 'fuel', enrolled: false, level: 'declared', asOf: '2024-02-20' },
      ],
    })
    await moved(agency, 'decideApplication', approval(id))
    expect(await enrolmentsOf(family.id)).toEqual(['fuel enrolled confirmed 2024-02-10'])
  })
})

/** What counts now of the family's participations, without what it never took part in. */
async function enrolmentsOf(household: string): Promise<string[]> {
  const enrolments = 'enrolments(current: true) { state level from programme { id } }'
  interface Enrolled {
    readonly enrolments: { state: string | null; level: string; from: string; programme: { id: string } }[]
  }
  const { household: shown } = await reads<{ household: Enrolled & { members: { person: Enrolled }[] } }>(
    `query ($id: ID!) { household(id: $id) { ${enrolments} members { person { ${enrolments} } } } }`,
    { id: household },
  )
  return [shown, ...shown.members.map(({ person }) => person)]
    .flatMap((one) => one.enrolments)
    .filter(({ state }) => state !== null)
    .map(({ programme, state, level, from }) => `${programme.id} ${state} ${level} ${from}`)
}

describe('a decision recorded on an institution’s behalf', () => {
  const scan = { type: 'PDF', base64: Buffer.from('%PDF-1.7 Dear Zarmina').toString('base64') }
  const record = async (application: string, more: object = {}) => {
    const recorded = await moved(clerk, 'recordDecision', {
      application,
      decision: 'approved',
      number: 'Z-17',
      on: '2024-02-10',
      ...more,
    })
    return recorded.recordedDecisions.at(-1)?.id
  }

  test('counts once a second person has confirmed it, and never by the one who recorded it', async () => {
    const family = await newFamily(clerk)
    const { id } = await applied(clerk, family, 'desk', { askAgainOn: '2024-03-15' })
    const recordedDecision = await record(id)
    expect(await enrolmentsOf(family.family.id)).toEqual([])
    expect(await refused(() => call(clerk, 'confirmRecordedDecision', { recordedDecision }))).toBe(
      'SECOND_PERSON_NEEDED',
    )
    const done = await moved(second, 'confirmRecordedDecision', { recordedDecision })
    expect(done.recordedDecisions).toMatchObject([{ state: 'confirmed', number: 'Z-17' }])
    expect(await enrolmentsOf(family.family.id)).toEqual(['desk enrolled confirmed 2024-02-10'])
    expect(await refused(() => call(second, 'confirmRecordedDecision', { recordedDecision }))).toBe(
      'MOVE_NOT_POSSIBLE',
    )
  })

  test('is replaced by a second record, and the first can be confirmed no more', async () => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const [first, other] = [await record(id), await record(id, { number: 'Z-18' })]
    expect(await refused(() => call(second, 'confirmRecordedDecision', { recordedDecision: first }))).toBe(
      'MOVE_NOT_POSSIBLE',
    )
    expect((await moved(second, 'confirmRecordedDecision', { recordedDecision: other })).state).toBe(
      'approved',
    )
  })

  test('is out of reach for another district', async () => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const recordedDecision = await record(id)
    const south = as('officer', 'R2')
    expect(await refused(() => call(south, 'confirmRecordedDecision', { recordedDecision }))).toBe(
      'NOT_FOUND',
    )
    const letter = { application: id, decision: 'approved', number: '1', on: '2024-02-10' }
    expect(await refused(() => call(south, 'recordDecision', letter))).toBe('NOT_FOUND')
  })

  test('keeps its scan encrypted, bound to its row', async () => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const recorded = await record(id, { scan })
    const scans = 'query ($id: ID!) { application(id: $id) { recordedDecisions { scan scanType } } }'
    const shown = await reads<{ application: Shown }>(scans, { id })
    expect(shown.application.recordedDecisions).toEqual([{ scan: scan.base64, scanType: 'PDF' }])
    const [stored] = await platform.database.asAdmin<{ scan: string }>(
      'select scan from recorded_decision where recorded_decision_id = $1',
      [recorded],
    )
    expect(stored?.scan).toMatch(/^v1\.test\./)
    expect(stored?.scan).not.toContain('Zarmina')
    // Moved to another row it opens no more.
    const { id: other } = await applied(clerk, await newFamily(clerk), 'fuel')
    const elsewhere = await record(other, { scan })
    await platform.database.asAdmin(
      'update recorded_decision set scan = $1 where recorded_decision_id = $2',
      [stored?.scan, elsewhere],
    )
    const { errors } = await clerk.graphql(scans, { id: other })
    expect(errors).toBeDefined()
  })

  test.each<[string, object]>([
    ['is no scan', { type: 'PDF', base64: Buffer.from('<html>').toString('base64') }],
    ['is of another type', { ...scan, type: 'PNG' }],
  ])('is refused with a scan that %s', async (_, wrong) => {
    const { id } = await applied(clerk, await newFamily(clerk), 'fuel')
    const letter = { application: id, decision: 'approved', number: '1', on: '2024-02-10', scan: wrong }
    expect(await refused(() => call(clerk, 'recordDecision', letter))).toBe('SCAN_MALFORMED')
  })
})

describe('an overlap', () => {
  test('that stops names the programme; the next screening shows it too', async () => {
    const { family, mother, child } = await newFamily(clerk)
    await moved(agency, 'decideApplication', approval((await applied(clerk, { family, mother }, 'fuel')).id))
    const { id } = await applied(clerk, { family, mother: child }, 'rent')
    const before = await written()
    const answer = await call(agency, 'decideApplication', approval(id))
    expect(answer).toMatchObject({
      __typename: 'OverlapsFound',
      code: 'OVERLAP_STOPS',
      overlaps: [{ programme: { id: 'fuel' }, stops: true }],
    })
    expect(await written()).toEqual(before)
  })

  test('that warns is answered by the approver, for just what they saw, and the answer is kept', async () => {
    const { family, mother, child } = await newFamily(clerk)
    await moved(agency, 'decideApplication', approval((await applied(clerk, { family, mother }, 'fuel')).id))
    const { id } = await applied(clerk, { family, mother: child }, 'shoes')
    const decide = (acknowledged?: object) =>
      call(agency, 'decideApplication', { ...approval(id), acknowledged })
    for (const blind of [
      undefined,
      { programmes: ['bread'], reason: 'seen' },
      { programmes: ['fuel'], reason: ' ' },
    ])
      expect(await refused(() => decide(blind))).toBe('OVERLAP_NOT_ACKNOWLEDGED')
    const { application } = await decide({ programmes: ['fuel'], reason: 'The committee knows' })
    expect(application?.moves.at(-1)).toMatchObject({
      acknowledgement: 'The committee knows',
      overlaps: [{ programme: { id: 'fuel' } }],
    })
  })

  test('with a suspended enrolment still stops, with an ended or waiting one no more', async () => {
    const { family, mother, child } = await newFamily(clerk)
    await moved(agency, 'decideApplication', approval((await applied(clerk, { family, mother }, 'fuel')).id))
    const { id } = await applied(clerk, { family, mother: child }, 'rent')
    const move = await mover(family.id, 'fuel')
    expect(await move('suspended', 'verification', '2024-02-15')).toBe('suspended')
    expect(await refused(() => call(agency, 'decideApplication', approval(id)))).toBe('OVERLAP_STOPS')
    expect(await move('exited', 'graduated', '2024-02-20')).toBe('exited')
    expect((await moved(agency, 'decideApplication', approval(id))).state).toBe('approved')
  })
})

/** Moves the family's participation in a programme: the state it then has, or why not. */
async function mover(household: string, programme: string) {
  const enrolments = 'enrolments { id state programme { id } }'
  const { household: shown } = await reads<{
    household: { members: { person: { enrolments: { id: string; programme: { id: string } }[] } }[] }
  }>(`query ($id: ID!) { household(id: $id) { members { person { ${enrolments} } } } }`, { id: household })
  const enrolment = shown.members
    .flatMap(({ person }) => person.enrolments)
    .find((one) => one.programme.id === programme)?.id
  return async (to: string, reason: string, on: string, who = second) => {
    const answer = await call(who, 'moveEnrolment', { enrolment, to, reason, on }, 'EnrolmentResult')
    return answer.enrolment?.state ?? answer.code
  }
}

describe('a participation', () => {
  const enrolled = async () => {
    const { family, mother } = await newFamily(clerk)
    await moved(agency, 'decideApplication', approval((await applied(clerk, { family, mother }, 'fuel')).id))
    return { family, mother, move: await mover(family.id, 'fuel') }
  }

  test('is suspended, taken up again and ended; the screening of each day knows it', async () => {
    const { family, move } = await enrolled()
    expect(await move('suspended', 'complaint', '2024-02-12')).toBe('suspended')
    expect(await move('enrolled', 'resolved', '2024-02-14')).toBe('enrolled')
    expect(await move('exited', 'graduated', '2024-02-20')).toBe('exited')
    expect(await move('enrolled', 'resolved', '2024-02-21')).toBe('MOVE_NOT_POSSIBLE')
    const outcome = async (on: string) => {
      const { data } = await clerk.graphql<{
        screenHousehold: { screening: { results: { outcome: string }[] } }
      }>(
        'mutation ($id: ID!, $on: Date) { screenHousehold(household: $id, on: $on, programmes: ["fuel"]) { ... on ScreeningPayload { screening { results { outcome } } } } }',
        { id: family.id, on },
      )
      return data.screenHousehold.screening.results[0]?.outcome
    }
    const days = ['2024-02-09', '2024-02-10', '2024-02-13', '2024-02-19', '2024-02-20']
    expect(await Promise.all(days.map(outcome))).toEqual([
      'NEEDS_INFORMATION',
      'ALREADY_ENROLLED',
      'ALREADY_ENROLLED',
      'ALREADY_ENROLLED',
      'NEEDS_INFORMATION',
    ])
    const [history] = await platform.database.asAdmin<{ days: string }>(
      `select string_agg(state || ' ' || valid_from, ', ' order by valid_from) as days from enrolment where programme = 'fuel'
       and person_id = $1 and recorded_from > '2024-03-01' and recorded_to = 'infinity'`,
      [member(family, 0).person.id],
    )
    expect(history?.days).toBe(
      'enrolled 2024-02-10, suspended 2024-02-12, enrolled 2024-02-14, exited 2024-02-20',
    )
  })

  test('is where the last move left it, whatever a clock says', async () => {
    const { family, move } = await enrolled()
    expect(await move('suspended', 'complaint', '2024-02-12')).toBe('suspended')
    // Another process, whose clock is behind.
    platform.clock.advance(-60_000)
    expect(await move('exited', 'graduated', '2024-02-12')).toBe('exited')
    platform.clock.advance(60_000)
    expect(await enrolmentsOf(family.id)).toEqual(['fuel exited confirmed 2024-02-12'])
  })

  test('is not moved before it last moved, into the future, or for a reason of something else', async () => {
    const { move } = await enrolled()
    expect(await move('suspended', 'verification', '2024-02-09')).toBe('MOVE_TOO_EARLY')
    expect(await move('suspended', 'verification', '2024-04-01')).toBe('FUTURE_DATE')
    expect(await move('suspended', 'died', '2024-02-15')).toBe('REASON_NOT_FITTING')
  })

  test('is moved by its own institution, no other, and in its own district', async () => {
    const { move } = await enrolled()
    const [to, reason, on] = ['suspended', 'verification', '2024-02-15'] as const
    expect(await move(to, reason, on, health)).toBe('NOT_FOUND')
    expect(await move(to, reason, on, as('officer', 'R2'))).toBe('NOT_FOUND')
    expect(await move(to, reason, on, agency)).toBe('suspended')
  })

  test('that was decided is not undone by a mere word', async () => {
    const { family, mother } = await enrolled()
    const word = { person: mother, programme: 'fuel', enrolled: false, level: 'declared' }
    const answer = await change(clerk, 'declareEnrolments', { household: family.id, enrolments: [word] })
    expect(answer).toMatchObject({ code: 'ENROLMENT_DECIDED' })
  })
})

test('a day that is none is refused with its place, wherever one is read', async () => {
  const DAY = '2023-02-29'
  const { family, mother } = await newFamily(clerk)
  const { id: application } = await applied(clerk, { family, mother }, 'grant')
  const toApply = { household: family.id, person: mother, programme: 'alms', consent: true }
  const { data } = await clerk.graphql<{
    household: { members: { person: { enrolments: { id: string }[] } }[] }
  }>('query ($id: ID!) { household(id: $id) { members { person { enrolments { id } } } } }', {
    id: family.id,
  })
  const [enrolment] = data.household.members.flatMap(({ person }) => person.enrolments)
  const withdrawal = { application, reason: 'family_request', on: DAY }
  const quota = { programme: 'grant', fiscalYear: 2023, places: 1, from: DAY }
  const calls: readonly (readonly [ReturnType<typeof as>, string, object, string, string?])[] = [
    [clerk, 'apply', { ...toApply, occurredOn: DAY }, 'occurredOn'],
    [clerk, 'apply', { ...toApply, occurredOn: '2024-02-01', askAgainOn: DAY }, 'askAgainOn'],
    [agency, 'reviewApplication', { application, on: DAY }, 'on'],
    [agency, 'decideApplication', { application, decision: 'approved', on: DAY }, 'on'],
    [second, 'recordDecision', { application, decision: 'approved', number: '1', on: DAY }, 'on'],
    [clerk, 'postponeApplication', { application, askAgainOn: DAY }, 'askAgainOn'],
    [clerk, 'postponeApplication', { application, askAgainOn: '2024-04-01', on: DAY }, 'on'],
    [clerk, 'withdrawApplication', withdrawal, 'on'],
    [
      second,
      'moveEnrolment',
      { enrolment: enrolment?.id, to: 'exited', reason: 'moved_away', on: DAY },
      'on',
      'EnrolmentResult',
    ],
    [second, 'setQuota', { ...quota, area: 'R1' }, 'from', 'QuotaResult'],
  ]
  for (const [who, mutation, input, place, result] of calls)
    expect([mutation, await call(who, mutation, input, result)]).toMatchObject([
      mutation,
      { code: 'IMPOSSIBLE_DATE', path: [place] },
    ])
  for (const query of [
    `applications(askAgainBy: "${DAY}") { edges { cursor } }`,
    `packages(household: "${family.id}", on: "${DAY}") { on }`,
  ]) {
    const { errors } = await clerk.graphql(`{ ${query} }`)
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['IMPOSSIBLE_DATE'])
  }
})
