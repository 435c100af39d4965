import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TestPlatform } from '@onewindow/core/testing'

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const COMMAND = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url))

/** The real command on a database. */
export const launch = (args: readonly string[], url: string): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], {
    cwd: REPOSITORY,
    env: { PATH: process.env.PATH, ONEWINDOW_PROFILE: 'development', DATABASE_URL: url },
    stdio: 'ignore',
  })

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Nobody waits for the lease of the dead: it is as if its time had passed. `jobs.db.test.ts` of the command waits. */
export const LEASE_OVER = `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`

/** The rows of each select, in one order. */
export async function keptIn(
  database: TestPlatform['database'],
  kept: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const rows: Record<string, string> = {}
  for (const [name, select] of Object.entries(kept)) {
    const found = await database.asAdmin<{ row: string }>(
      `select kept::text as row from (${select}) kept order by 1`,
    )
    rows[name] = found.map(({ row }) => row).join('\n')
  }
  return rows
}
