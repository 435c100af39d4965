import { strictEqual } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createWorker, findCurrentRelease, opening, systemActor, type Tables } from '@onewindow/core'
import { testCipher as cipher, packOutcomes, requestPopulationScreening } from '@onewindow/core/testing'
import { connect, inTenant } from '@onewindow/db'
import { type Case, quantile, sayCases } from '../case.ts'
import { LARGE, SMALL } from '../data/build.ts'
import { givenData } from '../data/given.ts'
import { asAdmin } from '../reads/as-admin.ts'
import { machineOf } from '../reads/machine.ts'
import { postgresTime } from '../reads/postgres-time.ts'
import type { Ask } from '../reads/shape/shape.ts'
import { screenByHand } from './by-hand.ts'
import { measureFamily } from './family.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    households: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    families: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const ON = '2024-03-01'
const GOAL = 1.5
const FLAT = 0.2
const COMPARED = 1_000

const { data, close } = await givenData(values)
const ask: Ask = (sql, parameters) => asAdmin(data.adminUrl, sql, parameters)
const machine = await machineOf(ask)
const db = await connect<Tables>({ url: data.appUrl, role: 'app', opening })
const failed = (about: object) => console.error(about)
const worker = await createWorker({ db, tenants: [LARGE, SMALL], cipher, demo: true, log: { error: failed } })

interface Measured {
  readonly tenant: string
  readonly households: number
  readonly job: number[]
  readonly hand: number[]
  readonly node: number[]
  readonly postgres: number[]
}

const measured: Measured[] = []
for (const tenant of [SMALL, LARGE]) {
  const [row] = await ask<{ count: number }>(
    'select count(*)::int as count from household where tenant_id = $1',
    [tenant],
  )
  measured.push({ tenant, households: row?.count ?? 0, job: [], hand: [], node: [], postgres: [] })
}
for (let round = 0; round < Number(values.rounds); round++)
  for (const one of measured) {
    const release = await findCurrentRelease(db, one.tenant)
    if (!release) throw new Error(`${one.tenant} was not applied`)
    one.hand.push(await screenByHand({ adminUrl: data.adminUrl, tenant: one.tenant, release, on: ON }))
    const node = process.cpuUsage()
    const postgres = await postgresTime(ask)
    const { ms, screening } = await runJob(one.tenant)
    one.job.push(ms)
    one.node.push(process.cpuUsage(node).user / 1_000)
    one.postgres.push((await postgresTime(ask)) - postgres)
    if (round === 0) await sameOutcomes(one.tenant, screening)
  }
await worker.close()
await db.close()

const each = ({ households }: Measured, times: readonly number[]) => quantile(times, 0.5) / households
const ratios = measured.map((one) =>
  quantile(
    one.job.map((ms, i) => ms / (one.hand[i] ?? Number.NaN)),
    0.5,
  ),
)
const rows = measured.map((one, i) => ({
  households: one.households,
  'job ms each': each(one, one.job),
  'by hand ms each': each(one, one.hand),
  'job ÷ by hand': ratios[i] ?? Number.NaN,
  'Node CPU ms each': each(one, one.node),
  'PostgreSQL CPU ms each': each(one, one.postgres),
}))
const [small, large] = measured
const growth = small && large ? each(large, large.job) / each(small, small.job) : Number.NaN
const cases: Case[] = [
  {
    case: 'All programmes, everyone registered',
    goal: `≤ ${GOAL} × SQL by hand`,
    met: (ratios.at(-1) ?? Number.NaN) <= GOAL,
    rows,
  },
  {
    case: 'Cost a household with ten times as many',
    goal: `within ±${FLAT * 100} %`,
    met: Math.abs(growth - 1) <= FLAT,
    rows: [{ from: small?.households ?? 0, to: large?.households ?? 0, ratio: growth }],
  },
  await measureFamily({ data, ask, families: Number(values.families) }),
]
sayCases(cases, { machine, json: values.json })
await close()
process.exit()

/** As a person asks for it and a worker runs it; milliseconds from asking to its end. */
async function runJob(tenant: string): Promise<{ readonly ms: number; readonly screening: string }> {
  const began = performance.now()
  const { screening } = await inTenant(db, { scope: { tenant, areas: 'all' }, mode: 'write' }, async (tx) => {
    const release = await findCurrentRelease(db, tenant)
    if (!release) throw new Error(`${tenant} was not applied`)
    const session = { tx, tenant: release, actor: systemActor('bench'), now: new Date(), cipher, demo: true }
    return requestPopulationScreening(session, { on: ON, idempotencyKey: crypto.randomUUID() })
  })
  for (;;) {
    const [row] = await ask<{ finished_at: Date | null }>(
      'select finished_at from population_screening where population_screening_id = $1',
      [screening],
    )
    if (row?.finished_at) return { ms: performance.now() - began, screening }
    await sleep(20)
  }
}

async function sameOutcomes(tenant: string, screening: string): Promise<void> {
  const kept = await ask<{
    id: string
    outcomes: string
    members: string
    by_hand: string
    hand_members: string
  }>(
    `select p.household_id as id, p.outcomes, p.members::text, h.outcomes as by_hand, h.members::text as hand_members
     from population_outcome p left join by_hand.outcome h on h.tenant_id = p.tenant_id and h.household_id = p.household_id
     where p.tenant_id = $1 and p.population_screening_id = $2 order by md5(p.household_id::text) limit ${COMPARED}`,
    [tenant, screening],
  )
  for (const { id, outcomes, members, by_hand, hand_members } of kept) {
    const [household = '', ...letters] = by_hand.split('|')
    strictEqual(
      `${id} ${members} ${outcomes}`,
      `${id} ${hand_members} ${packOutcomes({ household, members: letters })}`,
    )
  }
}
