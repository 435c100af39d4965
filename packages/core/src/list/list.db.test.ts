import { afterAll, describe, expect, test } from 'vitest'
import { call, newFamily } from '../application/town.fixture.ts'
import { answerOf, declare, END } from '../conflict/conflict.fixture.ts'
import type { Session } from '../session.ts'
import {
  applyListIn,
  createTestPlatform,
  importListIn,
  member,
  registered,
  riverland,
  type SignedIn,
  stageListIn,
  type TestList,
  tablePrints,
  without,
} from '../testing/index.ts'
import { county } from './county.fixture.ts'
import { type Applied, step } from './job.ts'
import { openList, stageEntries, submitList } from './service.ts'

const platform = await createTestPlatform([county])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })
const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const southern = platform.as({ tenant: 'riverland', role: 'officer', area: 'R2' })

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> => {
  platform.clock.advance(1000)
  return platform.inSession('riverland', use)
}
const take = (given: TestList) => importListIn(inSession, given)

let seeds = 700_000
/** A family of which the mother is on lists. */
async function family(area = 'R1') {
  const seed = ++seeds
  const household = await registered(area === 'R1' ? clerk : south, riverland.family(seed, area))
  const card = `9${String(seed).padStart(12, '0')}`
  return { seed, household: household.id, mother: member(household, 0).person.id, card, area }
}
type Family = Awaited<ReturnType<typeof family>>
type Entry = TestList['entries'][number]

const lineOf = ({ seed, card, area }: Family, more: Partial<Entry> = {}): Entry => ({
  programme: 'fuel',
  status: 'enrolled',
  name: `Zarmina ${seed}`,
  parentName: `Gul Khan ${seed}`,
  village: `Ghat ${seed}`,
  area,
  documents: [{ kind: 'card', number: card }],
  ...more,
})
/** The same line of an institution that keeps no documents. */
const nameOnly = (of: Family, more: Partial<Entry> = {}) => lineOf(of, { documents: [], ...more })

interface Shown {
  readonly institutionList: {
    readonly complete: boolean
    readonly report: Readonly<Record<string, number | null>>
  }
}
const REPORT =
  'matched applied known outdated contradicted unapplied ambiguous unknown missing waiting refused'
/** What is not zero of a report. */
async function reportOf(list: string, who: SignedIn = officer): Promise<Record<string, number>> {
  const { data } = await who.graphql<Shown>(
    `query ($id: ID!) { institutionList(id: $id) { complete report { ${REPORT} } } }`,
    { id: list },
  )
  return Object.fromEntries(
    Object.entries(data.institutionList.report).flatMap(([key, count]) => (count ? [[key, count]] : [])),
  )
}

interface Match {
  readonly id: string
  readonly line: number
  readonly state: string
  readonly name: string
  readonly candidates: readonly {
    readonly likeness: number
    readonly person: { readonly id: string } | null
  }[]
}
async function matches(list: string, who: SignedIn = officer, state?: string): Promise<readonly Match[]> {
  const { data } = await who.graphql<{ listMatches: { edges: { node: Match }[] } }>(
    `query ($list: ID!, $state: ListEntryState) { listMatches(list: $list, state: $state, first: 50) { edges { node {
       id line state name candidates { likeness person { id } } } } } }`,
    { list, state },
  )
  return data.listMatches.edges.map(({ node }) => node)
}

let keys = 0
async function decide(who: SignedIn, match: string, person: string | null, reason = 'seen her card') {
  const { data } = await who.graphql<{ decided: { match?: Match; code?: string; path?: string[] } }>(
    `mutation ($input: DecideListMatchInput!) { decided: decideListMatch(input: $input) {
       ... on ListMatchPayload { match { id state } } ... on Problem { code path } } }`,
    { input: { idempotencyKey: `decide ${++keys}`, match, person, reason } },
  )
  return data.decided
}

/** `state level since`, latest first, of what is known of someone's participation. */
async function known({ mother, household }: Family, programme = 'fuel'): Promise<string[]> {
  const rows = await platform.database.asAdmin<{ said: string }>(
    `select concat_ws(' ', coalesce(state, 'off'), level, valid_from) as said from enrolment
     where programme = $1 and (person_id = $2 or household_id = $3) and recorded_to = 'infinity'
     order by valid_from desc, recorded_from desc, enrolment_id desc`,
    [programme, mother, household],
  )
  return rows.map(({ said }) => said)
}

