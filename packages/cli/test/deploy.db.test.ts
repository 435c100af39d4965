import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inDatabase, ROLES, startEmbedded } from '@onewindow/db'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith, launch, onewindow } from './command.ts'
import { database, urls } from './database.ts'

const KEYS = {
  ONEWINDOW_ENCRYPTION_KEY: 'hC5Vd5wO0xq1mJZ1fX8o8gC0gkY2sZlq6Zb0x4m9Q2s=',
  ONEWINDOW_LOOKUP_KEY: 'Vw3xJ5n8c1kYb7Qd0uZr4tL9sH2gF6eA+pM/iNoXjRk=',
}

/** A file that is there and holds no key. */
const OWN = fileURLToPath(import.meta.url)

const ACCOUNT = ['account', '--issuer', 'https://id.example', '--subject', 'first', '--name', 'First']

test('a server without roles is prepared, migrated, given an account, and served', {
  timeout: 60_000,
}, async () => {
  const admin = await serverWithoutRoles()
  const directory = await folderWith('sound')
  const early = await onewindow(['migrate'], directory, { ONEWINDOW_OWNER_URL: admin })
  expect(early.stderr).toBe('error: The database has no roles of OneWindow yet. Run: onewindow prepare\n')
  expect(early.code).toBe(1)

  const site = inDatabase(admin, 'site')
  const prepared = await onewindow(['prepare'], directory, { ONEWINDOW_ADMIN_URL: site })
  expect(prepared.code).toBe(0)
  const drawn = printedUrls(prepared.stdout)
  for (const { password } of Object.values(drawn).map((url) => new URL(url))) {
    expect(password).toMatch(/^[\w-]{32}$/)
    expect(prepared.stderr).not.toContain(password)
  }
  // The administrator's variables may still be in the shell.
  const shell = { ...drawn, ONEWINDOW_ADMIN_URL: site }
  expect((await onewindow(['migrate'], directory, shell)).code).toBe(0)

  const again = await onewindow(['prepare'], directory, {
    ONEWINDOW_ADMIN_URL: site,
    ONEWINDOW_OWNER_PASSWORD: 'an owner’s 100%/@#',
    ONEWINDOW_APP_PASSWORD: 'the application’s:?',
    ONEWINDOW_LOADER_PASSWORD: 'the loader’s',
  })
  const chosen = printedUrls(again.stdout)
  expect(again.stdout).not.toContain('loader')
  expect((await onewindow(['migrate'], directory, drawn)).stderr).toContain(
    'Look at the user and the password',
  )
  expect((await onewindow(['migrate'], directory, chosen)).stdout).toContain('Nothing to do')

  expect((await onewindow(['apply'], directory, chosen)).code).toBe(0)
  expect((await onewindow([...ACCOUNT, '--role', 'administrator'], directory, chosen)).code).toBe(0)
  expect(await mayCreate(site)).toEqual({ temporary: true, schema: false, loader: false })
  const serving = launch(['serve'], directory, {
    ...KEYS,
    DATABASE_URL: chosen.DATABASE_URL,
    ONEWINDOW_ISSUERS: '[{"issuer":"https://id.example","audience":"onewindow"}]',
    ONEWINDOW_TRUSTED_PROXIES: '127.0.0.1,::1/128',
    ONEWINDOW_HOST: '127.0.0.1',
    ONEWINDOW_PORT: '0',
  })
  await serving.until('"serving"')
  const url = /"url":"([^"]+)"/.exec(serving.stdout())?.[1]
  expect(await (await fetch(`${url}/riverland/ready`)).json()).toEqual({ ready: true })
  expect((await fetch(`${url}/riverland/graphiql`)).status).toBe(404)
  expect(await serving.end('SIGTERM')).toBe(0)
})

test.each([
  [{}, 'set ONEWINDOW_ADMIN_URL'],
  [{ ONEWINDOW_ADMIN_URL: 'postgres://admin:a/b@db/site' }, 'Percent-encode the password'],
  [{ ONEWINDOW_ADMIN_URL: 'postgres://admin:secret@db' }, 'must name the host and the database'],
])('prepare refuses %j', async (environment, said) => {
  const { code, stdout, stderr } = await onewindow(['prepare'], tmpdir(), environment)
  expect(stderr).toContain(said)
  expect(stderr).not.toMatch(/bug|a\/b|secret/)
  expect(stdout).toBe('')
  expect(code).toBe(1)
})

