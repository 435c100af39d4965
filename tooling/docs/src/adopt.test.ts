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

test('a country is begun, looked through, agreed on and applied as the page says', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-adopt-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'node_modules/@onewindow'), { recursive: true })
  await symlink(join(REPOSITORY, 'packages'), join(folder, 'packages'))
  await symlink(join(REPOSITORY, 'node_modules/.bin'), join(folder, 'node_modules/.bin'))
  for (const name of ['cli', 'rules', 'tenant', 'testkit'])
    await symlink(join(REPOSITORY, 'packages', name), join(folder, 'node_modules/@onewindow', name))

  const blocks = blocksOf('adopt.md')
  expect(blocks.map(({ name }) => name)).toEqual(['create', 'check', 'agree', 'plan'])
  const said: Record<string, string> = {}
  for (const { name, text } of blocks) {
    const script = `set -euo pipefail\n${text.replaceAll('npx onewindow', 'onewindow')}`
    const { stdout } = await execute('bash', ['-c', script], {
      cwd: name === 'create' ? folder : join(folder, 'newland'),
      env: { PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`, HOME: folder },
    })
    said[name] = stdout
  }
  expect(said.check).toContain('newland')
  expect(said.plan).toMatch(/newland +[0-9a-f]{64} +applied/)
  expect((await readdir(join(folder, 'newland/rulesheets'))).length).toBeGreaterThan(3)
  expect(await readdir(join(folder, 'newland'))).toContain('newland.xlsx')
})
