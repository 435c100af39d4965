import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { Defined } from '@onewindow/tenant'
import { describe, expect, onTestFinished, test } from 'vitest'
import { copyComplete } from '../src/create/complete-template.ts'
import { askWhatToCreate } from '../src/create/questions.ts'
import { onewindow } from './command.ts'

const LAYER = `
import { riverland } from '@onewindow/testkit'
const { survey, ...definition } = riverland.definition
export const north = {
  id: 'north',
  diagnostics: [],
  definition: {
    ...definition,
    id: 'north', kind: 'layer', areas: [], windows: [], roles: [], lists: [],
    institutions: definition.institutions.map(({ offices, committees = [], ...institution }) => ({
      ...institution,
      committees: committees.map((committee) => ({ ...committee, areas: [] })),
    })),
  },
}
`

/** A folder where a layer is installed, and a package that is none. */
async function folderWithLayer(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-create-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const scope = join(folder, 'node_modules/@onewindow')
  await mkdir(scope, { recursive: true })
  for (const name of ['tenant', 'testkit', 'cli'])
    await symlink(join(import.meta.dirname, '../..', name), join(scope, name))
  for (const [name, code] of [
    ['tenant-north', LAYER],
    ['tenant-south', 'export const south = 1'],
  ] as const) {
    await mkdir(join(scope, name))
    const manifest = { name: `@onewindow/${name}`, type: 'module', exports: './index.js' }
    await writeFile(join(scope, name, 'package.json'), JSON.stringify(manifest))
    await writeFile(join(scope, name, 'index.js'), code)
  }
  return folder
}

const load = async (folder: string): Promise<Readonly<Record<string, Defined>>> =>
  import(pathToFileURL(join(folder, 'src/index.ts')).href)

