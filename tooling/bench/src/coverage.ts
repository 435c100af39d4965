import { Session as Inspector } from 'node:inspector/promises'
import { parseArgs } from 'node:util'
import {
  createPlatform,
  findCurrentRelease,
  openAccount,
  opening,
  type Session,
  systemActor,
  type Tables,
} from '@onewindow/core'
import { testCipher as cipher, screenPopulationIn } from '@onewindow/core/testing'
import { connect, inTenant } from '@onewindow/db'
import { parse } from 'graphql'
import pg from 'pg'
import { quantile, sayCases } from './case.ts'
import { LARGE } from './data/build.ts'
import { givenData } from './data/given.ts'
import { asAdmin } from './reads/as-admin.ts'
import { machineOf } from './reads/machine.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    households: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const READS = 50
const MILLISECONDS = 20
const SHARE = 0.1

const { data, close } = await givenData(values)
// The wait for the statements that count is part of what it costs to keep coverage ready.
let counting = 0
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const began = performance.now()
  const [first] = args
  const text = typeof first === 'string' ? first : String((first as { text?: unknown } | undefined)?.text)
  const result: unknown = Reflect.apply(query, this, args)
  if (/^\s*insert into "coverage/.test(text))
    void Promise.resolve(result).then(() => {
      counting += performance.now() - began
    })
  return result
} as typeof query

const db = await connect<Tables>({ url: data.appUrl, role: 'app', opening })
const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
  inTenant(db, { scope: { tenant: LARGE, areas: 'all' }, mode: 'write' }, async (tx) => {
    const tenant = await findCurrentRelease(db, LARGE)
    if (!tenant) throw new Error(`${LARGE} was not applied`)
    return use({ tx, tenant, actor: systemActor('bench'), now: new Date(), cipher, demo: true })
  })
const monitor = { issuer: 'bench', subject: 'monitor' }
await inSession((session) =>
  openAccount(session, { ...monitor, name: 'monitor', roles: [{ role: 'provincial-monitor' }] }),
)

const inspector = new Inspector()
inspector.connect()
await inspector.post('Profiler.enable')
await inspector.post('Profiler.start')
const began = performance.now()
await screenPopulationIn(inSession, '2024-03-01')
const job = performance.now() - began
const { profile } = await inspector.post('Profiler.stop')
const inTally = new Set(
  profile.nodes.filter(({ callFrame }) => callFrame.url.endsWith('/population/tally.ts')).map(({ id }) => id),
)
const tallied =
  (profile.timeDeltas ?? []).reduce(
    (sum, delta, index) => (inTally.has(profile.samples?.[index] ?? -1) ? sum + delta : sum),
    0,
  ) / 1_000
const share = (counting + tallied) / job

const platform = createPlatform({ db, tenants: [LARGE], cipher, demo: true })
const actor = await platform.actor(LARGE, monitor)
if (!actor) throw new Error('the monitor has no account')
const QUERIES = {
  'a programme, whole tenant':
    '{ coverage(measure: programme, by: [], subjects: ["bisp-kafaalat"]) { rows { eligible } } }',
  'all programmes by area': '{ coverage(measure: programme, by: [area]) { rows { subject eligible } } }',
  'guarantees by sex and age': '{ coverage(measure: guarantee, by: [sex, age_group]) { rows { eligible } } }',
}
const reads = []
for (const [name, text] of Object.entries(QUERIES)) {
  const times: number[] = []
  for (let read = 0; read < READS; read++) {
    const start = performance.now()
    const result = await platform.execute({
      tenant: LARGE,
      actor,
      document: parse(text),
      operationName: null,
      variables: {},
      language: ['en'],
      requestId: crypto.randomUUID(),
      signal: new AbortController().signal,
    })
    if (result.errors) throw new Error(JSON.stringify(result.errors))
    times.push(performance.now() - start)
  }
  reads.push({ read: name, 'p50 ms': quantile(times, 0.5), 'p95 ms': quantile(times, 0.95) })
}
const [row] = await asAdmin<{ rows: number }>(
  data.adminUrl,
  `select count(*)::int as rows from coverage where tenant_id = '${LARGE}' and population_screening_id =
     (select max(population_screening_id::text)::uuid from population_screening where tenant_id = '${LARGE}')`,
)
sayCases(
  [
    {
      case: 'Coverage read',
      goal: `median ≤ ${MILLISECONDS} ms`,
      met: reads.every((read) => read['p50 ms'] <= MILLISECONDS),
      rows: reads,
    },
    {
      case: 'Coverage kept ready',
      goal: `≤ ${SHARE * 100} % of the job that changes it`,
      met: share <= SHARE,
      rows: [
        {
          households: data.households,
          'groups kept': row?.rows ?? 0,
          'job ms each': job / data.households,
          'writing counts, % of the job': (100 * counting) / job,
          'counting in Node, %': (100 * tallied) / job,
        },
      ],
    },
  ],
  {
    machine: await machineOf((sql, parameters) => asAdmin(data.adminUrl, sql, parameters)),
    json: values.json,
  },
)
await db.close()
await close()
process.exit()
