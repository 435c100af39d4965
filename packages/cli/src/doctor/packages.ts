import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Finding, failed, ok } from './finding.ts'

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package as it lies on disk. */
export interface Installed {
  readonly name: string
  readonly version: string
  readonly directory: string
}

/**
 * Every package that a process of this folder could load: its dependencies and theirs, found as Node finds them. Of the
 * tools beside them (devDependencies) only OneWindow's own: the others are in no such process.
 */
export function installedPackages(folders: readonly string[]): readonly Installed[] {
  const found = new Map<string, Installed>()
  const visit = (directory: string, root: boolean) => {
    if (found.has(directory)) return
    const manifest = readManifest(directory)
    const {
      name = '',
      version = '',
      dependencies = {},
      peerDependencies = {},
      devDependencies = {},
    } = manifest
    found.set(directory, { name, version, directory })
    const ours = Object.keys(root ? devDependencies : {}).filter((each) => each.startsWith(SCOPE))
    for (const needed of [...Object.keys({ ...dependencies, ...peerDependencies }), ...ours]) {
      const place = placeOf(needed, directory)
      if (place) visit(place, false)
    }
  }
  for (const folder of folders) {
    const root = ownerOf(folder)
    if (root) visit(root, true)
  }
  return [...found.values()]
}

const SCOPE = '@onewindow/'

/** Types and values of one copy are strangers to those of another: a schema of two fails at run time. */
export function checkGraphql(packages: readonly Installed[]): Finding {
  const copies = packages.filter(({ name }) => name === 'graphql')
  const [only, ...others] = copies
  if (!only)
    return failed('graphql', 'There is no graphql in this installation.', 'Install the packages anew.')
  if (others.length === 0) return ok('graphql', `One graphql, ${only.version}.`)
  return failed(
    'graphql',
    `There are ${copies.length}: ${copies.map(({ version, directory }) => `${version} in ${directory}`).join(', ')}.`,
    `Let all packages use one: override graphql to ${only.version} in your package manager, then install anew.`,
  )
}

export function checkVersions(packages: readonly Installed[]): Finding {
  // A tenant has a version of its own.
  const ours = packages.filter(({ name }) => PACKAGES.includes(name))
  const versions = Map.groupBy(ours, ({ version }) => version)
  if (versions.size === 0)
    return failed('versions', 'No package of OneWindow is installed here.', 'Install @onewindow/cli.')
  const told = [...versions].map(
    ([version, of]) => `${[...new Set(of.map(({ name }) => name))].join(', ')} ${version}`,
  )
  if (versions.size > 1)
    return failed(
      'versions',
      `Versions differ: ${told.join('; ')}.`,
      'Ask for the same version of all @onewindow packages, then install anew.',
    )
  return ok(
    'versions',
    `${new Set(ours.map(({ name }) => name)).size} packages of OneWindow, ${[...versions.keys()].join()}.`,
  )
}

const PACKAGES = ['cli', 'client', 'core', 'db', 'rules', 'server', 'survey', 'tenant', 'testkit'].map(
  (name) => `${SCOPE}${name}`,
)

/** Node strips types from its own sources without a flag from here on. */
const OLDEST_NODE = [22, 18] as const

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, least] = OLDEST_NODE
  if (major > oldest || (major === oldest && minor >= least)) return ok('node', `Node ${version}.`)
  return failed(
    'node',
    `Node ${version} is too old.`,
    `Use Node ${OLDEST_NODE.join('.')} or later; 24 is best.`,
  )
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
}

/** Folder of the package that a file or folder belongs to. */
function ownerOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return realpathSync(at)
    if (at === dirname(at)) return null
  }
}

function placeOf(name: string, from: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return realpathSync(place)
    if (at === dirname(at)) return null
  }
}
