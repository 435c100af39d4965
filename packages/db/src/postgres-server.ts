import { execFile } from 'node:child_process'
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL data directory and the binaries (`initdb`, `pg_ctl`, `postgres`) that run it. */
export interface PostgresServer {
  readonly data: string
  readonly binaries: string
}

/** PostgreSQL refuses to run as root; `nobody` owns no files that a broken server could touch. */
const NOBODY = 65534

/** Makes the data directory, with the superuser `postgres`. */
export async function initialise({ data, binaries }: PostgresServer, password: string): Promise<void> {
  const passwordFile = `${data}.password`
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (isRoot()) await Promise.all([chown(data, NOBODY, NOBODY), chown(passwordFile, NOBODY, NOBODY)])
  try {
    // A bare environment would give SQL_ASCII, in which Urdu is bytes.
    const locale = ['--encoding=UTF8', '--locale=C']
    const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    await unprivileged(join(binaries, 'initdb'), [`--pgdata=${data}`, '--no-sync', ...locale, ...access])
  } catch (error) {
    // Half a data directory would be taken for a whole one at the next start.
    await rm(data, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Starts the server on 127.0.0.1 and returns once it accepts connections. */
export async function start(server: PostgresServer, port: number, settings: Settings): Promise<void> {
  const { data, binaries } = server
  const options = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settings,
  })
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
  const args = ['start', '-w', '-s', '-D', data, '-l', join(data, 'server.log'), '-o', options]
  for (let tries = 0; ; tries++) {
    await removeStaleLock(data)
    try {
      await unprivileged(join(binaries, 'pg_ctl'), args)
      return
    } catch (error) {
      // After a kill -9 of the postmaster its children still hold the shared memory for a moment.
      if (tries === 20)
        throw new Error(`PostgreSQL did not start: ${await lastLogLines(data)}`, { cause: error })
      await sleep(250)
    }
  }
}

/** PostgreSQL settings, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>

export async function stop({ data, binaries }: PostgresServer): Promise<void> {
  await unprivileged(join(binaries, 'pg_ctl'), ['stop', '-w', '-s', '-m', 'fast', '-D', data])
}

/** Port of the server that runs on this directory, if one does. */
export async function runningPort(data: string): Promise<number | undefined> {
  const lock = await readLock(data)
  return lock && (await isPostgres(lock.pid)) ? lock.port : undefined
}

export async function isInitialised(data: string): Promise<boolean> {
  return stat(join(data, 'global', 'pg_control')).then(
    () => true,
    () => false,
  )
}

export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer().once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}

/**
 * PostgreSQL takes any living process with the recorded id for its postmaster. After a reboot of a container the id is
 * often somebody else's, even ours.
 */
async function removeStaleLock(data: string): Promise<void> {
  const lock = await readLock(data)
  if (lock && !(await isPostgres(lock.pid))) await rm(join(data, 'postmaster.pid'), { force: true })
}

async function readLock(data: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const lines = text?.split('\n')
  return lines && { pid: Number(lines[0]), port: Number(lines[3]) }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  const stat =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      : await run('ps', ['-o', 'stat=,comm=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        )
  // A killed postmaster stays a zombie where nobody reaps it.
  return stat.includes('postgres') && !/^Z|\) Z/.test(stat)
}

async function lastLogLines(data: string): Promise<string> {
  const log = await readFile(join(data, 'server.log'), 'utf8').catch(() => 'no log')
  return log.trimEnd().split('\n').slice(-5).join('\n')
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * As root, runs as nobody, who keeps the right to pass through root's own folders: the clone and its node_modules may lie
 * under one that nobody may enter.
 */
async function unprivileged(file: string, args: readonly string[]): Promise<void> {
  const identity = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  const passage = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const [command, ...rest] = isRoot() ? ['setpriv', ...identity, ...passage, file, ...args] : [file, ...args]
  await run(command ?? file, rest, { cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } })
}
