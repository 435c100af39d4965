import { screenHousehold } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { JobKind } from '../job/kind.ts'
import { runJob } from '../job/run.ts'
import { loadSnapshot } from '../screening/snapshot.ts'
import type { Session } from '../session.ts'
import {
  changed,
  createTestPlatform,
  member,
  registered,
  riverland,
  type ShownHousehold,
  type SignedIn,
  screenPopulationIn,
} from '../testing/index.ts'
import { createWorker } from '../worker.ts'
import { fillScratch } from './fill.ts'
import { requestPopulationScreening, screenAgain, screenPopulation } from './job.ts'
import { unpackOutcomes } from './pack.ts'
import { beginPopulationScreening, type Screened, screenNext } from './service.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const south = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R2' })

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
  platform.inSession('riverland', use)

const screened = (on: string, size: number) => {
  platform.clock.advance(1000)
  return screenPopulationIn(inSession, on, size)
}

interface Stored {
  readonly household_id: string
  readonly operating_area: string
  readonly members: string[]
  readonly outcomes: string
}

/** `household programme unit outcome`, as it is kept. */
async function kept(screening: string): Promise<string[]> {
  const rows = await platform.database.asAdmin<Stored>(
    'select household_id, operating_area, members::text[], outcomes from population_outcome where population_screening_id = $1',
    [screening],
  )
  return rows
    .flatMap(({ household_id: household, members, outcomes }) =>
      unpackOutcomes(outcomes, { household, members }).flatMap((units, index) =>
        [...units].map(
          ([unit, outcome]) =>
            `${household} ${riverland.definition.programmes[index]?.id} ${unit} ${outcome}`,
        ),
      ),
    )
    .sort()
}

/** The same, one household after the other. */
async function oneByOne(screening: string, definition: Definition = riverland.definition): Promise<string[]> {
  const [run] = await platform.database.asAdmin<{ on: string; known_at: Date }>(
    'select on_date::text as on, known_at from population_screening where population_screening_id = $1',
    [screening],
  )
  if (!run) throw new Error('no such screening')
  const households = await platform.database.asAdmin<{ id: never; area: string }>(
    'select household_id as id, operating_area as area from household where recorded_at <= $1',
    [run.known_at],
  )
  const all: string[] = []
  await inSession(async ({ tx, tenant }) => {
    for (const { id, area } of households) {
      const household = await loadSnapshot(tx, tenant, {
        household: id,
        area,
        on: run.on,
        knownAt: run.known_at,
      })
      const results = screenHousehold({
        programmes: definition.programmes,
        household,
        on: run.on,
        parameter: (parameter) => tenant.parameter(parameter, run.on),
      })
      for (const { programme, unit, outcome } of results) all.push(`${id} ${programme} ${unit.id} ${outcome}`)
    }
  })
  return all.sort()
}

const homes: ShownHousehold[] = []
for (let seed = 1; seed <= 9; seed++)
  homes.push(await registered(seed < 7 ? clerk : south, riverland.family(seed, seed < 7 ? 'R1' : 'R2')))
const [first, second, third, fourth] = homes
if (!first || !second || !third || !fourth) throw new Error('families')
const mother = member(first, 0).person.id

await changed(clerk, 'declareEnrolments', {
  household: second.id,
  enrolments: [
    {
      person: member(second, 0).person.id,
      programme: 'grant',
      enrolled: true,
      level: 'declared',
      asOf: '2024-02-01',
    },
    { programme: 'relief', enrolled: true, level: 'declared', asOf: '2024-01-15' },
  ],
})
// Said twice of one day: the later word counts.
for (const enrolled of [true, false])
  await changed(clerk, 'declareEnrolments', {
    household: third.id,
    enrolments: [{ programme: 'relief', enrolled, level: 'declared', asOf: '2024-02-02' }],
  })
