import { createWorker } from '@onewindow/core'
import {
  createTestPlatform,
  riverland,
  type SignedIn,
  screenPopulationIn,
  unpackOutcomes,
} from '@onewindow/core/testing'
import { definitionOf } from '@onewindow/tenant'
import { kp } from '@onewindow/tenant-kp'
import { tablePrints } from '@onewindow/testkit'
import { afterAll, expect, test } from 'vitest'
import { schoolAttendance } from '../src/index.ts'
import { definition } from './tenant.ts'

const platform = await createTestPlatform([definition, riverland.definition], {
  extensions: [schoolAttendance],
})
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'kp-schools', role: 'window-clerk', area: 'PK526' })
const elsewhere = platform.as({ tenant: 'kp-schools', role: 'window-clerk', area: 'PK503' })
const officer = platform.as({ tenant: 'kp-schools', role: 'district-officer', area: 'PK526' })
const stranger = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

let keys = 0
/** A mother and her daughter in primary school, of whose attendance nothing is known. */
async function family() {
  const key = `family ${++keys}`
  const observed = { observedOn: '2024-02-01', source: 'family' }
  const { data, errors } = await clerk.graphql<{
    made: { household: { id: string; members: { person: { id: string } }[] } }
  }>(
    `mutation ($input: RegisterHouseholdInput!) { made: registerHousehold(input: $input) {
       ... on Problem { code path } ... on HouseholdPayload { household { id members { person { id } } } } } }`,
    {
      input: {
        idempotencyKey: key,
        area: 'PK526',
        village: key,
        consent: true,
        confirmNew: true,
        members: [
          {
            key: 'mother',
            name: `Zarmina ${key}`,
            sex: 'female',
            birth: { date: '1985-01-01' },
            role: 'other',
          },
          {
            key: 'girl',
            name: `Gulmina ${key}`,
            sex: 'female',
            birth: { date: '2015-03-01' },
            role: 'other',
            facts: [{ fact: 'schooling', choice: 'primary', ...observed }],
          },
        ],
        relationships: [{ person: 'girl', relation: 'mother', relative: 'mother' }],
      },
    },
  )
  const { household } = data?.made ?? {}
  if (!household) throw new Error(JSON.stringify([data, errors]))
  const girl = await girlOf(household.id)
  return { household: household.id, girl }
}

async function girlOf(household: string): Promise<string> {
  const [row] = await platform.database.asAdmin<{ person_id: string }>(
    `select person_id from membership join person using (tenant_id, person_id)
     where household_id = $1 and name like 'Gulmina%'`,
    [household],
  )
  return row?.person_id ?? ''
}

const record = async (
  who: SignedIn,
  of: { household: string; girl: string },
  days: { quarter?: string; daysOpen?: number; daysPresent: number; key?: string },
  language = 'en',
) => {
  const { key = `record ${++keys}`, quarter = '2023-10-01', daysOpen = 100 - 9, daysPresent } = days
  const { data, errors } = await who.graphql<{ recordAttendance: object } | null>(
    `mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) {
       ... on Refusal { code path message } ... on RecordAttendancePayload { attendance { quarter percent person { id } } } } }`,
    {
      input: {
        idempotencyKey: key,
        household: of.household,
        person: of.girl,
        quarter,
        daysOpen,
        daysPresent,
      },
    },
    language,
  )
  return data?.recordAttendance ?? { code: errors?.[0]?.extensions?.code }
}
const RULE = 'bisp-taleemi-wazaif'

/** What one screening says of the rule's 70 % for the girl. */
async function atWindow({ household, girl }: { household: string; girl: string }) {
  const { data } = await clerk.graphql<{
    screenHousehold: {
      screening: {
        results: {
          programme: { id: string }
          unit: { id: string }
          outcome: string
          criteria: { id: string; state: string }[]
        }[]
      }
    }
  }>(
    `mutation ($id: ID!) { screenHousehold(household: $id) { ... on ScreeningPayload { screening {
       results { programme { id } unit { id } outcome criteria { id state } } } } } }`,
    { id: household },
  )
  const found = data.screenHousehold.screening.results.find(
    ({ programme, unit }) => programme.id === RULE && unit.id === girl,
  )
  return { outcome: found?.outcome, attendance: found?.criteria.find(({ id }) => id === 'attendance')?.state }
}

/** The girl's outcome where everyone is screened in sets. */
async function inPopulation({ household, girl }: { household: string; girl: string }) {
  platform.clock.advance(1000)
  const screening = await screenPopulationIn((use) => platform.inSession('kp-schools', use), '2024-03-01')
  const [row] = await platform.database.asAdmin<{ members: string[]; outcomes: string }>(
    'select members::text[], outcomes from population_outcome where population_screening_id = $1 and household_id = $2',
    [screening, household],
  )
  const index = definition.programmes.findIndex(({ id }) => id === RULE)
  return unpackOutcomes(row?.outcomes ?? '', { household, members: row?.members ?? [] })[index]?.get(girl)
}

test('recorded attendance is the fact that the 70 % rule reads, at the window and in a population', async () => {
  const girl = await family()
  expect(await atWindow(girl)).toMatchObject({ attendance: 'unknown' })
  expect(await record(clerk, girl, { daysOpen: 90, daysPresent: 62 })).toEqual({
    attendance: { quarter: '2023-10-01', percent: 68, person: { id: girl.girl } },
  })
  expect(await atWindow(girl)).toEqual({ outcome: 'NOT_ELIGIBLE', attendance: 'not_met' })
  expect(await inPopulation(girl)).toBe('NOT_ELIGIBLE')
  await record(clerk, girl, { daysOpen: 90, daysPresent: 63 })
  const again = await atWindow(girl)
  expect(again).toMatchObject({ attendance: 'met' })
  expect(again.outcome).not.toBe('NOT_ELIGIBLE')
  expect(await inPopulation(girl)).toBe(again.outcome)
})

