import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  applyRelease,
  coreMigrations,
  createPlatform,
  createWorker,
  findCurrentRelease,
  openAccount,
  opening,
  prepareHousehold,
  systemActor,
  type Tables,
  writeHouseholds,
} from '@onewindow/core'
import { testCipher as cipher } from '@onewindow/core/testing'
import { connect, inTenant } from '@onewindow/db'
import { createServer, loadConfig, startDevelopmentProvider } from '@onewindow/server'
import type { Definition } from '@onewindow/tenant'
import { createClient, createTestDatabase, family, riverland } from '@onewindow/testkit'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const MOST = Number(positionals[0] ?? 200)
const SIZES = [...new Set([1, Math.max(1, Math.round(MOST / 10)), MOST])]
const HOUSEHOLDS = 20
const ROUNDS = 6
const REQUESTS = 40

const tenants: readonly Definition[] = Array.from({ length: MOST }, (_, index) => ({
  ...riverland.definition,
  id: `tenant-${index + 1}`,
}))
const clerkOf = (tenant: string) => `${tenant}.clerk`
const say = (text: string) => values.json || console.log(text)

const database = await createTestDatabase([coreMigrations])
const provider = await startDevelopmentProvider({
  profile: 'development',
  port: 0,
  accounts: tenants.map(({ id }) => ({ tenant: id, subject: clerkOf(id) })),
})
await fill()

/** Each with a clerk and some families. */
async function fill(): Promise<void> {
  const db = await connect<Tables>({ url: database.appUrl, role: 'app', opening })
  const area = riverland.areas[0]
  const families = Array.from({ length: HOUSEHOLDS }, (_, seed) =>
    family(riverland.definition, { seed, area }),
  )
  for (const definition of tenants) {
    await applyRelease(db, definition, { by: '[bench]', at: new Date() })
    const tenant = await findCurrentRelease(db, definition.id)
    if (!tenant) throw new Error(`${definition.id} was not applied`)
    await inTenant(db, { scope: { tenant: tenant.id, areas: 'all' }, mode: 'write' }, async (tx) => {
      const session = { tx, tenant, actor: systemActor('bench'), now: new Date(), cipher, demo: true }
      const { issuer } = provider.issuer
      await openAccount(session, {
        issuer,
        subject: clerkOf(tenant.id),
        name: 'Clerk',
        roles: [{ role: 'clerk', area }],
      })
      await writeHouseholds(
        session,
        area,
        families.map((one) => prepareHousehold(session, one)),
      )
    })
  }
  await db.close()
  await database.asAdmin('analyze')
}

interface Memory {
  readonly heap: number
  readonly rss: number
}

function memory(): Memory {
  if (!globalThis.gc) throw new Error('node runs this with --expose-gc')
  globalThis.gc()
  const { heapUsed: heap, rss } = process.memoryUsage()
  return { heap, rss }
}

const LISTED = `{ households(area: "${riverland.areas[0]}", first: 20) { edges { node { id reference village
  members { role person { id name sex } } } } } }`
const SCREEN = `query ($id: ID!) { household(id: $id) { reference village area { name }
  members { role presence person { id name sex birth { from to } identifiers { id } facts { kind text observedOn } } } facts { kind text } } }`