await changed(clerk, 'recordFacts', {
  household: first.id,
  facts: [
    { person: mother, fact: 'marital_status', choice: 'married', source: 'family', observedOn: '2024-02-10' },
    { fact: 'income', number: '45000', source: 'family', observedOn: '2024-02-10' },
  ],
})
await changed(clerk, 'setMembership', {
  household: third.id,
  person: member(third, 1).person.id,
  from: '2024-02-05',
  presence: 'absent',
})
await changed(clerk, 'setMembership', {
  household: second.id,
  person: member(third, 1).person.id,
  from: '2024-02-05',
})
await changed(clerk, 'recordDeath', {
  household: fourth.id,
  person: member(fourth, 1).person.id,
  diedOn: '2024-02-07',
  reason: 'seen',
})
const fifth = homes[4]
if (!fifth) throw new Error('families')
await changed(clerk, 'splitHousehold', {
  idempotencyKey: 'apart',
  household: fifth.id,
  members: [{ person: member(fifth, 1).person.id, role: 'head' }],
  from: '2024-02-09',
  reason: 'own roof',
})

// Twelve months later this answer is stale, on the last day not yet.
await changed(clerk, 'recordFacts', {
  household: fourth.id,
  facts: [{ fact: 'income', number: '1000', source: 'family', observedOn: '2022-12-31' }],
})

test.each([
  '2009-06-01',
  '2016-01-01',
  '2023-06-01',
  '2023-12-31',
  '2024-01-01',
  '2024-01-20',
  '2024-02-12',
  '2024-03-01',
])('a population is screened as its households are one by one, on %s', async (on) => {
  const screening = await screened(on, 4)
  const expected = await oneByOne(screening)
  expect(expected.length).toBeGreaterThan(20)
  expect(await kept(screening)).toEqual(expected)
})

test('it reads the same when it is made again from what was known then', async () => {
  const screening = await screened('2024-02-12', 100)
  const before = await kept(screening)
  await changed(clerk, 'recordFacts', {
    household: second.id,
    facts: [{ fact: 'income', number: '90000', source: 'family', observedOn: '2024-02-01' }],
  })
  await changed(clerk, 'correctPerson', {
    household: second.id,
    person: member(second, 1).person.id,
    birth: { year: 1990 },
    reason: 'B-form',
  })
  await registered(clerk, riverland.family(30, 'R1'))
  expect(await oneByOne(screening)).toEqual(before)
  expect(await kept(await screened('2024-02-12', 100))).not.toEqual(before)
})

test('what happens after it began is not in it: families, corrections, a move to another county, other rules', async () => {
  const on = '2024-02-12'
  platform.clock.advance(1000)
  const { screening } = await inSession((session) => beginPopulationScreening(session, { on }))
  const expected = await oneByOne(screening)
  const next = async (state: Screened | null) =>
    inSession((session) => screenNext(session, screening, state, 5))
  const state = await next(null)
  const sixth = homes[5]
  if (!sixth) throw new Error('families')
  const person = member(sixth, 0).person.id
  await changed(clerk, 'correctPerson', { household: sixth.id, person, sex: 'male', reason: 'CNIC' })
  await changed(clerk, 'declareEnrolments', {
    household: sixth.id,
    enrolments: [{ programme: 'relief', enrolled: true, level: 'declared', asOf: '2024-02-01' }],
  })
  await registered(clerk, riverland.family(31, 'R1'))
  await changed(south, 'transferHousehold', { reference: sixth.reference, toArea: 'R2', agreed: true })
  const { definition } = riverland
  await platform.apply({
    ...definition,
    programmes: definition.programmes.filter(({ id }) => id !== 'nutrition'),
  })
  for (let at: Screened | null = state; at; ) at = await next(at)
  await platform.apply(definition)
  expect(await kept(screening)).toEqual(expected)
})

