import { Session } from 'node:inspector/promises'
import pg from 'pg'

/** What a server process of the bench is told. */
export interface ServerSetting {
  readonly databaseUrl: string
  /** Connections to the database, the same for every server. */
  readonly pool: number
  readonly tenants: readonly string[]
  readonly issuer: { readonly issuer: string; readonly audience: string; readonly tenantClaim: string }
}

/** What it says of itself. */
export interface ServerReport {
  /** Messages to PostgreSQL since the start: a batch of statements without parameters is one. */
  readonly messages: number
  /** Milliseconds of processor time since the start. */
  readonly cpu: number
  /** Highest resident memory, in MiB. */
  readonly rss: number
  /** Where the time went since `profile`, as V8 writes it. */
  readonly profile?: object
}

export type FromServer = { readonly url: string } | { readonly report: ServerReport }

/** Runs a server in this process for the bench that started it. */
export async function runServer(start: (setting: ServerSetting) => Promise<string>): Promise<void> {
  let messages = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    messages += 1
    return Reflect.apply(query, this, args)
  } as typeof query
  const [setting] = process.argv.slice(2)
  const say = (line: FromServer) => process.send?.(line)
  const profiler = new Session()
  let profiling = false
  process.on('message', async (question) => {
    if (question === 'profile') {
      profiling = true
      profiler.connect()
      await profiler.post('Profiler.enable')
      await profiler.post('Profiler.start')
    }
    if (question !== 'report') return
    const { user, system } = process.cpuUsage()
    const rss = process.resourceUsage().maxRSS / 1_024
    const profile = profiling ? (await profiler.post('Profiler.stop')).profile : undefined
    profiling = false
    say({ report: { messages, cpu: (user + system) / 1_000, rss, ...(profile && { profile }) } })
  })
  process.on('disconnect', () => process.exit())
  say({ url: await start(JSON.parse(setting ?? '{}')) })
}
