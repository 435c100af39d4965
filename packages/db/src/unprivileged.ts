import { execFile } from 'node:child_process'
import { chown } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** PostgreSQL refuses to run as root; `nobody` owns no files that a broken server could touch. */
const NOBODY = 65534

const IDENTITY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

/**
 * The right to pass through root's own folders: the clone and its node_modules may lie under one that nobody may enter.
 * The secure bit keeps it in access(2) too, with which PostgreSQL looks for its own files.
 */
const PASSAGE = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']

/** Runs a program of PostgreSQL, as nobody where we are root, and says nothing. */
export async function runUnprivileged(file: string, args: readonly string[]): Promise<void> {
  const options = { cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  if (!isRoot()) {
    await run(file, args, options)
    return
  }
  try {
    await run('setpriv', [...IDENTITY, ...PASSAGE, file, ...args], options)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if ('code' in error && error.code === 'ENOENT')
      throw new Error(
        'As root, the embedded PostgreSQL needs setpriv (util-linux): install it, or use another user',
      )
    // A container may forbid the capability; in folders that everybody may enter nothing is lost.
    if (!error.message.includes('\nsetpriv:')) throw error
    await run('setpriv', [...IDENTITY, file, ...args], options)
  }
}

/** Makes what root created the server's own. */
export async function giveAway(path: string): Promise<void> {
  if (isRoot()) await chown(path, NOBODY, NOBODY)
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
