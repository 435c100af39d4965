import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Verdict, Work } from './worker.ts'

const TENANTS = fileURLToPath(new URL('../../../../tenants/', import.meta.url))
const MUTATIONS = 500
const BATCH = 125
/** Milliseconds without a word. On a busy machine one mutation takes a second. */
const HANGS = 120_000

/** Folders whose entry says what is deployed: a layer says `kind: 'layer'`, and is broken with the tenants that extend it. */
const deployable = readdirSync(TENANTS)
  .map((name) => ({ name, entry: `${TENANTS}${name}/src/index.ts` }))
  .filter(({ entry }) => existsSync(entry) && !/kind: 'layer'/.test(readFileSync(entry, 'utf8')))

function work(data: Work): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
  let last: Omit<Verdict, 'outcome'> | undefined
  return new Promise((resolve, reject) => {
    const hang = () => {
      verdicts.push({
        number: data.from,
        file: data.entry,
        kind: 'unknown',
        ...last,
        outcome: { failure: 'hangs' },
      })
      worker.terminate().then(() => resolve(verdicts), reject)
    }
    let timer = setTimeout(hang, HANGS)
    worker.on('message', (message: Verdict) => {
      clearTimeout(timer)
      timer = setTimeout(hang, HANGS)
      last = message
      if (message.outcome !== undefined) verdicts.push(message)
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      clearTimeout(timer)
      resolve(verdicts)
    })
  })
}

test('there are tenants to break', () => {
  expect(deployable.length).toBeGreaterThan(0)
})

test.each(deployable)(
  '$name broken 500 times gives diagnostics or a sound definition, never a stack trace or a hang',
  {
    timeout: 600_000,
  },
  async ({ entry }) => {
    const starts = Array.from({ length: MUTATIONS / BATCH }, (_, index) => index * BATCH)
    const verdicts: Verdict[] = []
    // Two at a time: each holds what it has loaded until it ends.
    const next = async (): Promise<void> => {
      const from = starts.shift()
      if (from === undefined) return
      verdicts.push(...(await work({ tenants: TENANTS, entry, from, to: from + BATCH })))
      return next()
    }
    await Promise.all([next(), next()])
    const failures = verdicts.filter(({ outcome }) => typeof outcome === 'object' && 'failure' in outcome)
    expect(failures).toEqual([])
    expect(new Set(verdicts.map(({ number }) => number)).size).toBe(MUTATIONS)
    // Slips are found: what is left is another, sound definition.
    const told = verdicts.filter(({ outcome }) => outcome !== 'sound')
    expect(told.length).toBeGreaterThan(MUTATIONS / 4)
    const codes = new Set(
      told.flatMap(({ outcome }) => (typeof outcome === 'object' && 'codes' in outcome ? outcome.codes : [])),
    )
    expect(codes.size).toBeGreaterThan(10)
  },
)
