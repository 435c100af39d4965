import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { checkGraphql, checkNode, checkVersions, installedPackages } from './packages.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'onewindow-packages-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
})

async function install(place: string, manifest: object) {
  await mkdir(join(root, place), { recursive: true })
  await writeFile(join(root, place, 'package.json'), JSON.stringify(manifest))
}

async function sound() {
  await install('.', { dependencies: { '@onewindow/cli': '0.1.0' }, devDependencies: { codegen: '1.0.0' } })
  await install('node_modules/@onewindow/cli', {
    name: '@onewindow/cli',
    version: '0.1.0',
    dependencies: { '@onewindow/core': '0.1.0', graphql: '16' },
  })
  await install('node_modules/@onewindow/core', {
    name: '@onewindow/core',
    version: '0.1.0',
    peerDependencies: { graphql: '16' },
  })
  await install('node_modules/graphql', { name: 'graphql', version: '16.15.0' })
  // A tool of the author's, with a copy of its own that no process of OneWindow loads.
  await install('node_modules/codegen', {
    name: 'codegen',
    version: '1.0.0',
    dependencies: { graphql: '15' },
  })
  await install('node_modules/codegen/node_modules/graphql', { name: 'graphql', version: '15.0.0' })
}

test('one graphql and one version are well', async () => {
  await sound()
  const packages = installedPackages([root])
  expect(checkGraphql(packages)).toMatchObject({ state: 'ok', message: 'One graphql, 16.15.0.' })
  expect(checkVersions(packages)).toMatchObject({ state: 'ok', message: '2 packages of OneWindow, 0.1.0.' })
})

test('a second graphql below any dependency is named with its folder', async () => {
  await sound()
  await install('node_modules/@onewindow/core/node_modules/graphql', { name: 'graphql', version: '16.9.0' })
  const found = checkGraphql(installedPackages([root]))
  expect(found.state).toBe('failed')
  expect(found.message).toContain('There are 2: ')
  expect(found.message).toContain('16.9.0 in ')
})

test('packages of two releases do not go together', async () => {
  await sound()
  await install('node_modules/@onewindow/core', { name: '@onewindow/core', version: '0.2.0' })
  expect(checkVersions(installedPackages([root]))).toMatchObject({
    state: 'failed',
    message: 'Versions differ: @onewindow/cli 0.1.0; @onewindow/core 0.2.0.',
  })
})

test.each([
  ['24.0.0', 'ok'],
  ['22.18.0', 'ok'],
  ['22.17.1', 'failed'],
  ['20.20.2', 'failed'],
])('Node %s is %s', (version, state) => {
  expect(checkNode(version).state).toBe(state)
})
