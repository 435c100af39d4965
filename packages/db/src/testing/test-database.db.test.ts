import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { REGISTRY } from '../../fixtures/registry.ts'
import { createTestDatabase, TEST_SERVERS } from './index.ts'

describe.each(TEST_SERVERS)('createTestDatabase on $name', (server) => {
  if (!server.available) return test.skip('not installed')

  test('gives each caller a migrated database of its own, and takes it away', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => createTestDatabase([REGISTRY], server)))
    if (!one || !other) throw new Error('two databases')
    await one.asAdmin(`insert into programme_list values ('kp', 'zakat', '2024-01-01')`)
    expect(await one.asAdmin('select programme from programme_list')).toEqual([{ programme: 'zakat' }])
    expect(await other.asAdmin('select programme from programme_list')).toEqual([])
    await one.drop()
    await expect(one.asAdmin('select 1')).rejects.toMatchObject({ code: '3D000' })
    await other.drop()
  })

  test('a migration that fails leaves no template to copy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    await writeFile(join(folder, '0001-a.sql'), 'create table a (id uuid); select nothing')
    const set = { owner: 'core', directory: pathToFileURL(folder) }
    for (let tries = 0; tries < 2; tries++)
      await expect(createTestDatabase([set], server)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    await rm(folder, { recursive: true })
  })
})

test('the server goes with the run that started it, even after kill -9', async () => {
  const script = `
    import { createTestDatabase } from ${JSON.stringify(import.meta.resolve('./index.ts'))}
    await createTestDatabase([])
    process.stdout.write('ready')
    setInterval(() => {}, 1000)`
  const { VITEST: _, ...env } = process.env
  const run = spawn(process.execPath, ['--input-type=module', '--eval', script], { env })
  await once(run.stdout, 'data')
  const directory = join(tmpdir(), `onewindow-test-${run.pid}-embedded`)
  expect(existsSync(directory)).toBe(true)
  run.kill('SIGKILL')
  await expect.poll(() => existsSync(directory), { timeout: 25_000 }).toBe(false)
})
