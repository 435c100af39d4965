import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenTenant } from '../ask.ts'
import { Failure } from '../failure.ts'
import type { Report } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import type { Job } from './present.ts'

const JOB = `query ($job: ID!) { job(id: $job) { id kind state stage done total error { code message } } }`

/**
 * Waits for a job, and works at it too: nothing else need run. Where the user stops, what is done stays, and any worker goes on
 * from there.
 */
export async function followJob(
  { stopped }: Pick<Terminal, 'stopped'>,
  { ask, startWorker }: OpenTenant,
  { job, report }: { readonly job: string; readonly report: Report },
): Promise<Job> {
  const worker = await startWorker()
  try {
    for (;;) {
      const { job: found } = (await ask(JOB, { job })) as { job: Job } // the document's shape
      if (found.state === 'succeeded') return found
      if (found.state === 'failed' || found.state === 'cancelled')
        throw new Failure(
          `The job ${found.id} ${found.state}${found.error ? `: ${found.error.message}` : '.'}`,
        )
      report(found)
      await sleep(300, undefined, { signal: stopped }).catch(() => stopped.throwIfAborted())
    }
  } finally {
    await worker.close()
  }
}