/** Everything but who read what. */
const prints = async () => without(await tablePrints(platform.database), 'audit', 'idempotency', 'job')

describe('a line with a document', () => {
  test('is whoever holds it, in any area; a programme of households is the household’s', async () => {
    const [here, there] = [await family(), await family('R2')]
    const list = await take({
      layout: 'part',
      asOf: '2024-01-31',
      entries: [
        lineOf(here),
        lineOf(there, { area: 'R1', status: 'suspended' }),
        lineOf(here, { programme: 'relief' }),
      ],
    })
    expect(await known(here)).toEqual(['enrolled listed 2024-01-31'])
    expect(await known(there)).toEqual(['suspended listed 2024-01-31'])
    expect(await known(here, 'relief')).toEqual(['enrolled listed 2024-01-31'])
    expect(await reportOf(list)).toEqual({ matched: 2, applied: 2 })
    expect(await reportOf(list, southern)).toEqual({ matched: 1, applied: 1 })
  })

  test('under a stranger’s name is nobody’s until a person says so', async () => {
    const her = await family()
    const list = await take({
      layout: 'part',
      asOf: '2024-01-31',
      entries: [lineOf(her, { name: 'Bakhtawar', parentName: 'Toryalai' })],
    })
    expect(await known(her)).toEqual([])
    const [match] = await matches(list, officer, 'ambiguous')
    expect(match).toMatchObject({ name: 'Bakhtawar', candidates: [{ person: { id: her.mother } }] })
  })

  test('that nobody registered holds, under a name that nobody has, is unknown', async () => {
    const list = await take({
      layout: 'part',
      asOf: '2024-01-31',
      entries: [
        lineOf({ ...(await family()), card: '9999999999999' }, { name: 'Nobody', parentName: 'At All' }),
      ],
    })
    expect(await reportOf(list)).toEqual({ unknown: 1 })
  })
})

