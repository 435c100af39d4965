import { setTimeout as sleep } from 'node:timers/promises'
import { accepted, type Refusable } from '../accepted.ts'
import { type Ask, withTenant } from '../ask.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { print, type Terminal } from '../terminal.ts'
import { describeJob, type Job, presentJobs } from './present.ts'

export interface JobsOptions {
  readonly tenant?: string
  readonly watch?: boolean
  readonly format: Format
}

const JOB = `id kind state area { id } stage done total attempts error { code message }
  requestedBy requestedAt startedAt finishedAt`
const JOBS = `query ($after: String) { jobs(first: 100, after: $after) {
  edges { node { ${JOB} } } pageInfo { hasNextPage endCursor } } }`

const LAST = 20

/** `onewindow jobs`: what waits, runs, and ended lately. */
export const runJobs = (
  terminal: Terminal,
  installation: Installation,
  { tenant, watch, format }: JobsOptions,
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'jobs' }, async ({ ask }) => {
    if (watch) await watchJobs(terminal, ask)
    const all = await listJobs(ask)
    const shown = all.filter((job, index) => isUnderWay(job) || index >= all.length - LAST)
    print(terminal, format === 'json' ? JSON.stringify(shown, null, 2) : presentJobs(terminal, shown))
  })

/** `onewindow jobs cancel` and `onewindow jobs retry`. */
export const moveJob = (
  terminal: Terminal,
  installation: Installation,
  {
    tenant,
    name,
    job,
    format,
  }: {
    readonly tenant?: string
    readonly name: 'cancel' | 'retry'
    readonly job: string
    readonly format?: Format
  },
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'jobs' }, async ({ ask }) => {
    const { answer } = (await ask(
      `mutation ($job: ID!) { answer: ${name}Job(job: $job) {
         ... on JobPayload { job { ${JOB} } } ... on Problem { message } } }`,
      { job },
    )) as { answer: Refusable<{ readonly job: Job }> } // the document's shape
    const { job: moved } = accepted(answer)
    print(terminal, format === 'json' ? JSON.stringify(moved, null, 2) : describeJob(moved))
  })

const isUnderWay = ({ state }: Job): boolean => state === 'queued' || state === 'running'

async function listJobs(ask: Ask): Promise<readonly Job[]> {
  const found: Job[] = []
  for (let after: string | null = null; ; ) {
    const { jobs } = (await ask(JOBS, { after })) as Page // the document's shape
    found.push(...jobs.edges.map(({ node }) => node))
    if (!jobs.pageInfo.hasNextPage) return found
    after = jobs.pageInfo.endCursor
  }
}

interface Page {
  readonly jobs: {
    readonly edges: readonly { readonly node: Job }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** One line that changes on a terminal; elsewhere a line for each change of a state. */
async function watchJobs({ stderr, stopped }: Terminal, ask: Ask): Promise<void> {
  const states = new Map<string, string>()
  for (;;) {
    const jobs = await listJobs(ask)
    const underWay = jobs.filter(isUnderWay)
    for (const job of jobs) {
      const before = states.get(job.id)
      states.set(job.id, job.state)
      if (job.state === before || (before === undefined && !isUnderWay(job))) continue
      stderr.write(`${stderr.isTTY ? '\r\x1b[2K' : ''}${describeJob(job)}\n`)
    }
    const [running] = underWay.filter(({ state }) => state === 'running')
    if (stderr.isTTY && running) stderr.write(`\r\x1b[2K${describeJob(running)}`)
    if (underWay.length === 0) break
    await sleep(1_000, undefined, { signal: stopped }).catch(() => stopped.throwIfAborted())
  }
  if (stderr.isTTY) stderr.write('\r\x1b[2K')
}
