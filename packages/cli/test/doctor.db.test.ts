import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkClock } from '../src/doctor/database.ts'
import type { Finding } from '../src/doctor/finding.ts'
import { type Environment, folderWith, onewindow } from './command.ts'
import { database, urls } from './database.ts'

async function doctor(directory: string, environment: Environment) {
  const { code, stdout } = await onewindow(['doctor', '--format', 'json'], directory, environment)
  const { ok, findings }: { ok: boolean; findings: Finding[] } = JSON.parse(stdout)
  expect(code).toBe(ok ? 0 : 1)
  const troubles = findings.filter(({ state }) => state === 'failed')
  for (const { fix } of troubles) expect(fix).not.toBe('')
  return { findings, troubles: troubles.map(({ check, message }) => `${check}: ${message}`) }
}

test('a sound installation has nothing to put right, and every check has spoken', async () => {
  const directory = await folderWith('sound')
  const environment = urls(await database('migrated'))
  await onewindow(['apply'], directory, environment)
  const { findings, troubles } = await doctor(directory, environment)
  expect(troubles).toEqual([])
  expect([...new Set(findings.map(({ check }) => check))]).toEqual([
    'node',
    'graphql',
    'versions',
    'tenant',
    'database',
    'roles',
    'owner',
    'migrations',
    'walls',
    'clock',
    'release',
    'production',
  ])

  const { stdout } = await onewindow(['doctor'], directory, environment)
  expect(stdout).toMatch(/^✓ node {8}Node \d/)
  expect(stdout).toMatch(/^! production {2}In development; `serve` would refuse: DEVELOPMENT_KEY/m)
  expect(stdout).toContain('  → For production, see each with its fix')
})

test('each wall, role, migration and release that is not as it should be is named', async () => {
  const directory = await folderWith('sound')
  const site = await database('migrated')
  const environment = urls(site)
  expect((await doctor(directory, environment)).troubles).toEqual([
    'release: riverland: nothing is applied, so nothing can be served.',
  ])
  await onewindow(['apply'], directory, environment)

  await site.asAdmin('alter table person no force row level security')
  expect((await doctor(directory, environment)).troubles).toEqual([
    expect.stringMatching(/^walls: ROW_SECURITY: person /),
  ])
  // The role that serves sees the same where the owner is not named.
  expect((await doctor(directory, { DATABASE_URL: site.appUrl })).troubles).toEqual([
    expect.stringMatching(/^walls: ROW_SECURITY: person /),
  ])
  await site.asAdmin('alter table person force row level security')

  await site.asAdmin(`update migration set sha256 = 'edited' where name like '0001%'`)
  expect((await doctor(directory, environment)).troubles).toEqual([
    expect.stringMatching(/^migrations: MIGRATION_ALTERED: core\/0001/),
  ])
})

test('the roles that serve and migrate are two, and the right ones', async () => {
  const directory = await folderWith('sound')
  const { appUrl, ownerUrl, loaderUrl } = await database('migrated')
  const asOwner = await doctor(directory, { DATABASE_URL: ownerUrl, ONEWINDOW_OWNER_URL: ownerUrl })
  expect(asOwner.troubles).toEqual([
    expect.stringMatching(/^roles: DATABASE_URL: role onewindow_owner owns /),
    expect.stringMatching(/^roles: DATABASE_URL: role onewindow_owner holds references on /),
    'owner: ONEWINDOW_OWNER_URL and DATABASE_URL are both onewindow_owner.',
  ])
  const bypassing = await doctor(directory, { DATABASE_URL: loaderUrl })
  expect(bypassing.troubles).toContain('roles: DATABASE_URL: role onewindow_loader bypasses row security.')
  const swapped = await doctor(directory, { DATABASE_URL: appUrl, ONEWINDOW_OWNER_URL: loaderUrl })
  expect(swapped.troubles).toContain(
    'owner: onewindow_loader may not become onewindow_owner, who owns the tables.',
  )
})

test('migrations that wait, and a server that does not answer', async () => {
  const directory = await folderWith('sound')
  expect((await doctor(directory, urls(await database('empty')))).troubles).toEqual([
    expect.stringMatching(/^migrations: Not applied yet: core\/0001-registry\.sql, /),
  ])
  const { troubles } = await doctor(directory, {
    DATABASE_URL: 'postgres://app:secret@127.0.0.1:9/onewindow',
  })
  expect(troubles).toEqual(['database: DATABASE_URL: No connection to PostgreSQL: ECONNREFUSED.'])
})

test('another definition than the one that is applied is a warning', async () => {
  const directory = await folderWith('sound')
  const environment = urls(await database('migrated'))
  await onewindow(['apply'], directory, environment)
  const other = await folderWith('sound')
  await writeFile(
    join(other, 'onewindow.config.ts'),
    `import sound from '${new URL('./sound.config.ts', import.meta.url)}'
     const [{ definition, ...tenant }] = sound.tenants
     export default { tenants: [{ ...tenant, definition: { ...definition, windows: [] } }] }`,
  )
  const { findings, troubles } = await doctor(other, environment)
  expect(troubles).toEqual([])
  expect(findings.find(({ check }) => check === 'release')).toMatchObject({
    state: 'warning',
    message: expect.stringMatching(/^riverland: [0-9a-f]{12} is applied, and here lies [0-9a-f]{12}\.$/),
  })
})

test('a definition with errors, wrong settings, and what production refuses', async () => {
  const broken = await doctor(await folderWith('broken'), {})
  expect(broken.troubles).toEqual([expect.stringMatching(/^tenant: marshland: its definition has \d+ error/)])

  const directory = await folderWith('sound')
  const misspelt = await doctor(directory, { ONEWINDOW_PROT: '80' })
  expect(misspelt.troubles).toEqual([expect.stringContaining('ONEWINDOW_PROT: there is no such setting')])

  const { troubles } = await doctor(directory, {
    ONEWINDOW_PROFILE: 'production',
    ONEWINDOW_INTROSPECTION: 'true',
    ONEWINDOW_DEMO: 'true',
    ONEWINDOW_TENANTS: 'atlantis',
  })
  expect(troubles.map((trouble) => /[A-Z_]{4,}/.exec(trouble)?.[0])).toEqual([
    'DEVELOPMENT_KEY',
    'NO_LOOKUP_KEY',
    'NO_DATABASE',
    'DEMO',
    'NO_ISSUER',
    'NO_TLS',
    'INTROSPECTION',
    'ONEWINDOW_TENANTS',
  ])
})

test.each([
  [0, 'ok'],
  [5_000, 'warning'],
  [-60_000, 'failed'],
])('a database whose clock is %i ms off: %s', (off, state) => {
  expect(checkClock({ asked: 1_000_000, server: 1_000_100 + off, answered: 1_000_200 }).state).toBe(state)
})

test('a slow answer says nothing about the clock', () => {
  expect(checkClock({ asked: 0, server: 60_000, answered: 60_000 }).state).toBe('ok')
})