/** So many tenants, served by a process as `onewindow serve` does, with its worker. */
async function serve(count: number) {
  const before = memory()
  const began = performance.now()
  const served = tenants.slice(0, count).map(({ id }) => id)
  const db = await connect<Tables>({ url: database.appUrl, role: 'app', opening })
  const platform = createPlatform({ db, tenants: served, cipher, demo: true })
  const config = loadConfig({ ONEWINDOW_PORT: '0', ONEWINDOW_LOG_LEVEL: 'silent' })
  const limits = { ...config.limits, cost: 100_000, actorPerMinute: 1_000_000, tenantPerMinute: 1_000_000 }
  const server = await createServer({ platform, config: { ...config, limits, issuers: [provider.issuer] } })
  const url = await server.listen()
  const failed = (line: object) => console.error(line)
  const worker = await createWorker({ db, tenants: served, cipher, kinds: [], log: { error: failed } })
  const listening = performance.now() - began
  for (const tenant of served) {
    const { ready, reason } = await platform.readiness(tenant)
    if (!ready) throw new Error(`${tenant}: ${reason}`)
  }
  const start = performance.now() - began
  const after = memory()
  const clients = await Promise.all(
    served.map(async (tenant) => {
      const token = await provider.issueDemoToken({ tenant, subject: clerkOf(tenant) })
      const client = createClient(`${url}/${tenant}/graphql`, token)
      const { data, text } = await client.graphql<Listed | null>(LISTED)
      if (!data) throw new Error(text)
      return { client, household: data.households.edges[0]?.node.id }
    }),
  )
  const times = { list: [] as number[], screen: [] as number[] }
  let next = 0
  return {
    count,
    listening,
    start,
    memory: { heap: after.heap - before.heap, rss: after.rss - before.rss },
    times,
    /** To another tenant each time. */
    async ask(): Promise<void> {
      const one = clients[next++ % clients.length]
      if (!one) throw new Error('there is a tenant')
      times.list.push(await timed(() => one.client.graphql(LISTED)))
      times.screen.push(await timed(() => one.client.graphql(SCREEN, { id: one.household })))
    },
    async close() {
      await worker.close()
      await server.close()
      await db.close()
    },
  }
}

interface Listed {
  readonly households: { readonly edges: readonly { readonly node: { readonly id: string } }[] }
}

async function timed(ask: () => Promise<{ readonly text: string }>): Promise<number> {
  const began = performance.now()
  const { text } = await ask()
  if (text.includes('"errors"')) throw new Error(text)
  return performance.now() - began
}

const IDLE = 10
/** Transactions in a second in which nobody asks for anything. */
async function atRest(): Promise<number> {
  const count = async () => {
    const [row] = await database.asAdmin<{ sum: number }>(
      'select (xact_commit + xact_rollback)::float as sum from pg_stat_database where datname = current_database()',
    )
    return row?.sum ?? 0
  }
  // Until what the start sent has been counted.
  await sleep(8_000)
  const before = await count()
  await sleep(IDLE * 1_000)
  return ((await count()) - before) / IDLE
}

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * part)] ?? Number.NaN

// What a first start compiles and loads is of the process, and of no tenant.
await (await serve(1)).close()
const rest: number[] = []
for (const size of SIZES) {
  const one = await serve(size)
  rest.push(await atRest())
  await one.close()
}
const servers = []
for (const size of SIZES) servers.push(await serve(size))
for (let round = 0; round < ROUNDS; round++)
  for (const server of servers) for (let request = 0; request < REQUESTS; request++) await server.ask()

const [first] = servers
const rows = servers.map(({ count, listening, start, memory: { heap, rss }, times }, index) => ({
  tenants: count,
  listening: listening / 1_000,
  start: start / 1_000,
  heapPerTenant: heap / count / 2 ** 20,
  rssPerTenant: rss / count / 2 ** 20,
  restPerSecond: rest[index] ?? Number.NaN,
  list50: quantile(times.list, 0.5),
  list95: quantile(times.list, 0.95),
  screen50: quantile(times.screen, 0.5),
  screen95: quantile(times.screen, 0.95),
  listRatio: quantile(times.list, 0.5) / quantile(first?.times.list ?? [], 0.5),
  screenRatio: quantile(times.screen, 0.5) / quantile(first?.times.screen ?? [], 0.5),
}))
const HEADS = {
  tenants: 'tenants',
  listening: 'listens after s',
  start: 'all ready after s',
  heapPerTenant: 'heap MiB each',
  rssPerTenant: 'RSS MiB each',
  restPerSecond: 'transactions/s at rest',
  list50: 'list p50 ms',
  list95: 'p95',
  listRatio: 'ratio',
  screen50: 'household p50 ms',
  screen95: 'p95',
  screenRatio: 'ratio',
} as const
if (values.json) console.log(JSON.stringify(rows, null, 2))
else {
  say(`| ${Object.values(HEADS).join(' | ')} |`)
  say(
    `|${Object.keys(HEADS)
      .map(() => '---:|')
      .join('')}`,
  )
  for (const row of rows)
    say(
      `| ${Object.keys(HEADS)
        .map((key) => {
          const value = row[key as keyof typeof HEADS] // the heads are keys of a row
          return key === 'tenants' ? value : value.toFixed(2)
        })
        .join(' | ')} |`,
    )
}
for (const server of servers) await server.close()
await provider.close()
await database.drop()
process.exit()