describe('a line without one', () => {
  test.each([
    ['ចាន់ សុខា', 'ចាន់ ដារ៉ា', 'ចាន់សុខា', 'ចាន់ដារ៉ា'],
    ['កែវមករា', 'កែវរតនា', 'កែវ មករា', 'កែវ រតនា'],
  ])('finds %s wherever its writer put a space', async (name, parentName, listed, listedParent) => {
    const input = riverland.family(++seeds, 'R1')
    const members = input.members.map((one, index) => (index === 0 ? { ...one, name, parentName } : one))
    const her = await registered(clerk, { ...input, members })
    const list = await take({
      layout: 'part',
      asOf: '2024-01-31',
      entries: [
        {
          programme: 'fuel',
          status: 'enrolled',
          name: listed,
          parentName: listedParent,
          village: `Ghat ${seeds}`,
          area: 'R1',
          documents: [],
        },
      ],
    })
    expect(await matches(list)).toMatchObject([
      { candidates: [{ likeness: 100, person: { id: member(her, 0).person.id } }] },
    ])
  })

  test('goes to a person who sees the candidate, however sure it looks; then it counts', async () => {
    const her = await family()
    const list = await take({ layout: 'part', asOf: '2024-01-31', entries: [nameOnly(her)] })
    expect(await known(her)).toEqual([])
    expect(await reportOf(list)).toEqual({ ambiguous: 1 })
    const [match] = await matches(list)
    expect(match).toMatchObject({ line: 2, candidates: [{ likeness: 100, person: { id: her.mother } }] })
    const id = match?.id ?? ''
    expect(await matches(list, southern)).toEqual([])
    expect(await decide(southern, id, her.mother)).toMatchObject({ code: 'NOT_FOUND', path: ['match'] })
    const stranger = await family()
    expect(await decide(officer, id, stranger.mother)).toMatchObject({ code: 'NOT_FOUND', path: ['person'] })
    expect(await decide(officer, id, her.mother, ' ')).toMatchObject({ code: 'REASON_REQUIRED' })
    expect(await decide(officer, id, her.mother)).toMatchObject({ match: { state: 'applied' } })
    expect(await decide(officer, id, null)).toMatchObject({ code: 'MOVE_NOT_POSSIBLE' })
    expect(await known(her)).toEqual(['enrolled listed 2024-01-31'])
  })

  test('is not decided by whoever has a conflict of interest with one of those it could be about', async () => {
    const her = await family()
    const list = await take({ layout: 'part', asOf: '2024-01-31', entries: [nameOnly(her)] })
    const [match] = await matches(list)
    const conflict = await declare(officer, { household: her.household })
    expect(await decide(officer, match?.id ?? '', her.mother)).toMatchObject({ code: 'CONFLICT_OF_INTEREST' })
    // To say that the list has others hides what the family receives.
    expect(await decide(officer, match?.id ?? '', null)).toMatchObject({ code: 'CONFLICT_OF_INTEREST' })
    expect(await known(her)).toEqual([])
    await answerOf(officer, END, { idempotencyKey: 'they moved', conflict, reason: 'they moved' })
    expect(await decide(officer, match?.id ?? '', her.mother)).toMatchObject({ match: { state: 'applied' } })
  })

  test('whom a person recognised is recognised in the next list', async () => {
    const her = await family()
    const first = await take({ layout: 'part', asOf: '2023-12-31', entries: [nameOnly(her)] })
    await decide(officer, (await matches(first))[0]?.id ?? '', her.mother)
    await take({ layout: 'part', asOf: '2024-01-31', entries: [nameOnly(her)] })
    expect(await known(her)).toEqual(['enrolled listed 2024-01-31', 'enrolled listed 2023-12-31'])
  })

  test('finds a name that is spelled otherwise, in another script too; not in another county', async () => {
    const her = await family()
    const of = async (more: Partial<Entry>) =>
      (
        await matches(await take({ layout: 'part', asOf: '2024-01-30', entries: [nameOnly(her, more)] }))
      ).flatMap(({ candidates }) => candidates.map(({ person }) => person?.id))
    expect(await of({ name: `زرمینہ ${her.seed}`, parentName: `گل خان ${her.seed}` })).toEqual([her.mother])
    // One letter of the skeleton: within one token.
    expect(await of({ name: `Zarmila ${her.seed}` })).toEqual([her.mother])
    expect(await of({ name: `Zarmila ${her.seed}`, parentName: `Gul Khad ${her.seed}` })).toEqual([])
    expect(await of({ name: `Zarmila ${her.seed}`, village: 'Elsewhere' })).toEqual([])
    expect(await of({ area: 'R2' })).toEqual([])
    expect(await of({ parentName: undefined })).toEqual([])
  })

  test('is not someone who holds another document of that kind', async () => {
    const her = await family()
    const list = await take({
      layout: 'part',
      asOf: '2024-01-31',
      entries: [nameOnly(her, { documents: [{ kind: 'card', number: '9888888888888' }] })],
    })
    expect(await reportOf(list)).toEqual({ unknown: 1 })
  })
})

describe('what is known already', () => {
  test('the same file, or the same lines in another one, change nothing', async () => {
    const [her, other] = [await family(), await family()]
    const entries = [lineOf(her, { amount: '1000.50' }), nameOnly(other)]
    const given = { layout: 'part', asOf: '2024-01-31', entries }
    const list = await take(given)
    const before = await prints()
    expect(await take(given)).toBe(list)
    expect(await prints()).toEqual(before)
    const again = await take({ ...given, entries: entries.toReversed() })
    expect(again).not.toBe(list)
    expect(without(await prints(), 'list', 'list_entry')).toEqual(without(before, 'list', 'list_entry'))
    expect(await reportOf(again)).toEqual({ known: 2 })
  })

  test('an older list fills what nobody knew, and changes nothing that a newer one said', async () => {
    const [her, other] = [await family(), await family()]
    await take({ layout: 'part', asOf: '2024-01-31', entries: [lineOf(her, { status: 'exited' })] })
    const older = await take({
      layout: 'part',
      asOf: '2023-12-31',
      entries: [lineOf(her), lineOf(other)],
    })
    expect(await known(her)).toEqual(['exited listed 2024-01-31'])
    expect(await known(other)).toEqual(['enrolled listed 2023-12-31'])
    expect(await reportOf(older)).toEqual({ matched: 2, applied: 1, outdated: 1 })
  })

  test('a decision stands, whatever a list says', async () => {
    const { family: home, mother } = await newFamily(clerk)
    const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })
    const applied = await call(clerk, 'apply', {
      household: home.id,
      person: mother,
      programme: 'fuel',
      consent: true,
      occurredOn: '2024-01-02',
    })
    await call(agency, 'decideApplication', {
      application: applied.application?.id,
      decision: 'approved',
      on: '2024-01-03',
    })
    const [{ name = '' } = {}] = await platform.database.asAdmin<{ name: string }>(
      'select name from person where person_id = $1',
      [mother],
    )
    const seed = Number(name.split(' ')[1])
    const her = { seed, household: home.id, mother, card: `9${String(seed).padStart(12, '0')}`, area: 'R1' }
    const list = await take({
      layout: 'part',
      asOf: '2024-02-20',
      entries: [lineOf(her, { status: 'exited' }), lineOf(her)],
    })
    expect(await reportOf(list)).toEqual({ matched: 1, known: 1, contradicted: 1 })
    expect(await known(her)).toEqual(['enrolled confirmed 2024-01-03'])
  })
})

