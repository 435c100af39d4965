import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTestPlatform, type TestPlatform } from '@onewindow/core/testing'
import { definition } from './families.ts'
import { screening } from './kill-screening.ts'
import { keptIn, LEASE_OVER, launch, randomly } from './killing.ts'

/** A job that must come out the same however often its process is killed. */
export interface Killed {
  /** Fills an empty database and asks for the job: every run starts from a copy of what this leaves. Answers with the job's id. */
  prepare(platform: TestPlatform, households: number): Promise<string>
  /** What it leaves, as selects whose rows are compared: without what says only when it was written. */
  readonly kept: Readonly<Record<string, string>>
}

const CASES: Readonly<Record<string, Killed>> = { screening }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    households: { type: 'string', default: '8000' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    /** Databases at once. */
    lanes: { type: 'string', default: '2' },
  },
})
const killed = CASES[positionals[0] ?? 'screening']
if (!killed) throw new Error(`${positionals[0]} is none of: ${Object.keys(CASES).join(', ')}`)

const platform = await createTestPlatform([definition])
platform.clock.set('2026-06-01T12:00:00Z')
const job = await killed.prepare(platform, Number(values.households))
await platform.db.close()
const random = randomly(Number(values.seed))
let killsLeft = 0

interface Round {
  readonly moments: readonly { readonly after: number; readonly done: number }[]
  readonly state: string
  readonly seconds: number
  readonly rows: Readonly<Record<string, string>>
}

/** One run of the job from its beginning, killed at random moments of at most `span` seconds after each start. */
async function round(span: number): Promise<Round> {
  const database = await platform.database.copy()
  const standing = async () => {
    const [row] = await database.asAdmin<{ state: string; run_id: string | null; done: number }>(
      'select state, run_id, done::int from job where job_id = $1',
      [job],
    )
    if (!row) throw new Error('the job is gone')
    return row
  }
  const moments: { after: number; done: number }[] = []
  const began = performance.now()
  for (let lastRun: string | null = null; ; ) {
    const worker = launch(['work'], database.appUrl)
    const gone = once(worker, 'exit')
    const whileIt = async (goesOn: (now: Awaited<ReturnType<typeof standing>>) => boolean) => {
      for (;;) {
        const now = await standing()
        if (!goesOn(now)) return now
        if (worker.exitCode !== null) throw new Error(`onewindow work ended with ${worker.exitCode}`)
        await sleep(25)
      }
    }
    const started = await whileIt(
      ({ state, run_id }) => state === 'queued' || (state === 'running' && run_id === lastRun),
    )
    lastRun = started.run_id
    if (killsLeft > 0) {
      killsLeft--
      const after = random() * span
      await sleep(after * 1_000)
      const { state, done } = await standing()
      if (state === 'running') moments.push({ after, done })
      else killsLeft++
    } else await whileIt(({ state }) => state === 'running')
    worker.kill('SIGKILL')
    await gone
    const { state } = await standing()
    if (state === 'running' || state === 'queued') {
      await database.asAdmin(LEASE_OVER)
      continue
    }
    const seconds = (performance.now() - began) / 1_000
    const rows = await keptIn(database, killed?.kept ?? {})
    await database.drop()
    return { moments, state, seconds, rows }
  }
}

console.log(`${values.households} households, seed ${values.seed}\n`)
const undisturbed = await round(0)
if (undisturbed.state !== 'succeeded') throw new Error(`undisturbed it ${undisturbed.state}`)
const counts = Object.entries(undisturbed.rows).map(([name, text]) => `${text.split('\n').length} ${name}`)
console.log(`undisturbed: ${undisturbed.seconds.toFixed(0)} s, rows: ${counts.join(', ')}\n`)
console.log('run  kills  at seconds after its start (done by then)                    rows')

killsLeft = Number(values.kills)
let rounds = 0
let kills = 0
const wrong: string[] = []
const lane = async () => {
  while (killsLeft > 0) {
    const { moments, state, rows } = await round(undisturbed.seconds / 2)
    const differing = Object.keys(rows).filter((name) => rows[name] !== undisturbed.rows[name])
    const same = state === 'succeeded' && differing.length === 0
    if (!same) wrong.push(`${state} ${differing.join(' ')}`)
    kills += moments.length
    const at = moments.map(({ after, done }) => `${after.toFixed(1)} (${done})`).join(' ')
    console.log(
      `${String(++rounds).padStart(3)}  ${String(moments.length).padStart(5)}  ${at.padEnd(63)}  ${same ? 'identical' : `DIFFERENT: ${wrong.at(-1)}`}`,
    )
  }
}
await Promise.all(Array.from({ length: Number(values.lanes) }, lane))
console.log(
  `\n${kills} kills in ${rounds} runs; ${rounds - wrong.length} of them identical to the undisturbed one`,
)
await platform.database.drop()
process.exit(wrong.length === 0 ? 0 : 1)