test('the later word of a quarter stands, and the child shows every quarter', async () => {
  const girl = await family()
  await record(clerk, girl, { quarter: '2023-07-01', daysOpen: 60, daysPresent: 30 })
  await record(clerk, girl, { quarter: '2023-10-01', daysOpen: 60, daysPresent: 10, key: 'once' })
  await record(clerk, girl, { quarter: '2023-10-01', daysOpen: 60, daysPresent: 10, key: 'once' })
  await record(clerk, girl, { quarter: '2023-10-01', daysOpen: 60, daysPresent: 59 })
  const { data } = await clerk.graphql(
    `query ($id: ID!) { household(id: $id) { members { person { id attendance { quarter percent } } } } }`,
    { id: girl.household },
  )
  const shown = JSON.stringify(data)
  expect(shown).toContain('[{"quarter":"2023-07-01","percent":50},{"quarter":"2023-10-01","percent":98}]')
  const rows = await platform.database.asAdmin('select from school_attendance where person_id = $1', [
    girl.girl,
  ])
  expect(rows).toHaveLength(3)
})

test.each([
  [{ daysPresent: 92, daysOpen: 91 }, 'ATTENDANCE_DAYS'],
  [{ daysPresent: -1 }, 'ATTENDANCE_DAYS'],
  [{ quarter: '2023-11-01', daysPresent: 1 }, 'ATTENDANCE_QUARTER'],
  [{ quarter: '2024-01-01', daysPresent: 1 }, 'ATTENDANCE_QUARTER_OPEN'],
  [{ quarter: '2023-02-30', daysPresent: 1 }, 'IMPOSSIBLE_DATE'],
])('%o is refused in the reader’s language, and nothing is recorded', async (days, code) => {
  const girl = await family()
  const said = [await record(clerk, girl, days), await record(clerk, girl, days, 'ur')]
  for (const one of said) expect(one).toMatchObject({ code })
  expect(said[0]).not.toEqual(said[1])
  expect(
    await platform.database.asAdmin('select from school_attendance where person_id = $1', [girl.girl]),
  ).toEqual([])
})

test('a daily job counts each district’s quarter, where the extension is enabled and nowhere else', async () => {
  const girls = [await family(), await family(), await family()]
  for (const [index, girl] of girls.entries())
    await record(clerk, girl, { quarter: '2022-10-01', daysOpen: 10, daysPresent: 6 + index })
  const worker = await createWorker({
    db: platform.db,
    tenants: ['kp-schools', 'riverland'],
    cipher: platform.cipher,
    now: platform.clock.now,
    extensions: [schoolAttendance],
    log: { error: (about, message) => expect.unreachable(`${message} ${JSON.stringify(about)}`) },
  })
  const read = async () => {
    const { data } = await clerk.graphql<{ rows: { edges: { node: object }[] } }>(
      '{ rows: schoolAttendanceSummaries(first: 50) { edges { node { area quarter children belowLimit } } } }',
    )
    return data.rows.edges.map(({ node }) => node)
  }
  await expect
    .poll(read, { timeout: 30_000 })
    .toContainEqual({ area: 'PK526', quarter: '2022-10-01', children: 3, belowLimit: 1 })
  await worker.close()
  expect(await platform.database.asAdmin('select distinct tenant_id from school_attendance_summary')).toEqual(
    [{ tenant_id: 'kp-schools' }],
  )
  expect(
    await platform.database.asAdmin(
      `select distinct tenant_id from job where kind = 'school-attendance.summarise'`,
    ),
  ).toEqual([{ tenant_id: 'kp-schools' }])
})

const READ =
  '{ schoolAttendance(quarter: "2023-10-01", first: 100) { edges { node { id percent person { id } } } } }'
const MISSING = {
  household: '018f0000-0000-7000-8000-000000000001',
  girl: '018f0000-0000-7000-8000-000000000002',
}

/** What a stranger learns or changes of a child whose attendance is known: nothing, and the same as of one that never was. */
async function leaks(who: SignedIn): Promise<string[]> {
  const girl = await family()
  await record(clerk, girl, { daysOpen: 90, daysPresent: 45 })
  const print = async () => (await tablePrints(platform.database, 'kp-schools')).school_attendance
  const before = await print()
  const found: string[] = []
  if (JSON.stringify(await who.graphql(READ)).includes(girl.girl)) found.push('reads')
  const answers = [
    await record(who, girl, { daysPresent: 1 }),
    await record(who, MISSING, { daysPresent: 1 }),
  ]
  if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1])) found.push('answers differ')
  if ((await print()) !== before) found.push('writes')
  return found
}

test('another area, another role and another tenant read and write nothing, and are told nothing', async () => {
  for (const who of [elsewhere, officer, stranger]) expect(await leaks(who)).toEqual([])
})

test('the check sees a hole: a clerk of the area itself', async () => {
  expect(await leaks(platform.as({ tenant: 'kp-schools', role: 'window-clerk', area: 'PK526' }))).toEqual([
    'reads',
    'answers differ',
    'writes',
  ])
})

test('a province that has not enabled it is as it was', () => {
  expect(definitionOf(kp).extensions).toBeUndefined()
  expect(definition.origins['fact:attendance_percent']).not.toBe('school-attendance')
})