test('coverage equals a recount from what is kept', async () => {
  const screening = await screened('2024-02-12', 3)
  const cells = await platform.database.asAdmin<Record<string, string>>(
    `select subject, sum(enrolled)::int as enrolled, sum(eligible)::int as eligible, sum(unknown)::int as unknown,
       sum(barred)::int as barred, sum(not_eligible)::int as not_eligible
     from coverage where population_screening_id = $1 and measure = 'programme' group by subject order by subject`,
    [screening],
  )
  const letters = {
    enrolled: 'ALREADY_ENROLLED',
    eligible: 'ELIGIBLE',
    unknown: 'NEEDS_INFORMATION',
    barred: 'EXCLUDED_BY_OVERLAP',
    not_eligible: 'NOT_ELIGIBLE',
  }
  // Away from one household and living in another, the child is counted where it lives.
  const away = `${third.id} ${member(third, 1).person.id}`
  const rows = (await kept(screening))
    .map((row) => row.split(' '))
    .filter(([household, _, unit]) => `${household} ${unit}` !== away)
  for (const cell of cells)
    for (const [count, outcome] of Object.entries(letters)) {
      const programme = riverland.definition.programmes.find(({ id }) => id === cell.subject)
      const expected = rows.filter(
        ([household, id, unit, found]) =>
          id === cell.subject &&
          found === outcome &&
          (programme?.unit.kind === 'household' || unit !== household),
      )
      expect([cell.subject, count, cell[count]]).toEqual([cell.subject, count, expected.length])
    }
  expect(cells.map(({ subject }) => subject)).toEqual(['alms', 'grant', 'nutrition', 'relief'])
})

interface Answered {
  readonly coverage: {
    readonly on: string
    readonly rows: readonly {
      readonly subject: string
      readonly area: { readonly id: string } | null
      readonly eligible: number | null
    }[]
    readonly bases: readonly {
      readonly area: { readonly id: string }
      readonly people: number
      readonly population: number | null
    }[]
  } | null
}

const read = async (who: SignedIn, args: string) => {
  const { data, errors } = await who.graphql<Answered>(
    `{ coverage(${args}) { on rows { subject area { id } sex ageGroup eligible notEligible } bases { area { id } people population } } }`,
  )
  expect(errors).toBeUndefined()
  return data.coverage
}

test('coverage is read within one’s areas, broken down as asked, and no cell of one to four', async () => {
  await screened('2024-02-12', 100)
  const donor = platform.as({ tenant: 'riverland', role: 'donor' })
  const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R2' })
  const all = await read(donor, 'measure: programme, subjects: ["grant"], by: [area]')
  expect(all?.on).toBe('2024-02-12')
  expect(all?.rows.map(({ area, eligible }) => [area?.id, eligible])).toEqual([
    ['R1', 5],
    ['R2', null],
  ])
  expect(all?.bases.map(({ area, people, population }) => [area.id, people, population])).toEqual(
    [
      ['R1', 13],
      ['R2', 8],
    ].map((row) => [...row, null]),
  )
  const own = await read(officer, 'measure: programme, subjects: ["grant"], by: [area]')
  expect(own?.rows.map(({ area }) => area?.id)).toEqual(['R2'])
  expect(own?.bases.map(({ area }) => area.id)).toEqual(['R2'])
  expect((await read(officer, 'measure: programme, area: "R1", by: [area]'))?.rows).toEqual([])
  const summed = await read(donor, 'measure: programme, subjects: ["grant"], by: []')
  expect(summed?.rows).toMatchObject([{ area: null, sex: null, eligible: 8 }])
  const byAge = await read(donor, 'measure: guarantee, by: [sex, age_group]')
  expect(byAge?.rows.length).toBeGreaterThan(1)
  expect(await read(donor, 'measure: programme, by: [], screening: "nothing"')).toBeNull()
})

test('every index of the scratch tables serves the transaction that made it', async () => {
  await inSession(async (session) => {
    const { tx, tenant, now } = session
    const all = await tx
      .selectFrom('household')
      .select('household_id')
      .where('tenant_id', '=', tx.tenant)
      .execute()
    await fillScratch(tx, tenant, {
      households: all.map(({ household_id }) => household_id),
      on: '2024-02-12',
      knownAt: now,
    })
    const { rows } = await sql<{ name: string; usable: boolean }>`
      select c.relname as name, not i.indcheckxmin as usable from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = pg_my_temp_schema()`.execute(tx)
    expect(rows.length).toBeGreaterThan(6)
    expect(rows.filter(({ usable }) => !usable)).toEqual([])
  })
})

