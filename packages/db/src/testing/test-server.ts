import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'
import type { Embedded } from '../embedded.ts'

/** A PostgreSQL that the database suite runs on. */
export interface TestServer {
  /** Says which PostgreSQL, and that it is missing where it is. */
  readonly name: string
  readonly available: boolean
  /** Absent for the embedded one. */
  readonly binaries?: string
}

export const EMBEDDED_SERVER: TestServer = { name: 'PostgreSQL 18 (embedded)', available: true }

const DEBIAN_15 = '/usr/lib/postgresql/15/bin'

/**
 * The newest PostgreSQL, always, and the oldest where Debian's package is installed.
 *
 * @example
 * describe.each(TEST_SERVERS)('walls on $name', (server) => {
 *   describe.runIf(server.available)('…', () => { … createTestDatabase(sets, server) … })
 * })
 */
export const TEST_SERVERS: readonly TestServer[] = [
  EMBEDDED_SERVER,
  existsSync(join(DEBIAN_15, 'initdb'))
    ? { name: 'PostgreSQL 15 (Debian)', available: true, binaries: DEBIAN_15 }
    : { name: `PostgreSQL 15 (SKIPPED: ${DEBIAN_15} is not installed)`, available: false },
]

export type TestServerUrls = Omit<Embedded, 'stop'>

/**
 * The run's server of this kind, started by the first test file that asks. A keeper process owns it and removes it when the
 * run ends, however it ends.
 */
export async function testServerUrls(server: TestServer): Promise<TestServerUrls> {
  const version = server.binaries?.match(/\d+/)?.[0] ?? 'embedded'
  const directory = join(tmpdir(), `onewindow-test-${runId()}-${version}`)
  // Only one of several test files makes the directory, and with it the server.
  const first = await mkdir(directory, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (first) startKeeper(directory, server)
  for (let tries = 0; tries < 1200; tries++) {
    const answer = await readFile(join(directory, 'answer.json'), 'utf8').catch(() => undefined)
    if (answer) return urlsOf(JSON.parse(answer))
    await sleep(50)
  }
  throw new Error(`The test server in ${directory} did not start within a minute`)
}

/** What the keeper writes once. */
export type KeeperAnswer = { readonly urls: TestServerUrls } | { readonly error: string }

function urlsOf(answer: KeeperAnswer): TestServerUrls {
  if ('error' in answer) throw new Error(`The test server did not start: ${answer.error}`)
  return answer.urls
}

function startKeeper(directory: string, { binaries }: TestServer): void {
  const keeper = join(import.meta.dirname, `keeper${extname(import.meta.filename)}`)
  const args = [keeper, directory, String(runId()), ...(binaries ? [binaries] : [])]
  spawn(process.execPath, args, { detached: true, stdio: 'ignore', cwd: tmpdir() }).unref()
}

/** The process whose end is the run's end: vitest's, which forks a process per test file, or a script's own. */
function runId(): number {
  return process.env.VITEST && isMainThread ? process.ppid : process.pid
}
