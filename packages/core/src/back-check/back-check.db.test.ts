import { afterAll, describe, expect, test } from 'vitest'
import { newFamily, town } from '../application/town.fixture.ts'
import { declare } from '../conflict/conflict.fixture.ts'
import type { Session } from '../session.ts'
import {
  createTestPlatform,
  type Problem,
  type ShownHousehold,
  type SignedIn,
  TEST_ISSUER,
  tablePrints,
  without,
} from '../testing/index.ts'
import { daysToDraw, drawBackChecks, drawDay } from './draw.ts'

const drawing = (backCheckPercent: number) => ({
  ...town.definition,
  oversight: { ...town.definition.oversight, backCheckPercent },
})
const platform = await createTestPlatform([drawing(100)])
afterAll(() => platform.close())
const as = (role: string, area?: string) =>
  platform.as({ tenant: 'riverland', role, ...(area !== undefined && { area }) })
const clerk = as('clerk', 'R1')
const officer = as('officer', 'R1')
const southOfficer = as('officer', 'R2')
const administrator = as('administrator')
const DAY = 86_400_000
const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057'

const inSession = <Result>(use: (session: Session) => Promise<Result>) => platform.inSession('riverland', use)
/** Draws as the job does. */
async function night(): Promise<readonly string[]> {
  platform.clock.advance(DAY)
  const days = await inSession(daysToDraw)
  for (const day of days) await inSession((session) => drawDay(session, day))
  return days
}
const screen = (family: { readonly id: string }, programmes?: readonly string[]) =>
  clerk.graphql(
    'mutation ($id: ID!, $programmes: [ID!]) { screenHousehold(household: $id, programmes: $programmes) { __typename } }',
    { id: family.id, programmes },
  )

interface Check {
  readonly id: string
  readonly state: string
  readonly household: { readonly id: string } | null
  readonly questions: readonly {
    readonly person: string | null
    readonly fact: string
    readonly programmes: readonly string[]
  }[]
  readonly results: readonly {
    readonly programme: { readonly id: string }
    readonly window: string
    readonly found: string
    readonly verdict: string
  }[]
}
const CHECK = `id state household { id } questions { person fact programmes }
  results { programme { id } window found enrolled verdict }`

