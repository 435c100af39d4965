import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../../..')

/** A package of the workspace that is published: one that is not private. */
export interface Published {
  readonly name: string
  /** From the root. */
  readonly folder: string
  readonly version: string
}

/** All published packages, by name. */
export const publishedPackages = (): readonly Published[] =>
  globSync('{packages,tenants}/*/package.json', { cwd: ROOT })
    .map((path) => ({ folder: dirname(path), ...readManifest(path) }))
    .filter(({ private: isPrivate }) => isPrivate !== true)
    .map(({ name, folder, version }) => ({ name, folder, version }))
    .sort((a, b) => a.name.localeCompare(b.name))

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
}

const readManifest = (path: string): Manifest => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