describe('who is missing from a complete list', () => {
  test('is off from its day on, unless a person has yet to say whose a line is', async () => {
    const [stays, gone, asked] = [await family(), await family(), await family()]
    await take({
      layout: 'county-roll',
      area: 'R1',
      asOf: '2023-10-31',
      entries: [lineOf(stays), lineOf(gone), lineOf(asked)],
    })
    const list = await take({
      layout: 'county-roll',
      area: 'R1',
      asOf: '2023-11-30',
      entries: [lineOf(stays), nameOnly(asked)],
    })
    expect(await known(gone)).toEqual(['off listed 2023-11-30', 'enrolled listed 2023-10-31'])
    expect(await known(asked)).toEqual(['enrolled listed 2023-10-31'])
    expect(await reportOf(list)).toEqual({ matched: 1, applied: 1, ambiguous: 1, missing: 1 })
    const [match] = await matches(list, officer, 'ambiguous')
    await decide(officer, match?.id ?? '', null, 'another woman of that name')
    expect(await known(asked)).toEqual(['off listed 2023-11-30', 'enrolled listed 2023-10-31'])
    expect(await reportOf(list)).toEqual({ matched: 1, applied: 1, unknown: 1, missing: 2 })
  })

  test.each([
    ['lines were refused', { refused: 1 }],
    ['it is a part that was corrected', { whole: false }],
    ['it is not for that area alone', { area: undefined }],
    ['it is of another layout', { layout: 'part', area: undefined }],
  ])('is not told where %s', async (_, more) => {
    const [stays, other] = [await family(), await family()]
    const roll = { layout: 'county-roll', area: 'R1' }
    await take({ ...roll, asOf: '2023-12-10', entries: [lineOf(stays), lineOf(other)] })
    const { area, ...rest } = { ...roll, ...more }
    await take({ ...rest, ...(area ? { area } : {}), asOf: '2023-12-20', entries: [lineOf(stays)] })
    expect(await known(other)).toEqual(['enrolled listed 2023-12-10'])
  })

  const southRoll = { layout: 'county-roll', area: 'R2' }

  test('is off too where a person says only then that an older list had them', async () => {
    const [stays, her] = [await family('R2'), await family('R2')]
    const older = await take({ ...southRoll, asOf: '2024-01-10', entries: [lineOf(stays), nameOnly(her)] })
    await take({ ...southRoll, asOf: '2024-01-11', entries: [lineOf(stays)] })
    const [match] = await matches(older, southern, 'ambiguous')
    expect(await decide(southern, match?.id ?? '', her.mother)).toMatchObject({ match: { state: 'applied' } })
    expect(await known(her)).toEqual(['off listed 2024-01-11', 'enrolled listed 2024-01-10'])
    expect((await known(stays))[0]).toBe('enrolled listed 2024-01-11')
  })

  test('is off with the household that a person says a line is not about', async () => {
    const her = await family('R2')
    const relief = { programme: 'relief' }
    await take({ ...southRoll, asOf: '2024-01-12', entries: [lineOf(her, relief)] })
    const list = await take({ ...southRoll, asOf: '2024-01-13', entries: [nameOnly(her, relief)] })
    const [match] = await matches(list, southern, 'ambiguous')
    expect(await known(her, 'relief')).toEqual(['enrolled listed 2024-01-12'])
    expect(await decide(southern, match?.id ?? '', null)).toMatchObject({ match: { state: 'unknown' } })
    expect(await known(her, 'relief')).toEqual(['off listed 2024-01-13', 'enrolled listed 2024-01-12'])
  })

  test('is off where two lists come in at once, the newer one ahead', async () => {
    const [stays, her] = [await family('R2'), await family('R2')]
    const older = { ...southRoll, asOf: '2024-01-14', entries: [lineOf(stays), lineOf(her)] }
    const newer = { ...southRoll, asOf: '2024-01-15', entries: [lineOf(stays)] }
    const [first, second] = [await stageListIn(inSession, older), await stageListIn(inSession, newer)]
    const upTo = async (list: typeof first, stage: Applied['stage']) => {
      let state: Applied | null = null
      while (state?.stage !== stage) {
        const before: Applied | null = state
        state = await inSession((session) => step(session, list, before, { vocabularies: new Map() }))
      }
    }
    await upTo(second, 'overlap')
    await upTo(first, 'done')
    expect(await known(her)).toEqual(['off listed 2024-01-15', 'enrolled listed 2024-01-14'])
  })

  test('stays off when an older list comes later; the next one that has them takes them on again', async () => {
    const [stays, her] = [await family(), await family()]
    const roll = { layout: 'roll' }
    await take({ ...roll, asOf: '2024-02-10', entries: [lineOf(stays)] })
    await take({ ...roll, asOf: '2024-01-10', entries: [lineOf(stays), lineOf(her)] })
    expect(await known(her)).toEqual(['off listed 2024-02-10', 'enrolled listed 2024-01-10'])
    await take({ ...roll, asOf: '2024-02-20', entries: [lineOf(stays), lineOf(her)] })
    expect((await known(her))[0]).toBe('enrolled listed 2024-02-20')
  })
})

