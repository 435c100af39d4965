import type { Contender } from './contender.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import { postgresTime } from './postgres-time.ts'
import type { Asked, LoadGenerator, RunningServer } from './process.ts'
import type { ServerReport } from './server/child.ts'
import type { Ask } from './shape/shape.ts'

export interface Entrant {
  readonly contender: Contender
  readonly server: RunningServer
  readonly requests: readonly Asked[]
}

export interface Pace {
  readonly connections: number
  /** Of one server's turn. */
  readonly seconds: number
  readonly rounds: number
}

export interface Measured {
  readonly contender: Contender
  /** Requests a second in each round. */
  readonly rates: readonly number[]
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Of each request: messages to PostgreSQL, and milliseconds of this process's processor time. */
  readonly messages: number
  readonly cpu: number
  /** And of PostgreSQL's. */
  readonly postgres: number
  readonly rss: number
  readonly failed: number
  readonly profile: object | undefined
}

const WARM_SECONDS = 3

/** All in turn, a short while each, again and again: what else the machine does meets all of them. */
export async function measure(
  entrants: readonly Entrant[],
  generator: LoadGenerator,
  { ask, pace, profiled }: { readonly ask: Ask; readonly pace: Pace; readonly profiled: string | undefined },
): Promise<Measured[]> {
  const { connections, rounds, seconds } = pace
  const turn = (entrant: Entrant, length: LoadOrder['length']) =>
    generator.load({ url: entrant.server.url, requests: entrant.requests, connections, length })
  const amounts = new Map<Entrant, number>()
  for (const entrant of entrants) {
    await turn(entrant, { seconds: WARM_SECONDS })
    const warm = await turn(entrant, { seconds: WARM_SECONDS })
    amounts.set(entrant, Math.max(2, Math.ceil((warm.times.length * seconds) / WARM_SECONDS / connections)))
  }
  const before = new Map<Entrant, ServerReport>()
  for (const entrant of entrants) {
    before.set(entrant, await entrant.server.report())
    if (entrant.contender.name === profiled) entrant.server.profile()
  }
  const turns = new Map(
    entrants.map((entrant) => [entrant, [] as (LoadResult & { readonly postgres: number })[]]),
  )
  for (let round = 0; round < rounds; round++)
    for (const index of entrants.keys()) {
      // Another one begins each round.
      const entrant = entrants[(round + index) % entrants.length]
      if (!entrant) continue
      const began = await postgresTime(ask)
      const result = await turn(entrant, { amount: (amounts.get(entrant) ?? 0) * connections })
      turns.get(entrant)?.push({ ...result, postgres: (await postgresTime(ask)) - began })
    }
  return Promise.all(
    entrants.map(async (entrant) => {
      const results = turns.get(entrant) ?? []
      const times = results.flatMap((result) => result.times).sort((one, other) => one - other)
      const { messages, cpu, rss, profile } = await entrant.server.report()
      return {
        contender: entrant.contender,
        rates: results.map((result) => result.times.length / result.seconds),
        p50: quantile(times, 0.5),
        p95: quantile(times, 0.95),
        p99: quantile(times, 0.99),
        messages: (messages - (before.get(entrant)?.messages ?? 0)) / times.length,
        cpu: (cpu - (before.get(entrant)?.cpu ?? 0)) / times.length,
        postgres: results.reduce((sum, result) => sum + result.postgres, 0) / times.length,
        rss,
        failed: results.reduce((sum, { failed }) => sum + failed, 0),
        profile,
      }
    }),
  )
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  )
