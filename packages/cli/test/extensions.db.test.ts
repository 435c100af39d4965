import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { onewindow } from './command.ts'
import { database, urls } from './database.ts'

/** A folder whose configuration has one tenant and these extensions of the fixture. */
async function folderWith(extensions: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-cli-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const fixture = new URL('./notes.fixture.ts', import.meta.url)
  await writeFile(
    join(directory, 'onewindow.config.ts'),
    `import * as from from '${fixture}'\nexport default { tenants: [from.tenant], extensions: [${extensions}] }\n`,
  )
  return directory
}

test('an extension is migrated after core, and its tenant is applied', async () => {
  const directory = await folderWith('from.sound')
  const environment = urls(await database('migrated'))
  const early = await onewindow(['apply'], directory, environment)
  expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('waits for notes/0001-notes.sql') })
  expect(await onewindow(['migrate'], directory, environment)).toMatchObject({
    code: 0,
    stdout: 'applied notes/0001-notes.sql\n',
  })
  expect(await onewindow(['apply'], directory, environment)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^riverland-notes {2}\w{64} {2}applied\n$/),
  })
})

test('a table without its tenant is refused by name, and nothing is left', async () => {
  const db = await database('migrated')
  const { code, stderr } = await onewindow(['migrate'], await folderWith('from.open'), urls(db))
  expect(code).toBe(1)
  expect(stderr).toContain(
    'notes/0001-notes.sql was not applied:\n- note has no column tenant_id text not null',
  )
  expect(await db.asAdmin(`select from pg_class where relname = 'note'`)).toEqual([])
})

test('an extension for another version is refused before the database is asked, by every command', async () => {
  const directory = await folderWith('from.late')
  for (const command of ['migrate', 'apply', 'serve']) {
    const { code, stderr } = await onewindow([command], directory)
    expect([code, stderr]).toEqual([1, 'error: notes works with OneWindow ^9.0.0, and this is 0.1.0\n'])
  }
})

test('a tenant whose extension the configuration lacks has an error, and is not applied', async () => {
  const { code, stderr } = await onewindow(['apply'], await folderWith(''), urls(await database('migrated')))
  expect(code).toBe(1)
  expect(stderr).toContain('UNKNOWN_EXTENSION')
  expect(stderr).toContain('there is no extension "notes" in this configuration')
})
