import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { giveAway, runUnprivileged } from './unprivileged.ts'

const run = promisify(execFile)

/** A PostgreSQL data directory and the binaries (`initdb`, `pg_ctl`, `postgres`) that run it. */
export interface PostgresServer {
  readonly data: string
  readonly binaries: string
}

/** Makes the data directory, with the superuser `postgres`. */
export async function initialise({ data, binaries }: PostgresServer, password: string): Promise<void> {
  const passwordFile = `${data}.password`
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  await Promise.all([giveAway(data), giveAway(passwordFile)])
  try {
    // A bare environment would give SQL_ASCII, in which Urdu is bytes.
    const locale = ['--encoding=UTF8', '--locale=C']
    const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    await runUnprivileged(join(binaries, 'initdb'), [`--pgdata=${data}`, '--no-sync', ...locale, ...access])
  } catch (error) {
    // Half a data directory would be taken for a whole one at the next start.
    await rm(data, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

export interface StartOptions {
  /** Default: a free one. */
  readonly port?: number
  readonly settings?: Settings
}

/** Starts the server on 127.0.0.1, and returns its port once it accepts connections. */
export async function start(server: PostgresServer, options: StartOptions): Promise<number> {
  const { data, binaries } = server
  for (let tries = 0; ; tries++) {
    await removeStaleLock(data)
    const port = options.port ?? (await freePort())
    const local = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' }
    const flags = Object.entries({ ...local, ...options.settings }).map(
      ([name, value]) => `-c ${name}='${value}'`,
    )
    const args = ['start', '-w', '-s', '-D', data, '-l', join(data, 'server.log'), '-o', flags.join(' ')]
    try {
      await runUnprivileged(join(binaries, 'pg_ctl'), args)
      return port
    } catch (error) {
      const log = await lastLogLines(data)
      // After a kill -9 of the postmaster its children still hold the shared memory for a moment.
      const passes =
        log.includes('shared memory block') || (!options.port && log.includes('Address already in use'))
      if (tries === 40 || !passes) throw new Error(`PostgreSQL did not start: ${log}`, { cause: error })
      await sleep(250)
    }
  }
}

/** PostgreSQL settings, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>

export async function stop({ data, binaries }: PostgresServer): Promise<void> {
  if (!(await lockHolder(data))) return
  await runUnprivileged(join(binaries, 'pg_ctl'), ['stop', '-w', '-s', '-m', 'fast', '-D', data])
}

/** Port of the server that runs on this directory, if one does; it may still be starting, or just ending. */
export async function runningPort(data: string): Promise<number | undefined> {
  for (let tries = 0; tries < 100; tries++) {
    const holder = await lockHolder(data)
    if (!holder) return undefined
    if (await answers(holder.port)) return holder.port
    await sleep(100)
  }
  throw new Error(`A PostgreSQL server holds ${data}, but does not answer`)
}

/** What every PostgreSQL answers with one byte. An accepted connection alone may be a dying server's backlog. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1').on('connect', () => socket.write(SSL_REQUEST))
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(1_000) })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

export async function isInitialised(data: string): Promise<boolean> {
  return stat(join(data, 'global', 'pg_control')).then(
    () => true,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer().once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}

/**
 * PostgreSQL takes any living process with the recorded id for its postmaster. After a container starts anew the id is
 * often somebody else's, even ours.
 */
async function removeStaleLock(data: string): Promise<void> {
  if (!(await lockHolder(data))) await rm(join(data, 'postmaster.pid'), { force: true })
}

async function lockHolder(data: string): Promise<{ port: number } | undefined> {
  const lock = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid = '', , , port] = lock.split('\n')
  return (await commandLine(pid)).includes(data) ? { port: Number(port) } : undefined
}

/** Empty where there is no such process, and for a killed one that nobody has reaped. */
async function commandLine(pid: string): Promise<string> {
  if (!/^\d+$/.test(pid)) return ''
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return run('ps', ['-o', 'command=', '-p', pid]).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

async function lastLogLines(data: string): Promise<string> {
  const log = await readFile(join(data, 'server.log'), 'utf8').catch(() => 'no log')
  return log.trimEnd().split('\n').slice(-5).join('\n')
}
