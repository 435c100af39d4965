import { prepareHousehold, type Session, writeHouseholds } from '@onewindow/core'
import {
  createTestPlatform,
  daysToDraw,
  drawDay,
  FLAG_KINDS,
  loadSnapshot,
  raiseFlags,
} from '@onewindow/core/testing'
import { screenHousehold } from '@onewindow/rules'
import { generatePopulation } from '@onewindow/survey'
import { definitionOf } from '@onewindow/tenant'
import { kp } from '@onewindow/tenant-kp'
import { population as calibration } from '@onewindow/tenant-kp/population'
import { sql } from 'kysely'

const HOUSEHOLDS = Number(process.argv[2] ?? 2_000)
const AT_ONCE = 200
/** A stored screening is large. */
const FEW = 20
const CLERKS = 8
const DAYS = 28

const definition = definitionOf(kp)
const platform = await createTestPlatform([definition])
const day = (number: number) => `2026-05-${String(number).padStart(2, '0')}T08:00:00Z`
platform.clock.set(day(1))

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
  platform.inSession(definition.id, use)
type HouseholdId = Parameters<typeof loadSnapshot>[2]['household']

async function timed<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await run()
  console.log(`${name.padEnd(48)} ${((performance.now() - began) / 1_000).toFixed(2).padStart(8)} s`)
  return result
}

const families = [...generatePopulation({ definition, calibration, households: HOUSEHOLDS, seed: 7 })].map(
  ({ household }) => household,
)
await timed('registered', async () => {
  for (let index = 0; index < families.length; index += AT_ONCE)
    await inSession(async (session) => {
      const prepared = families
        .slice(index, index + AT_ONCE)
        .map((family) => prepareHousehold(session, family))
      for (const [area, own] of Map.groupBy(prepared, ({ area }) => area))
        await writeHouseholds(session, area, own)
    })
})
await platform.database.asAdmin('analyze')
const registered = await platform.database.asAdmin<{ household: HouseholdId; area: string }>(
  'select household_id as household, operating_area as area from household order by md5(household_id::text)',
)

await timed('screened one by one, over a month', async () => {
  for (let index = 0; index < registered.length; index += FEW)
    await inSession(async (session) => {
      const { tx, tenant } = session
      const rows: object[] = []
      for (const [place, { household, area }] of registered.slice(index, index + FEW).entries()) {
        const number = Math.floor(((index + place) / registered.length) * DAYS) + 1
        const on = day(number).slice(0, 10)
        const read = await loadSnapshot(tx, tenant, { household, area, on, knownAt: platform.clock.now() })
        const parameter = (id: string) => tenant.parameter(id, on)
        // As a window stores it, without the next question, which takes most of a screening's time.
        const results = screenHousehold({ programmes: definition.programmes, household: read, on, parameter })
        const recorded_by = `clerk ${(index + place) % CLERKS}`
        rows.push({ household, area, on, at: day(number), read, results, recorded_by })
      }
      await sql`insert into screening (tenant_id, operating_area, screening_id, household_id, area_then, on_date, known_at, release_hash,
          programmes, input, people, results, next_question, recorded_by)
        select ${tx.tenant}, area, gen_random_uuid(), household, area, "on", at, ${tenant.hash}, null, read, '{}', results, null, recorded_by
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (household uuid, area text, "on" date, at timestamptz, read jsonb,
          results jsonb, recorded_by text)`.execute(tx)
    })
})
// Every fiftieth household is poorer than it said.
platform.clock.set(day(DAYS + 1))
const [changed] = await platform.database.asAdmin<{ count: number }>(
  `with anew as (
     insert into fact (tenant_id, operating_area, fact_id, household_id, person_id, kind, round, boolean_value, number_value, text_value,
       date_from, date_to, observed_on, source, recorded_from, recorded_by)
     select tenant_id, operating_area, gen_random_uuid(), household_id, person_id, kind, round, not boolean_value, number_value / 2, null,
       null, null, ($1::timestamptz)::date, source, $1, 'clerk 1' from fact
     where (boolean_value is not null or number_value > 1)
       and ('x' || substr(md5(coalesce(household_id, person_id)::text), 1, 8))::bit(32)::int % 50 = 0
     returning 1
   ) select count(*)::int as count from anew`,
  [platform.clock.now()],
)
await platform.database.asAdmin('analyze')
console.log(`${changed?.count.toLocaleString('en')} facts recorded anew\n`)

platform.clock.set('2026-06-01T08:00:00Z')
const nights = ['the first night', 'the next night']
for (const night of nights) {
  await timed(`${night}: back-checks drawn`, async () => {
    // The month as a whole, where each night has one day.
    for (const each of night === nights[0] ? monthDays() : await inSession(daysToDraw))
      await inSession((session) => drawDay(session, each))
  })
  for (const kind of FLAG_KINDS) {
    const raised = await timed(`${night}: ${kind}`, () => inSession((session) => raiseFlags(session, kind)))
    console.log(`  raised ${raised.toLocaleString('en')}`)
  }
}
const draws = await platform.database.asAdmin<{ considered: number; drawn: number }>(
  'select sum(considered)::int as considered, sum(drawn)::int as drawn from back_check_draw',
)
console.log(`\ndrawn ${draws[0]?.drawn} of ${draws[0]?.considered}`)
await platform.close()
process.exit()

function monthDays(): string[] {
  return Array.from({ length: DAYS }, (_, index) => day(index + 1).slice(0, 10))
}
