import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  readonly version: string
}

/** Of this command: a tenant takes every package of ours in one version. */
export const ownVersion = (): string => {
  const manifest: Manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
  return manifest.version
}

/** The package of a tenant in the repository. */
export const workspaceManifest = (slug: string, dependencies: readonly string[]): string =>
  json({
    name: `@onewindow/tenant-${slug}`,
    version: '0.1.0',
    private: true,
    license: 'Apache-2.0',
    type: 'module',
    exports: { '.': './src/index.ts' },
    scripts: {
      types: 'tsc --project .',
      test: 'vitest run --config ../../vitest.config.ts --root . --passWithNoTests',
    },
    dependencies: versions(dependencies, 'workspace:*'),
    devDependencies: { '@onewindow/testkit': 'workspace:*' },
  })

export const versions = (packages: readonly string[], version: string): Readonly<Record<string, string>> =>
  Object.fromEntries(packages.toSorted().map((name) => [name, version]))

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
