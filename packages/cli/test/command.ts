import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { run } from '../src/run.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export type Environment = Readonly<Record<string, string>>

export interface Running {
  readonly stdout: () => string
  readonly stderr: () => string
  /** Waits until either stream has said this. */
  until(text: string): Promise<void>
  /** Sends a signal where one is named, and answers with the exit code, null where the signal ended it. */
  end(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>
}

/** The real command, in a process of its own. */
export function launch(args: readonly string[], directory: string, environment: Environment = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.stderr += text
  })
  const closed = once(child, 'close')
  // After a failed test it gets the chance to stop what it started.
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await closed
  })
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async until(text) {
      while (!said.stdout.includes(text) && !said.stderr.includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended before it said ${text}:\n${said.stderr}`)
        await sleep(20)
      }
    },
    async end(signal) {
      if (signal) child.kill(signal)
      const [code] = await closed
      return code
    },
  }
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end, in this process: a new one would take longer than the command. */
export async function onewindow(
  args: readonly string[],
  directory: string,
  environment: Environment = {},
): Promise<Ran> {
  const said = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += chunk
        done()
      },
    })
  const terminal = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    environment,
    directory,
    stopped: new AbortController().signal,
  }
  const code = await run(terminal, args)
  return { code, ...said }
}

const CONFIGURATIONS = {
  sound: './sound.config.ts',
  broken: './broken.config.ts',
  /** The repository's own. */
  own: '../../../onewindow.config.ts',
}

/** A folder with this configuration, removed when the test ends. */
export async function folderWith(config: keyof typeof CONFIGURATIONS): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-cli-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const url = new URL(CONFIGURATIONS[config], import.meta.url)
  await writeFile(join(directory, 'onewindow.config.ts'), `export { default } from '${url}'\n`)
  return directory
}