test('a tenant on a layer is sound as it was created, and says what is to be filled in', async () => {
  const folder = await folderWithLayer()
  const { code, stdout } = await onewindow(['create', 'far-shore', '--extends', 'north'], folder)
  expect(stdout).toMatch(
    /^Created far-shore: \d+ files\. far-shore\/README\.md says what to fill in\. Next:\n {2}cd far-shore\n/,
  )
  expect(code).toBe(0)

  const created = join(folder, 'far-shore')
  const { farShore } = await load(created)
  expect(farShore?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(farShore?.definition).toMatchObject({ id: 'far-shore', operatingLevel: 'district' })
  const offices = await readFile(join(created, 'tables/offices.csv'), 'utf8')
  expect(offices).toContain('(office to be filled in)')
  const family = await readFile(join(created, 'scenarios/first-family.yaml'), 'utf8')
  expect(family).toMatch(/ {6}\S+:\n {8}(mother|son|household): [A-Z_]+\n/)

  const second = await onewindow(['create', 'far-shore', '--extends', 'north'], folder)
  expect(second.stderr).toContain('far-shore is not empty: name another folder.')
  expect(second.code).toBe(1)
})

test('as JSON, into a folder that is named', async () => {
  const folder = await folderWithLayer()
  const args = ['create', 'shore', 'some/where', '--extends', '@onewindow/tenant-north', '--format', 'json']
  const { stdout } = await onewindow(args, folder)
  const said = JSON.parse(stdout)
  expect(said).toMatchObject({ slug: 'shore', directory: join(folder, 'some/where') })
  for (const path of said.files) expect(existsSync(join(said.directory, path))).toBe(true)
  expect(said.next).toContain('cd some/where')
})

test('in the repository it is a folder of tenants, with the workspace’s packages', async () => {
  const folder = await folderWithLayer()
  await writeFile(join(folder, 'pnpm-workspace.yaml'), '')
  await writeFile(join(folder, 'package.json'), '{ "packageManager": "pnpm@10.1.2" }')
  await mkdir(join(folder, 'packages/tenant'), { recursive: true })
  const { stdout } = await onewindow(['create', 'shore', '--extends', 'north'], folder)
  expect(stdout).toContain('  npx pnpm@10.1.2 install\n  add shore to onewindow.config.ts\n')
  const manifest = JSON.parse(await readFile(join(folder, 'tenants/shore/package.json'), 'utf8'))
  expect(manifest).toMatchObject({
    name: '@onewindow/tenant-shore',
    dependencies: { '@onewindow/tenant': 'workspace:*', '@onewindow/tenant-north': 'workspace:*' },
  })
  expect(await readdir(join(folder, 'tenants/shore'))).not.toContain('onewindow.config.ts')
})

describe('what is refused, before anything is written', () => {
  test.each([
    [['create'], 'Name the tenant: onewindow create <slug>.', 2],
    [['create', 'Far Shore'], '"Far Shore" is no slug', 2],
    [['create', 'Far Shore'], 'Did you mean "far-shore"?', 2],
    [['create', '2nd'], 'Did you mean "nd"?', 2],
    [['create', '../shore'], 'is no slug', 2],
    [['create', 'shore', '--extends', 'nort'], 'Did you mean "@onewindow/tenant-north"?', 2],
    [['create', 'shore', '--extends', '@other/layer'], 'Or install it first: npm install @other/layer', 2],
    [['create', 'shore', '--extends', 'south'], 'has no layer that a tenant could extend', 2],
    [['create', 'shore', '--format', 'yaml'], 'Allowed choices are text, json', 2],
  ])('%j', async (args, said, exitCode) => {
    const folder = await folderWithLayer()
    const { code, stderr, stdout } = await onewindow(args, folder)
    expect(stderr).toContain(said)
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' })
    expect(await readdir(folder)).toEqual(['node_modules'])
  })
})

test('the complete tenant is copied under another slug', async () => {
  const folder = await folderWithLayer()
  const files = {
    'package.json': '{ "name": "@onewindow/tenant-template" }',
    'src/index.ts': "export const template = defineTenant({ id: 'template', areas: templateAreas })",
    'demo/index.ts': "export const demo = { tenant: 'template', subject: 'template-clerk' }",
    'README.md': 'The template: onewindow apply template. Templates stay.',
    'node_modules/left.txt': 'out',
    'dist/left.js': 'out',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, 'from', path, '..'), { recursive: true })
    await writeFile(join(folder, 'from', path), text)
  }
  expect(Object.fromEntries(copyComplete('far-shore', join(folder, 'from')))).toEqual({
    'package.json': '{ "name": "@onewindow/tenant-far-shore" }',
    'src/index.ts': "export const farShore = defineTenant({ id: 'far-shore', areas: templateAreas })",
    'demo/index.ts': "export const demo = { tenant: 'far-shore', subject: 'far-shore-clerk' }",
    'README.md': 'The far-shore: onewindow apply far-shore. Templates stay.',
  })
})

test('a person is asked', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const stderr = new PassThrough()
  const directory = await folderWithLayer()
  const asked = askWhatToCreate({
    stdin,
    stdout: new PassThrough(),
    stderr,
    environment: {},
    directory,
    stopped: new AbortController().signal,
  })
  stdin.write('far-shore\n')
  await expect.poll(() => String(stderr.read() ?? '')).toContain('@onewindow/tenant-north')
  stdin.write('north\n')
  expect(await asked).toEqual({ slug: 'far-shore', layer: 'north' })
})

test('a tenant on its own takes the versions that this repository takes', async () => {
  const root = JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8'))
  const template = join(import.meta.dirname, '../templates/project/package.json.template')
  const text = await readFile(template, 'utf8')
  const pinned = { ...root.devDependencies, ...root.optionalDependencies }
  for (const name of ['typescript', 'vitest', '@types/node', ...Object.keys(root.optionalDependencies)])
    expect(text).toContain(`"${name}": "${pinned[name]}"`)
})
