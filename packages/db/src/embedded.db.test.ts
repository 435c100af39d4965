import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY, type RegistryTables } from '../fixtures/registry.ts'
import { connect, type Embedded, inTenant, migrate, startEmbedded } from './index.ts'
import { TEST_SERVERS } from './testing/index.ts'

const KP = { scope: { tenant: 'kp', areas: 'all' }, mode: 'write' } as const

describe.each(TEST_SERVERS)('startEmbedded with $name', (server) => {
  if (!server.available) return test.skip('not installed')
  const binaries = server.binaries && { binaries: server.binaries }
  let directory: string
  let running: Embedded | undefined

  const start = async () => {
    running = await startEmbedded({ directory, ...binaries })
    return running
  }
  const stop = async () => {
    await running?.stop()
    running = undefined
  }
  const lock = () => join(directory, 'data', 'postmaster.pid')
  const postmaster = async () => Number((await readFile(lock(), 'utf8')).split('\n')[0])
  const listed = async ({ appUrl }: Embedded) => {
    const db = await connect<RegistryTables>({ url: appUrl, role: 'app' })
    const rows = await inTenant(db, KP, (tx) => tx.selectFrom('programme_list').select('programme').execute())
    await db.close()
    return rows.map(({ programme }) => programme)
  }

  beforeAll(async () => {
    // mkdtemp makes a folder that only we may enter: as root too, the server must run in it.
    directory = join(await mkdtemp(join(tmpdir(), 'embedded-')), 'postgres')
    const { ownerUrl, appUrl } = await start()
    await migrate(ownerUrl, [REGISTRY])
    const db = await connect<RegistryTables>({ url: appUrl, role: 'app' })
    const row = { tenant_id: 'kp', programme: 'زکوٰۃ', listed_on: '2024-03-01', amount: null }
    await inTenant(db, KP, (tx) => tx.insertInto('programme_list').values(row).execute())
    await db.close()
    await stop()
  })
  afterEach(stop)
  afterAll(() => rm(join(directory, '..'), { recursive: true, force: true }))

  test('the second start uses the first one’s data', async () => {
    expect(await listed(await start())).toEqual(['زکوٰۃ'])
  })

  test('recovers after kill -9 of the server', async () => {
    await start()
    process.kill(await postmaster(), 'SIGKILL')
    expect(await listed(await start())).toEqual(['زکوٰۃ'])
  })

  test('takes over a server that outlived its process', async () => {
    const first = await start()
    const pid = await postmaster()
    const second = await start()
    expect(await postmaster()).toBe(pid)
    expect(second.appUrl).toBe(first.appUrl)
    expect(await listed(second)).toEqual(['زکوٰۃ'])
  })

  test('is not deceived by a stale lock whose process id is now another’s', async () => {
    await start()
    const lines = (await readFile(lock(), 'utf8')).split('\n')
    await stop()
    const other = spawn('sleep', ['60'])
    await once(other, 'spawn')
    try {
      await writeFile(lock(), [other.pid, ...lines.slice(1)].join('\n'))
      expect(await listed(await start())).toEqual(['زکوٰۃ'])
    } finally {
      other.kill()
    }
  })

  test('keeps its passwords and data to itself, listens here only, and refuses a wrong password', async () => {
    const { appUrl } = await start()
    expect((await stat(join(directory, 'passwords.json'))).mode & 0o077).toBe(0)
    expect((await stat(join(directory, 'data'))).mode & 0o077).toBe(0)
    const url = new URL(appUrl)
    expect(url.hostname).toBe('127.0.0.1')
    url.password = 'wrong'
    await expect(connect({ url: url.href, role: 'app' })).rejects.toMatchObject({ code: '28P01' })
  })

  test('prints nothing, and lets its process end', async () => {
    const script = `
      import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./index.ts'))}
      const postgres = await startEmbedded(${JSON.stringify({ directory, ...binaries })})
      await postgres.stop()`
    const child = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
    expect(child).toEqual({ stdout: '', stderr: '' })
  })

  test('says why it did not start', async () => {
    const settings = { shared_buffers: 'nonsense' }
    await expect(startEmbedded({ directory, settings, ...binaries })).rejects.toThrow('shared_buffers')
  })

  test('listens on the port that it is given, and says so where that is taken', async () => {
    // Below the ports that the system gives away: a suite beside this one must not get it meanwhile.
    const port = randomInt(15_000, 30_000)
    running = await startEmbedded({ directory, port, ...binaries })
    const taken = { directory: `${directory}-2`, port, ...binaries }
    await expect(startEmbedded(taken)).rejects.toThrow('Address already in use')
    await stop()
    running = await startEmbedded(taken)
    expect(new URL(running.appUrl).port).toBe(String(port))
  })

  test('gives the encoding and the order that people’s names need', async () => {
    const { loaderUrl } = await start()
    const db = await connect({ url: loaderUrl, role: 'loader' })
    const { rows } = await inTenant(db, KP, (tx) =>
      sql`select current_setting('server_encoding') as encoding, 'ي' < 'ے' as bytewise`.execute(tx),
    )
    expect(rows).toEqual([{ encoding: 'UTF8', bytewise: true }])
    await db.close()
  })
})
