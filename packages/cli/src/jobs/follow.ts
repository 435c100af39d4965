import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '@onewindow/db'
import type { OpenTenant } from '../ask.ts'
import { Failure } from '../failure.ts'
import type { Report } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import type { Job } from './present.ts'

const JOB = `query ($job: ID!) { job(id: $job) { id kind state stage done total error { code message } } }`

const RETRY = `mutation ($job: ID!) { answer: retryJob(job: $job) { ... on Problem { message } } }`

/** Whoever gives a file again wants its job to go on, if it failed or was cancelled. */
export async function resumeJob({ ask }: Pick<OpenTenant, 'ask'>, job: string): Promise<void> {
  const { job: found } = (await ask(JOB, { job })) as { job: Job } // the document's shape
  if (found.state === 'failed' || found.state === 'cancelled') await ask(RETRY, { job })
}

/** Looks in a row that may fail: a minute and more of them. */
const PATIENCE = 20

/**
 * Waits for a job, and works at it too: nothing else need run. Where the user stops, what is done stays, and any worker goes on
 * from there.
 */
export async function followJob(
  { stopped }: Pick<Terminal, 'stopped'>,
  { ask, startWorker }: OpenTenant,
  { job, report }: { readonly job: string; readonly report: Report },
): Promise<Job> {
  // A look that fails says nothing of the job: the work beside it may keep this process, or the database, busy.
  let failures = 0
  const look = async (): Promise<Job | undefined> => {
    try {
      const { job: found } = (await ask(JOB, { job })) as { job: Job } // the document's shape
      failures = 0
      return found
    } catch (error) {
      if (!(error instanceof DatabaseError) || ++failures > PATIENCE) throw error
      return undefined
    }
  }
  const worker = await startWorker()
  try {
    for (;;) {
      const found = await look()
      if (found?.state === 'succeeded') return found
      if (found?.state === 'failed' || found?.state === 'cancelled')
        throw new Failure(
          `The job ${found.id} ${found.state}${found.error ? `: ${found.error.message}` : '.'}`,
        )
      if (found) report(found)
      await sleep(300, undefined, { signal: stopped }).catch(() => stopped.throwIfAborted())
    }
  } finally {
    await worker.close()
  }
}
