import { once } from 'node:events'
import { styleText } from 'node:util'

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** Where a command runs, and whom it talks to: results go to `stdout`, all else to `stderr`. */
export interface Terminal {
  /** Where a person answers questions; absent where nobody is asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly stdout: Stream
  readonly stderr: Stream
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Working directory, absolute. */
  readonly directory: string
  /** Aborts when the user or the machine asks the process to stop. */
  readonly stopped: AbortSignal
}

export const print = ({ stdout }: Terminal, text: string): void => void stdout.write(`${text}\n`)

/** Text in a colour, where the stream is a terminal that shows some. */
export const paint = (stream: Stream, style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream })

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The process's own. A package runner repeats the terminal's Ctrl-C, so only a later one ends the process at once. */
export function processTerminal(): Terminal {
  const stopping = new AbortController()
  let since = Number.POSITIVE_INFINITY
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (performance.now() - since > 1_000) process.exit(130)
      since = Math.min(since, performance.now())
      stopping.abort(new Stopped())
    })
  const { stdin, stdout, stderr, env: environment } = process
  return { stdin, stdout, stderr, environment, directory: process.cwd(), stopped: stopping.signal }
}

/** The reason that `stopped` aborts with. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

export async function untilStopped({ stopped }: Pick<Terminal, 'stopped'>): Promise<void> {
  if (!stopped.aborted) await once(stopped, 'abort')
}
