import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Change } from '@onewindow/tenant'
import type { Terminal } from '../terminal.ts'

export interface AppliedAnew {
  readonly tenant: string
  readonly hash?: string
  readonly changed: boolean
  readonly changes: readonly Change[]
}

export interface Outcome {
  readonly applied: readonly AppliedAnew[]
  /** What the command said besides: diagnostics, and why it failed. */
  readonly said: string
}

/** As this module, from source or built. */
const MAIN = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : '../main.js', import.meta.url),
)

/** Runs `onewindow apply` in a process of its own: a module that was read once is never read again in this one. */
export async function applyAnew(
  { directory, environment, stopped }: Terminal,
  configuration: string,
): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, MAIN, '--config', configuration, 'apply', '--format', 'json'],
    { cwd: directory, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const stop = () => void child.kill('SIGTERM')
  stopped.addEventListener('abort', stop, { once: true })
  try {
    const [answer, said] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { applied: answer.trim() === '' ? [] : JSON.parse(answer), said: said.trim() }
  } finally {
    stopped.removeEventListener('abort', stop)
  }
}