describe('decisions', () => {
  test('are recorded for the applications that are open, and count once a second person confirms them', async () => {
    const [her, other] = [await family(), await family()]
    const { application } = await call(clerk, 'apply', {
      household: her.household,
      person: her.mother,
      programme: 'desk',
      consent: true,
      occurredOn: '2024-01-02',
      askAgainOn: '2024-03-02',
    })
    const said = { programme: 'desk', status: 'approved', number: 'L/7', decidedOn: '2024-01-20' } as const
    const given = {
      layout: 'decisions',
      asOf: '2024-01-31',
      entries: [lineOf(her, said), lineOf(other, said)],
    }
    const list = await take(given)
    expect(await reportOf(list)).toEqual({ matched: 2, applied: 1, unapplied: 1 })
    expect(await known(her, 'desk')).toEqual([])
    // The same in another file is there already; an older one replaces nothing.
    expect(await reportOf(await take({ ...given, asOf: '2024-02-02' }))).toEqual({
      known: 1,
      matched: 1,
      unapplied: 1,
    })
    const older = lineOf(her, { ...said, status: 'declined', decidedOn: '2024-01-05' })
    expect(await reportOf(await take({ ...given, entries: [older] }))).toEqual({ matched: 1, outdated: 1 })
    const { data } = await officer.graphql<{
      application: { recordedDecisions: { id: string; state: string; number: string; decision: string }[] }
    }>('query ($id: ID!) { application(id: $id) { recordedDecisions { id state number decision } } }', {
      id: application?.id,
    })
    const [recorded, ...others] = data.application.recordedDecisions
    expect(others).toEqual([])
    expect(recorded).toMatchObject({ state: 'pending', number: 'L/7', decision: 'approved' })
    const confirmed = await call(officer, 'confirmRecordedDecision', { recordedDecision: recorded?.id })
    expect(confirmed).toMatchObject({ application: { state: 'approved' } })
    expect(await known(her, 'desk')).toEqual(['enrolled confirmed 2024-01-20'])
  })
})

