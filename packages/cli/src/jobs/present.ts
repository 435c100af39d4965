import Table from 'cli-table3'
import { progressOf } from '../progress.ts'
import { paint, type Terminal } from '../terminal.ts'

/** A job as the commands select it. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly area: { readonly id: string } | null
  readonly stage: string | null
  readonly done: number
  readonly total: number | null
  readonly attempts: number
  readonly error: { readonly code: string; readonly message: string } | null
  readonly requestedBy: string
  readonly requestedAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

const COLOURS: Readonly<Record<Job['state'], Parameters<typeof paint>[1]>> = {
  queued: 'dim',
  running: 'cyan',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'yellow',
}

/** A job in one line. */
export const describeJob = (job: Job): string =>
  [job.id, job.kind, job.state, progressOf(job), job.error && `${job.error.code}: ${job.error.message}`]
    .filter(Boolean)
    .join('  ')

/** A table on a terminal, otherwise a line for each, its columns separated by tabs. */
export function presentJobs({ stdout }: Pick<Terminal, 'stdout'>, jobs: readonly Job[]): string {
  const rows = jobs.map((job) => [
    job.id,
    job.kind,
    job.state,
    progressOf(job),
    job.requestedAt.slice(0, 19),
    job.error?.message ?? '',
  ])
  if (!stdout.isTTY) return rows.map((row) => row.join('\t')).join('\n')
  const table = new Table({
    head: ['Job', 'Kind', 'State', 'Progress', 'Asked for', 'Error'],
    style: { head: [], border: [] },
  })
  for (const [index, [id = '', kind = '', state = '', ...rest]] of rows.entries()) {
    const job = jobs[index]
    table.push([id, kind, job ? paint(stdout, COLOURS[job.state], state) : state, ...rest])
  }
  return table.toString()
}
