import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Asked, LoadOrder, LoadResult } from './load.ts'
import type { FromServer, ServerReport, ServerSetting } from './server/child.ts'

export interface RunningServer {
  readonly url: string
  /** From now on until the next report. */
  profile(): void
  report(): Promise<ServerReport>
  end(): Promise<void>
}

/** Starts a server of `server/` in a process of its own. */
export async function startServer(name: string, setting: ServerSetting): Promise<RunningServer> {
  const child = fork(join(import.meta.dirname, 'server', `${name}.ts`), [JSON.stringify(setting)], {
    // Standard output is the report's.
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', ONEWINDOW_PROFILE: 'development' },
  })
  const started = await answerOf<FromServer>(child)
  if (!('url' in started)) throw new Error(`${name} did not say where it listens`)
  return {
    url: started.url,
    profile: () => void child.send('profile'),
    async report() {
      child.send('report')
      const answer = await answerOf<FromServer>(child)
      if (!('report' in answer)) throw new Error(`${name} gave no report`)
      return answer.report
    },
    async end() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

export interface LoadGenerator {
  load(order: LoadOrder): Promise<LoadResult>
  end(): void
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'load.ts'))
  return {
    load(order) {
      child.send(order)
      return answerOf<LoadResult>(child)
    },
    end: () => child.disconnect(),
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = new AbortController()
  const fail = (code: number | null) => ended.abort(new Error(`the process ended with ${code}`))
  child.once('exit', fail)
  try {
    const [answer] = await once(child, 'message', { signal: ended.signal })
    return answer
  } finally {
    child.off('exit', fail)
  }
}

export type { Asked }