test('account says whom it opened, and what each role lacks', async () => {
  const directory = await folderWith('sound')
  const environment = urls(await database('migrated'))
  const open = (...args: string[]) => onewindow([...ACCOUNT, ...args], directory, environment)
  expect((await open('--role', 'clerk')).stderr).toContain('Run: onewindow apply riverland')
  await onewindow(['apply'], directory, environment)

  const first = await open('--role', 'administrator')
  expect(first.stdout).toMatch(/^riverland {2}[0-9a-f-]{36}\n {2}administrator\n$/)
  const second = await open('--role', 'clerk', '--area', 'R1', '--format', 'json')
  expect(JSON.parse(second.stdout)).toEqual({
    tenant: 'riverland',
    account: first.stdout.split(/\s+/)[1],
    roles: [
      { role: 'administrator', area: null, institution: null },
      { role: 'clerk', area: 'R1', institution: null },
    ],
  })

  for (const [args, said] of [
    [['--role', 'administrater'], 'Did you mean administrator? It has: clerk, '],
    [['--role', 'clerk'], 'The role clerk is for one area'],
    [['--role', 'clerk', '--area', 'Atlantis'], 'Atlantis is no area of level'],
  ] as const) {
    const { code, stdout, stderr } = await open(...args)
    expect(stderr).toContain(said)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  }
  const nowhere = await onewindow([...ACCOUNT, '--role', 'clerk'], directory)
  expect(nowhere.stderr).toBe('error: The database is not named: set DATABASE_URL.\n')
})

test.each([
  [
    'a tenant that nobody defined',
    { ONEWINDOW_TENANTS: 'riverland,rivrland' },
    'there is no tenant rivrland',
  ],
  ['trust in everybody', { ONEWINDOW_TRUSTED_PROXIES: '0.0.0.0/0' }, 'ONEWINDOW_TRUSTED_PROXIES: 0.0.0.0/0'],
  ['trust in a name', { ONEWINDOW_TRUSTED_PROXIES: 'proxy.example' }, 'proxy.example is no address'],
  [
    'TLS files that are not there',
    { ONEWINDOW_TLS_CERTIFICATE: OWN, ONEWINDOW_TLS_KEY: '/nope/tls.key' },
    'ONEWINDOW_TLS_KEY: ENOENT',
  ],
  [
    'TLS files that are none',
    { ONEWINDOW_TLS_CERTIFICATE: OWN, ONEWINDOW_TLS_KEY: OWN },
    'are no pair of PEM files',
  ],
])('serve refuses %s', async (_name, environment, said) => {
  const directory = await folderWith('sound')
  const { code, stderr } = await onewindow(['serve'], directory, {
    ...KEYS,
    DATABASE_URL: 'postgres://app:random@127.0.0.1:9/onewindow',
    ONEWINDOW_ISSUERS: '[{"issuer":"https://id.example","audience":"onewindow"}]',
    ONEWINDOW_TRUSTED_PROXIES: '127.0.0.1',
    ...environment,
  })
  expect(stderr).toContain(said)
  expect(stderr).not.toContain('bug')
  expect(code).toBe(1)
})

/** As a database's administrator finds a new one: roles are the whole server's, so it is one of its own. */
async function serverWithoutRoles(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-server-'))
  const postgres = await startEmbedded({ directory })
  onTestFinished(async () => {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const client = new Client({ connectionString: postgres.adminUrl })
  await client.connect()
  await client.query('reassign owned by onewindow_owner to postgres')
  for (const role of Object.values(ROLES)) await client.query(`drop owned by ${role}; drop role ${role}`)
  await client.end()
  return postgres.adminUrl
}

/** A population is screened in temporary tables: those, and nothing else, the application makes. */
async function mayCreate(adminUrl: string): Promise<Readonly<Record<string, boolean>>> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query(
    `select has_database_privilege($1, current_database(), 'temporary') as temporary,
       has_schema_privilege($1, 'public', 'create') or has_database_privilege($1, current_database(), 'create') as schema,
       has_database_privilege($2, current_database(), 'temporary') as loader`,
    [ROLES.app, ROLES.loader],
  )
  await client.end()
  return rows[0]
}

function printedUrls(stdout: string) {
  const [, owner = '', app = ''] = /^ONEWINDOW_OWNER_URL=(.+)\nDATABASE_URL=(.+)\n$/.exec(stdout) ?? []
  return { ONEWINDOW_OWNER_URL: owner, DATABASE_URL: app }
}