describe('bad input', () => {
  test.each([
    ['an unknown list', { layout: 'registry' }, 'UNKNOWN_LIST'],
    ['a future day', { asOf: '2024-03-02' }, 'FUTURE_DATE'],
    ['no day', { asOf: '2024-02-30' }, 'IMPOSSIBLE_DATE'],
    ['an unknown area', { area: 'R99' }, 'UNKNOWN_AREA'],
  ])('%s', async (_, more, code) => {
    const before = await prints()
    const input = { layout: 'part', asOf: '2024-01-31', sha256: 'a'.repeat(64), ...more }
    await expect(inSession((session) => openList(session, input))).rejects.toMatchObject({ code })
    expect(await prints()).toEqual(before)
  })

  test('by someone who sees a part of the tenant only', async () => {
    const input = { layout: 'part', asOf: '2024-01-31', sha256: 'a'.repeat(64) }
    const permissions = new Map([['list.import', ['R1']]] as const)
    await expect(
      inSession((session) => openList({ ...session, actor: { ...session.actor, permissions } }, input)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('no name or number is in clear, anywhere', async () => {
  const her = await family()
  await take({
    layout: 'part',
    asOf: '2024-02-25',
    entries: [nameOnly(her, { name: 'Secretname', number: 'SECRET/1', village: 'Secretvillage' })],
  })
  const rows = await platform.database.asAdmin('select * from list_entry')
  const rest = await platform.database.asAdmin('select detail, subjects::text from audit')
  expect(JSON.stringify([rows, rest])).not.toMatch(/secret(name|village|\/1)/i)
  expect(JSON.stringify(rows)).not.toContain(her.card)
})

test('two at once bring one list in once', async () => {
  const people = await Promise.all([family(), family(), family()])
  const given = { layout: 'part', asOf: '2024-02-26', entries: people.map((her) => lineOf(her)) }
  const [one, other] = await Promise.all([stageListIn(inSession, given), stageListIn(inSession, given)])
  expect(one).toBe(other)
  const jobs = await platform.database.asAdmin(`select from job where input->>'list' = $1`, [one])
  expect(jobs).toHaveLength(1)
  await applyListIn(inSession, one)
  expect(await reportOf(one)).toEqual({ matched: 3, applied: 3 })
  for (const her of people) expect(await known(her)).toEqual(['enrolled listed 2024-02-26'])
})

test('what was cut off is taken up where it stopped: a list that was half brought in', async () => {
  const people = await Promise.all([family(), family()])
  const given = { layout: 'part', asOf: '2024-02-27', sha256: 'b'.repeat(64) }
  const entries = people.map((her, index) => ({ ...lineOf(her), line: index + 2 }))
  const { list } = await inSession((session) => openList(session, given))
  await inSession((session) => stageEntries(session, list, entries.slice(0, 1)))
  const again = await inSession((session) => openList(session, given))
  expect(again).toEqual({ list, job: null })
  await inSession((session) => stageEntries(session, list, entries))
  await inSession((session) => submitList(session, list, { lines: 2, refused: 0, whole: true }))
  await applyListIn(inSession, list)
  expect(await reportOf(list)).toEqual({ matched: 2, applied: 2 })
})

test('whatever moment it is cut off at, a list ends as if nothing had been', async () => {
  const states: string[][] = []
  for (const cut of [false, true]) {
    const people = [await family(), await family(), await family()]
    const [one, other, gone] = people
    if (!one || !other || !gone) throw new Error('families')
    const layout = { layout: 'county-roll', area: 'R1' }
    // After every list before: whoever comes with an older one is missing from them.
    const [before, day] = cut ? ['2024-02-07', '2024-02-08'] : ['2024-02-05', '2024-02-06']
    await take({ ...layout, asOf: before ?? '', entries: people.map((her) => lineOf(her)) })
    const entries = [lineOf(one), nameOnly(other), lineOf(one, { programme: 'rent' })]
    const list = await stageListIn(inSession, { ...layout, asOf: day ?? '', entries })
    let state: Applied | null = null
    while (state?.stage !== 'done') {
      const from: Applied | null = state
      const batch = (session: Session): Promise<Applied> =>
        step(session, list, from, { vocabularies: new Map() })
      // Its transaction is undone at its very end, and another process begins it anew.
      if (cut)
        await expect(
          inSession(async (session) => {
            await batch(session)
            throw new Error('killed')
          }),
        ).rejects.toThrow('killed')
      state = await inSession(batch)
    }
    expect(state?.done).toBe(entries.length)
    const known = await platform.database.asAdmin<{ said: string }>(
      `select concat_ws(' ', line, state, programme, (select count(*) from list_candidate c
         where c.list_entry_id = e.list_entry_id)) as said
       from list_entry e where list_id = $1 and (line is not null or person_id = any($2::uuid[])) order by said`,
      [list, people.map(({ mother }) => mother)],
    )
    const work = await platform.database.asAdmin<{ said: string }>(
      `select concat_ws(' ', state, array_to_string(rules, ' ')) as said from overlap where household_id = any($1::uuid[])`,
      [people.map(({ household }) => household)],
    )
    states.push([...known, ...work].map(({ said }) => said))
  }
  expect(states[0]?.length).toBeGreaterThan(4)
  expect(states[1]).toEqual(states[0])
})
