import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { blocksOf } from './blocks.ts'

const execute = promisify(execFile)
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

/** A folder outside the repository in which OneWindow is installed. */
async function installed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-adopt-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'node_modules/@onewindow'), { recursive: true })
  await symlink(join(REPOSITORY, 'packages'), join(folder, 'packages'))
  await symlink(join(REPOSITORY, 'node_modules/.bin'), join(folder, 'node_modules/.bin'))
  for (const name of ['cli', 'rules', 'tenant', 'testkit'])
    await symlink(join(REPOSITORY, 'packages', name), join(folder, 'node_modules/@onewindow', name))
  return folder
}

async function run(text: string, { home, directory }: { home: string; directory: string }): Promise<string> {
  const script = `set -euo pipefail\n${text.replaceAll('npx onewindow', 'onewindow')}`
  const { stdout } = await execute('bash', ['-c', script], {
    cwd: directory,
    env: { PATH: `${join(home, 'node_modules/.bin')}:${process.env.PATH}`, HOME: home },
  })
  return stdout
}

test('a country is begun, looked through, agreed on and applied as the page says', {
  timeout: 300_000,
}, async () => {
  const folder = await installed()
  const blocks = blocksOf('adopt.md')
  expect(blocks.map(({ name }) => name)).toEqual(['create', 'check', 'agree', 'plan'])
  const said: Record<string, string> = {}
  for (const { name, text } of blocks) {
    said[name] = await run(text, {
      home: folder,
      directory: name === 'create' ? folder : join(folder, 'newland'),
    })
  }
  expect(said.check).toContain('newland')
  expect(said.plan).toMatch(/newland +[0-9a-f]{64} +applied/)
  expect((await readdir(join(folder, 'newland/rulesheets'))).length).toBeGreaterThan(3)
  expect(await readdir(join(folder, 'newland'))).toContain('newland.xlsx')
})

test('the README’s tenant is made, looked through, and put before its officers', {
  timeout: 300_000,
}, async () => {
  const home = await installed()
  const [block, ...others] = blocksOf('../README.md').filter(({ name }) => name !== '')
  expect([block?.name, others]).toEqual(['tenant', []])
  const [create = '', ...lines] = block?.text.trim().split('\n') ?? []
  await run(create, { home, directory: home })
  const directory = join(home, 'newland')
  // `npm start` has done so in the repository.
  await run('npx onewindow migrate', { home, directory })
  const said = await run(lines.join('\n'), { home, directory })
  expect(said).toContain('nothing applied yet')
  expect((await readdir(join(directory, 'out'))).length).toBeGreaterThan(3)
})
