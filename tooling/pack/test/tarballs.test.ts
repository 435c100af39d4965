import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Packed, packAll } from '../src/pack.ts'
import { publishedPackages, ROOT } from '../src/packages.ts'
import { createAndServe, sweepOutside } from './outside.ts'
import { folderElsewhere } from './packed.ts'
import { installInto, type Project } from './project.ts'

const packages = publishedPackages()
const elsewhere = await folderElsewhere()
afterAll(elsewhere.remove)
let tarballs: ReadonlyMap<string, Packed>
beforeAll(async () => {
  tarballs = new Map((await packAll(elsewhere.path)).map((packed) => [packed.name, packed]))
}, 600_000)

const dataOf = async (name: string) => {
  const tarball = tarballs.get(name)?.tarball
  if (tarball === undefined) throw new Error(`${name} was not packed`)
  return readFile(tarball)
}

test('what is published is named', () => {
  expect(packages.map(({ name }) => name)).toEqual([
    '@onewindow/cli',
    '@onewindow/client',
    '@onewindow/core',
    '@onewindow/db',
    '@onewindow/rules',
    '@onewindow/server',
    '@onewindow/survey',
    '@onewindow/tenant',
    '@onewindow/tenant-pakistan',
    '@onewindow/testkit',
  ])
})

test.each(packages)('$name is sound to publint', async ({ name }) => {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(await dataOf(name)).buffer },
    strict: true,
  })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test.each(packages)('$name has types wherever it has code', async ({ name }) => {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(await dataOf(name))))
  if (!analysis.types) throw new Error(`${name} has no types`)
  // Every package is ESM alone: who requires it, or resolves without exports, is told so by Node.
  const problems = analysis.problems.filter(
    ({ kind, ...at }) =>
      kind !== 'CJSResolvesToESM' &&
      !('resolutionKind' in at && at.resolutionKind === 'node10') &&
      // A schema is text, not code.
      !('entrypoint' in at && at.entrypoint.endsWith('.graphql')),
  )
  expect(problems).toEqual([])
})

/** What a package reads beside its code. */
const READS: Readonly<Record<string, readonly string[]>> = {
  '@onewindow/cli': ['templates'],
  '@onewindow/client': ['README.md', 'trusted-documents.json'],
  '@onewindow/core': ['migrations', 'schema.graphql'],
  '@onewindow/tenant-pakistan': ['README.md', 'locales', 'tables'],
  '@onewindow/testkit': ['README.md'],
}

test.each(packages)('$name holds its licence and what it reads, and no source', async ({ name }) => {
  const files = createPackageFromTarballData(new Uint8Array(await dataOf(name)))
    .listFiles()
    .map((path) => path.split(`/node_modules/${name}/`)[1] ?? path)
    // The complete tenant that `create` copies is source on purpose.
    .filter((path) => !path.startsWith('dist/complete/'))
  const top = new Set(files.map((path) => path.split('/')[0] ?? ''))
  expect([...top].sort()).toEqual(['LICENSE', 'dist', 'package.json', ...(READS[name] ?? [])].sort())
  expect(files.filter((path) => /\.(test|fixture)\.[jt]sx?$|(?<!\.d)\.tsx?$|tsbuildinfo/.test(path))).toEqual(
    [],
  )
})

describe('outside the repository', { timeout: 600_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await installInto(join(elsewhere.path, 'project'), [...tarballs.values()])
  }, 600_000)

  test('a province is created on a layer, filled in, and served', () =>
    createAndServe(project, 'sindh', ['--extends', 'pakistan']))

  test.runIf(existsSync(join(ROOT, 'tenants/template')))(
    'the complete tenant is copied and served, and its isolation swept',
    async () => {
      await createAndServe(project, 'far-shore', [])
      await sweepOutside(project, 'far-shore')
    },
  )
})