async function checks(who: SignedIn): Promise<readonly Check[]> {
  const { data, errors } = await who.graphql<{ backChecks: { edges: { node: Check }[] } } | null>(
    `{ backChecks(first: 100) { edges { node { ${CHECK} } } } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.backChecks.edges.map(({ node }) => node)
}
const checkOf = async ({ id }: { readonly id: string }, who = officer) =>
  (await checks(who)).find(({ household }) => household?.id === id)

/** The first request after it reads the new release. */
async function apply(definition: ReturnType<typeof drawing>): Promise<void> {
  await platform.apply(definition)
  await officer.graphql('{ flagCounts { count } }')
}

let keys = 0
async function recorded(
  who: SignedIn,
  input: object,
): Promise<Partial<Problem> & { readonly backCheck?: Check }> {
  const { data, errors } = await who.graphql<{ answer: Partial<Problem> & { backCheck?: Check } } | null>(
    `mutation ($input: RecordBackCheckInput!) { answer: recordBackCheck(input: $input) {
       ... on Problem { code path } ... on BackCheckPayload { backCheck { ${CHECK} } } } }`,
    { input: { idempotencyKey: `check ${++keys}`, visitedOn: today(), ...input } },
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.answer
}
const today = () => platform.clock.now().toISOString().slice(0, 10)
const income = (number: string) => [{ fact: 'income', number, source: 'family' }]

/** A family that the window screened, and whose screening was drawn. */
async function drawn(): Promise<{
  readonly family: ShownHousehold
  readonly mother: string
  readonly check: string
}> {
  const { family, mother } = await newFamily(clerk)
  await screen(family)
  await night()
  return { family, mother, check: (await checkOf(family))?.id ?? '' }
}

describe('drawing', () => {
  test('considers each screening of the days that are over once, and says of how many', async () => {
    const { family, check } = await drawn()
    expect(check).not.toBe('')
    await screen(family)
    // The day itself is not over.
    expect(await inSession(daysToDraw)).toEqual([])
    expect(await night()).toHaveLength(1)
    expect(await night()).toEqual([])
    const rows = await platform.database.asAdmin<{
      screenings: number
      checks: number
      considered: number
      drawn: number
    }>(
      `select (select count(*)::int from screening) as screenings, (select count(*)::int from back_check) as checks,
         sum(considered)::int as considered, sum(drawn)::int as drawn from back_check_draw`,
    )
    expect(rows).toEqual([{ screenings: 2, checks: 2, considered: 2, drawn: 2 }])
  })

  test('leaves a day alone until what began before midnight has ended', async () => {
    const { family } = await newFamily(clerk)
    await screen(family)
    const day = today()
    // Midnight in Karachi is seven in the evening before.
    platform.clock.set(`${day}T19:05:00Z`)
    expect(await inSession(daysToDraw)).toEqual([])
    platform.clock.set(`${day}T19:11:00Z`)
    expect(await inSession(daysToDraw)).toEqual([day])
    await night()
  })

  test('is done once, wherever it is cut off, and however often it is begun again', async () => {
    const { family } = await newFamily(clerk)
    for (const _ of [1, 2, 3]) {
      await screen(family)
      platform.clock.advance(DAY)
    }
    const before = await prints()
    const run = (checkpoint: Parameters<typeof drawBackChecks.run>[0]['checkpoint'], cutOffAfter: number) => {
      let saved = checkpoint
      let saves = 0
      const ran = drawBackChecks.run({
        id: 'job' as never,
        input: {},
        checkpoint,
        release: {} as never,
        signal: new AbortController().signal,
        inTenant: (_mode, use) => inSession(use),
        save: async (_session, state) => {
          if (saves++ === cutOffAfter) throw new Error('killed')
          saved = state as typeof saved
        },
      })
      return ran.then(
        () => saved,
        () => saved,
      )
    }
    const first = await run(null, 0)
    // Killed before its first day was saved: nobody has seen anything of it.
    expect(await prints()).toEqual(before)
    const second = await run(first, 1)
    const half = await platform.database.asAdmin('select back_check_id from back_check order by 1')
    await run(second, -1)
    const whole = await platform.database.asAdmin('select back_check_id from back_check order by 1')
    expect(whole.slice(0, half.length)).toEqual(half)
    expect(whole.length - half.length).toBe(2)
    const after = await prints()
    await run(null, -1)
    await run(second, -1)
    for (const day of await inSession(daysToDraw)) await inSession((session) => drawDay(session, day))
    expect(await prints()).toEqual(after)
  })

  test('takes the tenant’s share, by chance and not by clerk', async () => {
    const one = await createTestPlatform([drawing(25)])
    const { family } = await newFamily(one.as({ tenant: 'riverland', role: 'clerk', area: 'R1' }))
    await one
      .as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
      .graphql('mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }', { id: family.id })
    const many = 4_000
    await one.database.asAdmin(
      `insert into screening select tenant_id, operating_area, gen_random_uuid(), household_id, area_then, on_date, known_at, release_hash,
         programmes, input, people, results, next_question, 'clerk ' || n % 2 from screening, generate_series(1, $1::int) n`,
      [many],
    )
    one.clock.advance(DAY)
    const day = one.clock.now()
    await one.inSession('riverland', async (session) => {
      for (const each of await daysToDraw(session)) await drawDay(session, each)
    })
    const drawnBy = await one.database.asAdmin<{ screened_by: string; count: number }>(
      `select screened_by, count(*)::int as count from back_check where screened_by like 'clerk %' group by 1 order by 1`,
    )
    // 500 of 2,000 each; five standard deviations are 97. A draw that can be foreseen would be caught below.
    expect(drawnBy).toHaveLength(2)
    for (const { count } of drawnBy) expect(Math.abs(count - 500)).toBeLessThan(97)
    const [draw] = await one.database.asAdmin(
      'select considered, drawn = (select count(*) from back_check) as is_all, share from back_check_draw',
    )
    expect(draw).toEqual({ considered: many + 1, is_all: true, share: 2500 })
    expect(day).toBeDefined()
    await one.close()
  })
})

const prints = async () => without(await tablePrints(platform.database, 'riverland'), 'audit')

describe('a back-check', () => {
  test('asks again what the rules looked at, without what was answered, and nothing sensitive', async () => {
    const { family, mother } = await drawn()
    const check = await checkOf(family)
    expect(check?.questions).toEqual(
      expect.arrayContaining([
        { person: null, fact: 'income', programmes: ['relief'] },
        { person: mother, fact: 'marital_status', programmes: ['grant'] },
      ]),
    )
    const facts = check?.questions.map(({ fact }) => fact)
    for (const fact of ['pregnant', 'score', 'certified']) expect(facts).not.toContain(fact)
    expect(JSON.stringify(check)).not.toMatch(/15000|widowed/)
  })

  test.each([
    ['agrees', '15000', 'ELIGIBLE', 'agreed'],
    ['finds an inclusion error', '90000', 'NOT_ELIGIBLE', 'inclusion_error'],
  ])('%s', async (_, number, found, verdict) => {
    const { family, check } = await drawn()
    const facts = await factsOf(family)
    const { backCheck } = await recorded(officer, {
      backCheck: check,
      programmes: ['relief'],
      facts: income(number),
    })
    expect(backCheck).toMatchObject({
      state: 'recorded',
      results: [{ programme: { id: 'relief' }, window: 'ELIGIBLE', found, enrolled: false, verdict }],
    })
    // It measures the window, and changes nothing of the family's.
    expect(await factsOf(family)).toEqual(facts)
  })

  test('finds an exclusion error, by the rules and on the day of the screening', async () => {
    const { family } = await newFamily(clerk)
    await clerk.graphql(
      'mutation ($input: RecordFactsInput!) { recordFacts(input: $input) { __typename } }',
      { input: { household: family.id, facts: [{ ...income('90000')[0], observedOn: today() }] } },
    )
    await screen(family)
    await night()
    const strict = {
      ...drawing(100),
      parameters: town.definition.parameters.map((parameter) =>
        parameter.id === 'income.limit'
          ? { ...parameter, history: parameter.history.map((value) => ({ ...value, values: ['1'] })) }
          : parameter,
      ),
    }
    await apply(strict)
    const check = (await checkOf(family))?.id
    const { backCheck } = await recorded(officer, {
      backCheck: check,
      programmes: ['relief'],
      facts: income('15000'),
    })
    expect(backCheck?.results).toMatchObject([
      { window: 'NOT_ELIGIBLE', found: 'ELIGIBLE', verdict: 'exclusion_error' },
    ])
    await apply(drawing(100))
  })

  test('leaves undecided what was not asked again: the old answer does not stand in for it', async () => {
    const { check } = await drawn()
    const { backCheck } = await recorded(officer, { backCheck: check, programmes: ['relief'] })
    expect(backCheck?.results).toMatchObject([
      { window: 'ELIGIBLE', found: 'NEEDS_INFORMATION', verdict: 'undecided' },
    ])
  })

  test('keeps a score, which a visit cannot find out', async () => {
    const { mother, check } = await drawn()
    const widow = { person: mother, fact: 'marital_status', choice: 'widowed', source: 'document' }
    const { backCheck } = await recorded(officer, { backCheck: check, programmes: ['grant'], facts: [widow] })
    expect(backCheck?.results).toContainEqual(
      expect.objectContaining({ window: 'ELIGIBLE', found: 'ELIGIBLE', verdict: 'agreed' }),
    )
  })

  test('that was not possible says why', async () => {
    const { check } = await drawn()
    const { backCheck } = await recorded(officer, { backCheck: check, notPossible: 'moved_away' })
    expect(backCheck).toMatchObject({ state: 'not_possible', results: [] })
  })

  test('is recorded once, and the same twice is one', async () => {
    const { check } = await drawn()
    const visit = { backCheck: check, programmes: ['relief'], facts: income('1'), idempotencyKey: 'twice' }
    expect((await recorded(officer, visit)).backCheck?.state).toBe('recorded')
    expect((await recorded(officer, visit)).backCheck?.state).toBe('recorded')
    expect((await recorded(officer, { ...visit, idempotencyKey: 'anew' })).code).toBe('MOVE_NOT_POSSIBLE')
  })

  test.each<[string, (of: { family: ShownHousehold; mother: string }) => object, string]>([
    ['without programmes or a reason', () => ({}), 'BACK_CHECK_INCOMPLETE programmes'],
    [
      'with both',
      () => ({ programmes: ['relief'], notPossible: 'died' }),
      'BACK_CHECK_INCOMPLETE programmes',
    ],
    [
      'that was not possible, with facts',
      () => ({ notPossible: 'died', facts: income('1') }),
      'BACK_CHECK_INCOMPLETE programmes',
    ],
    [
      'of a day that there is not',
      () => ({ visitedOn: '2024-02-30', notPossible: 'died' }),
      'IMPOSSIBLE_DATE visitedOn',
    ],
    ['of a day to come', () => ({ visitedOn: '2100-01-01', notPossible: 'died' }), 'FUTURE_DATE visitedOn'],
    [
      'of a day before the screening',
      () => ({ visitedOn: '2024-01-01', notPossible: 'died' }),
      'MOVE_TOO_EARLY visitedOn',
    ],
    ['of a programme that is not there', () => ({ programmes: ['none'] }), 'UNKNOWN_PROGRAMME programmes.0'],
    [
      'of one whose rules read something sensitive',
      () => ({ programmes: ['nutrition'] }),
      'NOT_FOUND programmes.0',
    ],
    [
      'of a stranger',
      () => ({
        programmes: ['grant'],
        facts: [{ person: NOBODY, fact: 'marital_status', choice: 'married', source: 'family' }],
      }),
      'NOT_FOUND facts.0.person',
    ],
    [
      'of a fact that is not there',
      () => ({ programmes: ['relief'], facts: [{ fact: 'none', number: '1', source: 'family' }] }),
      'UNKNOWN_FACT facts.0.fact',
    ],
    [
      'of a sensitive fact that was not chosen',
      ({ mother }) => ({
        programmes: ['grant'],
        facts: [
          { person: mother, fact: 'pregnant', boolean: true, source: 'family', programme: 'nutrition' },
        ],
      }),
      'SENSITIVE_FACT_NOT_NEEDED facts.0.programme',
    ],
    [
      'of the same fact twice',
      () => ({ programmes: ['relief'], facts: [...income('1'), ...income('2')] }),
      'FACT_TWICE facts',
    ],
    ['of no check', () => ({ backCheck: NOBODY, notPossible: 'died' }), 'NOT_FOUND backCheck'],
    ['of no id', () => ({ backCheck: 'x', notPossible: 'died' }), 'NOT_FOUND backCheck'],
  ])('%s is refused, and nothing is written', async (_, wrong, expected) => {
    waiting ??= waits()
    const { check, before, ...of } = await waiting
    const { code, path } = await recorded(officer, { backCheck: check, ...wrong(of) })
    expect(`${code} ${path?.join('.')}`).toBe(expected)
    expect(await prints()).toEqual(before)
  })
})

/** One that every refusal leaves as it is. */
let waiting: ReturnType<typeof waits> | undefined
const waits = async () => ({ ...(await drawn()), before: await prints() })

const factsOf = (family: ShownHousehold) =>
  platform.database.asAdmin('select * from fact where household_id = $1 order by fact_id', [family.id])

describe('by whom', () => {
  test('nobody checks or sees a screening of their own, or a family that they registered or have a conflict with', async () => {
    await administrator.graphql(
      'mutation ($input: OpenAccountInput!) { openAccount(input: $input) { __typename } }',
      {
        input: {
          issuer: TEST_ISSUER,
          subject: 'both',
          name: 'both',
          roles: [
            { role: 'clerk', area: 'R1' },
            { role: 'officer', area: 'R1' },
          ],
        },
      },
    )
    const both = platform.signIn('riverland', { issuer: TEST_ISSUER, subject: 'both' })
    const own = await newFamily(both)
    await screen(own.family)
    const screenedByBoth = await newFamily(clerk)
    await both.graphql('mutation ($id: ID!) { screenHousehold(household: $id) { __typename } }', {
      id: screenedByBoth.family.id,
    })
    const cousins = await newFamily(clerk)
    await screen(cousins.family)
    await declare(both, { household: cousins.family.id })
    await night()
    const visit = { programmes: ['relief'], facts: income('1') }
    const of = async (family: ShownHousehold) => (await checkOf(family))?.id
    expect((await recorded(both, { ...visit, backCheck: await of(own.family) })).code).toBe(
      'SECOND_PERSON_NEEDED',
    )
    expect((await recorded(both, { ...visit, backCheck: await of(screenedByBoth.family) })).code).toBe(
      'SECOND_PERSON_NEEDED',
    )
    expect((await recorded(both, { ...visit, backCheck: await of(cousins.family) })).code).toBe(
      'CONFLICT_OF_INTEREST',
    )
    expect(await checkOf(screenedByBoth.family, both)).toBeUndefined()
    expect((await recorded(officer, { ...visit, backCheck: await of(own.family) })).backCheck).toBeDefined()
  })

  test('nobody of another county; whoever the family moved to goes on, and it counts where the window worked', async () => {
    const { family, check } = await drawn()
    const visit = { backCheck: check, programmes: ['relief'], facts: income('90000') }
    expect((await recorded(southOfficer, visit)).code).toBe('NOT_FOUND')
    expect(await checkOf(family, southOfficer)).toBeUndefined()
    await as('clerk', 'R2').graphql(
      'mutation ($reference: String!) { transferHousehold(input: { reference: $reference, toArea: "R2", agreed: true }) { __typename } }',
      { reference: family.reference },
    )
    expect((await recorded(southOfficer, visit)).backCheck?.state).toBe('recorded')
    const rows = await platform.database.asAdmin(
      'select operating_area, verdict from back_check_result where back_check_id = $1',
      [check],
    )
    expect(rows).toEqual([{ operating_area: 'R1', verdict: 'inclusion_error' }])
  })
})

describe('the report', () => {
  interface Rate {
    readonly errors: number
    readonly of: number
    readonly rate: number
    readonly low: number
    readonly high: number
  }
  interface Report {
    readonly draws: readonly {
      readonly area: { readonly id: string }
      readonly considered: number
      readonly drawn: number
    }[]
    readonly rows: readonly {
      readonly programme: { readonly id: string }
      readonly area: { readonly id: string } | null
      readonly inclusion: Rate | null
      readonly exclusion: Rate | null
    }[]
  }
  const report = async (who: SignedIn, args: string) => {
    const { data, errors } = await who.graphql<{ backCheckReport: Report } | null>(
      `{ backCheckReport(${args}) { draws { area { id } considered drawn recorded notPossible }
         rows { programme { id } area { id } agreed inclusionErrors exclusionErrors undecided
           inclusion { errors of rate low high } exclusion { errors of rate low high } } } }`,
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.backCheckReport
  }
  // A month of its own, with results as they are written.
  const found = (area: string, verdict: string, window: string, again: string, times: number) =>
    platform.database.asAdmin(
      `insert into back_check_result select b.tenant_id, $1, b.back_check_id, '2031-05-05', 'relief', n + $6::int, $3, false, $4, $2
       from (select * from back_check limit 1) b, generate_series(1, $5::int) n`,
      [area, verdict, window, again, times, 1_000 * ++keys],
    )
  const MAY = 'from: "2031-05-01", to: "2031-05-31"'

  test('counts errors among whom they could be found in, with their intervals, and tells no few', async () => {
    await found('R1', 'agreed', 'ELIGIBLE', 'ELIGIBLE', 30)
    await found('R1', 'inclusion_error', 'ELIGIBLE', 'NOT_ELIGIBLE', 10)
    await found('R1', 'exclusion_error', 'NOT_ELIGIBLE', 'ELIGIBLE', 20)
    await found('R1', 'undecided', 'ELIGIBLE', 'NEEDS_INFORMATION', 7)
    await found('R2', 'agreed', 'ELIGIBLE', 'ELIGIBLE', 40)
    await found('R2', 'inclusion_error', 'ELIGIBLE', 'NOT_ELIGIBLE', 3)
    const { rows } = await report(administrator, `${MAY}, byArea: true`)
    expect(rows).toMatchObject([
      {
        programme: { id: 'relief' },
        area: { id: 'R1' },
        agreed: 30,
        inclusionErrors: 10,
        exclusionErrors: 20,
        undecided: 7,
        inclusion: { errors: 10, of: 40, rate: 0.25 },
        exclusion: { errors: 20, of: 50, rate: 0.4 },
      },
      {
        area: { id: 'R2' },
        agreed: 40,
        inclusionErrors: null,
        exclusionErrors: 0,
        undecided: 0,
        inclusion: null,
      },
    ])
    expect(rows[0]?.inclusion?.low).toBeCloseTo(0.1419, 4)
    expect(rows[0]?.inclusion?.high).toBeCloseTo(0.4019, 4)
    expect(rows[1]?.exclusion).toMatchObject({ errors: 0, of: 40 })
    const { rows: all } = await report(administrator, MAY)
    expect(all).toMatchObject([
      { area: null, agreed: 70, inclusionErrors: 13, inclusion: { errors: 13, of: 83 } },
    ])
  })

  test('is of the reader’s areas, and says of how many was drawn', async () => {
    expect((await report(officer, `${MAY}, byArea: true`)).rows.map(({ area }) => area?.id)).toEqual(['R1'])
    const { draws } = await report(officer, 'from: "2024-01-01"')
    expect(draws.map(({ area }) => area.id)).toEqual(['R1'])
    expect(draws[0]?.considered).toBe(draws[0]?.drawn)
  })

  test.each([
    ['from: "2024-02-30"', 'IMPOSSIBLE_DATE'],
    ['to: "2024-02-30"', 'IMPOSSIBLE_DATE'],
    ['from: "2024-02-01", to: "2024-01-01"', 'DATES_REVERSED'],
  ])('of %s is refused', async (args, code) => {
    await expect(report(officer, args)).rejects.toThrow(code)
  })
})
