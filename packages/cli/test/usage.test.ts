import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { folderWith, onewindow } from './command.ts'

describe('help', () => {
  test.each([
    'start',
    'prepare',
    'migrate',
    'apply',
    'plan',
    'validate',
    'create',
    'account',
    'serve',
    'work',
    'jobs',
    'screen',
    'import',
    'overlaps',
    'form',
    'generate',
    'dev',
    'doctor',
    'i18n',
    'parameters',
    'rulesheet',
    'schema',
    'test',
  ])('of %s', async (verb) => {
    const { code, stdout } = await onewindow([verb, '--help'], tmpdir())
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: onewindow ${verb}`)
  })

  test('of all commands', async () => {
    const { code, stdout } = await onewindow(['--help'], tmpdir())
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /start[\s\S]+prepare[\s\S]+migrate[\s\S]+account[\s\S]+serve[\s\S]+work[\s\S]+apply[\s\S]+plan[\s\S]+validate[\s\S]+jobs[\s\S]+audit[\s\S]+screen/,
    )
  })
})

describe('a wrong command line ends with 2 and says why', () => {
  test.each([
    [[], 'Usage: onewindow'],
    [['frobnicate'], 'unknown command'],
    [['aply'], 'Did you mean apply?'],
    [['migrate', '--format', 'yaml'], 'Allowed choices are text, json'],
    [['migrate', '--frmat', 'json'], 'Did you mean --format?'],
    [['start', '--port', '70000'], 'A port is 0 to 65535'],
    [['start', '--port', 'http'], 'A port is 0 to 65535'],
    [['apply', 'atlantis'], 'There is no tenant atlantis. There is: riverland.'],
    [['screen', '--slip', 'slip.html'], '--slip and --programmes are for one household'],
    [['screen', 'K7Q-29X-MWK', '--family', 'f.json'], 'Name a household, or a family’s file'],
    [['screen', '--family', 'f.json', '--slip', 's.html'], '--slip does not go with --family'],
    [['screen', 'K7Q-29X-MWK', '--on', 'yesterday'], 'A day is written as 2024-02-01.'],
    [['screen', 'K7Q-29X-MWK', '--on', '2024-02-30'], 'A day is written as 2024-02-01.'],
    [['account', '--subject', 's'], "required option '--issuer <url>'"],
    [['screen', 'K7Q-29X-MWK', '--tenant', 'atlantis'], 'There is no tenant atlantis'],
    [['generate', 'households', 'x.csv', '--bad', '101'], 'A percentage is 0 to 100.'],
    [['generate', 'households', 'x.csv', '--households', '0'], 'a whole number, from 1'],
    [['generate', 'households', 'x.csv', '--format', 'xls'], 'Allowed choices are csv, xlsx, ndjson'],
    [['migrate', '--config', 'elsewhere.ts'], 'elsewhere.ts. Go to the folder that has it'],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await onewindow(args, await folderWith('sound'))
    expect(stderr).toContain(said)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

test('a configuration without tenants says what to write', async () => {
  const directory = await folderWith('sound')
  await writeFile(join(directory, 'onewindow.config.ts'), 'export const tenants = []\n')
  const { code, stderr } = await onewindow(['apply'], directory)
  expect(stderr).toContain('has no tenants. Write: export default defineConfig(')
  expect(code).toBe(1)
})

test('where there are several tenants, screen asks which', async () => {
  const { code, stderr } = await onewindow(['screen', 'K7Q-29X-MWK'], await folderWith('broken'))
  expect(stderr).toBe('error: Say which tenant: marshland, riverland.\n')
  expect(code).toBe(2)
})

test('an environment with mistakes names them all, without their values', async () => {
  const { code, stderr } = await onewindow(['migrate'], await folderWith('sound'), {
    DATABASE_URL: 'mysql://secret@db',
    ONEWINDOW_PROT: '80',
  })
  expect(stderr).toContain('DATABASE_URL:')
  expect(stderr).toContain('ONEWINDOW_PROT: there is no such setting')
  expect(stderr).not.toContain('secret')
  expect(stderr).not.toContain('    at ')
  expect(code).toBe(1)
})

test.each([
  { ONEWINDOW_OWNER_URL: 'secret@db' },
  { ONEWINDOW_OWNER_URL: 'postgres://owner:sec/ret@db/site' },
  { DATABASE_URL: 'postgres://app:sec%ret@db/site' },
])('an address that is none: %j', async (environment) => {
  const { code, stderr } = await onewindow(['migrate'], await folderWith('sound'), environment)
  expect(stderr).toContain(`error: ${Object.keys(environment)[0]}: must be a connection string`)
  expect(stderr).toContain('Percent-encode the password')
  expect(stderr).not.toContain('ret@')
  expect(code).toBe(1)
})

test('a slip that cannot be written is known before anything is screened', async () => {
  const directory = await folderWith('sound')
  for (const slip of ['/nope/x.html', directory]) {
    // Nothing listens there: a screening would say so.
    const { code, stderr } = await onewindow(['screen', 'K7Q-29X-MWK', '--slip', slip], directory, {
      DATABASE_URL: 'postgres://app:random@127.0.0.1:9/onewindow',
    })
    expect(stderr).toContain(`error: ${slip} cannot be written: `)
    expect(code).toBe(1)
  }
})

test('help of serve names every key', async () => {
  const { stdout } = await onewindow(['serve', '--help'], tmpdir())
  for (const key of ['ONEWINDOW_ENCRYPTION_KEY', 'ONEWINDOW_LOOKUP_KEY']) expect(stdout).toContain(key)
})

test('a database that does not answer', async () => {
  const { code, stderr } = await onewindow(['apply'], await folderWith('sound'), {
    DATABASE_URL: 'postgres://app:secret@127.0.0.1:9/onewindow',
  })
  expect(stderr).toBe(
    'error: No connection to PostgreSQL: ECONNREFUSED. Is PostgreSQL running, and is the address right?\n',
  )
  expect(code).toBe(1)
})

test('an older Node is told so, and nothing else', async () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.9.0'})`
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, ['--import', older, main, 'create', 'shore'], {
    cwd: tmpdir(),
    encoding: 'utf8',
  })
  expect(stderr).toBe('error: Node 20.9.0 is too old. Use Node 22.18 or later; 24 is best.\n')
  expect(status).toBe(1)
})