test('a dimension twice is refused', async () => {
  const { errors } = await platform
    .as({ tenant: 'riverland', role: 'donor' })
    .graphql('{ coverage(measure: programme, by: [sex, sex]) { on } }')
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['DIMENSION_TWICE'])
})

test('asked for through the API it is a job: one for a key, worked off, and seen to its end', async () => {
  const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })
  const ask = () =>
    administrator.graphql<{ screenPopulation: { screening: string; job: { id: string; state: string } } }>(
      `mutation { screenPopulation(on: "2024-02-12", idempotencyKey: "once") {
         ... on PopulationScreeningPayload { screening job { id state } } ... on Problem { code } } }`,
    )
  const { screening, job } = (await ask()).data.screenPopulation
  expect(job.state).toBe('queued')
  expect((await ask()).data.screenPopulation.screening).toBe(screening)
  const worker = await createWorker({
    db: platform.db,
    tenants: ['riverland'],
    cipher: platform.cipher,
    demo: true,
    now: platform.clock.now,
    log: { error: (about) => expect(about).toBeUndefined() },
  })
  const found = async () =>
    (
      await administrator.graphql<{ job: { state: string; done: number; total: number } }>(
        'query ($id: ID!) { job(id: $id) { state done total } }',
        { id: job.id },
      )
    ).data.job
  await expect.poll(async () => (await found()).state, { timeout: 15_000 }).toBe('succeeded')
  await worker.close()
  const { done, total } = await found()
  expect(done).toBeGreaterThan(8)
  expect(done).toBe(total)
  const donor = platform.as({ tenant: 'riverland', role: 'donor' })
  expect(
    (await read(donor, `measure: programme, by: [], screening: "${screening}"`))?.rows.length,
  ).toBeGreaterThan(0)
  expect(await kept(screening)).toEqual(await oneByOne(screening))
})

test('one that is cancelled just before its end has counted nothing', async () => {
  const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })
  const { screening, job } = await inSession((session) =>
    requestPopulationScreening(session, { idempotencyKey: 'cancelled at the end' }),
  )
  const { run, ...kind } = screenPopulation
  const kinds = new Map<string, JobKind>([
    [
      kind.name,
      {
        ...kind,
        run: ({ inTenant, ...running }) =>
          run({
            ...running,
            input: { screening },
            checkpoint: null,
            inTenant: async (mode, use) => {
              const [{ done } = { done: 0 }] = await platform.database.asAdmin<{ done: number }>(
                'select done::int from job where job_id = $1',
                [job],
              )
              if (done > 0)
                await administrator.graphql('mutation ($job: ID!) { cancelJob(job: $job) { __typename } }', {
                  job,
                })
              return inTenant(mode, use)
            },
          }),
      },
    ],
  ])
  const { signal } = new AbortController()
  const services = { db: platform.db, cipher: platform.cipher, demo: true, now: platform.clock.now, kinds }
  await runJob(
    { ...services, bug: (error) => expect(error).toBeUndefined() },
    { tenant: 'riverland', job, signal },
  )
  const [state] = await platform.database.asAdmin(
    `select j.state, s.finished_at from job j, population_screening s where j.job_id = $1 and s.population_screening_id = $2`,
    [job, screening],
  )
  expect(state).toEqual({ state: 'cancelled', finished_at: null })
})

test('what jobs ask for is asked for once: the earlier one is cancelled, and a person’s is not', async () => {
  const ofAPerson = await inSession((session) =>
    requestPopulationScreening(session, { idempotencyKey: 'mine' }),
  )
  const states = async () =>
    (
      await platform.database.asAdmin<{ state: string }>(
        `select state from job where kind = 'population.screen' and input ? 'again' order by job_id`,
      )
    ).map(({ state }) => state)
  await inSession((session) => screenAgain(session, 'one list'))
  await inSession((session) => screenAgain(session, 'one list'))
  expect(await states()).toEqual(['queued'])
  await inSession((session) => screenAgain(session, 'another list'))
  expect(await states()).toEqual(['cancelled', 'queued'])
  const [kept] = await platform.database.asAdmin('select state from job where job_id = $1', [ofAPerson.job])
  expect(kept).toEqual({ state: 'queued' })
})
