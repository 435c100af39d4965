import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Published, publishedPackages, ROOT } from './packages.ts'

const execute = promisify(execFile)

/** A published package as its tarball. */
export interface Packed extends Published {
  readonly tarball: string
}

/** Builds every published package and packs it into a folder, as `pnpm publish` would. */
export async function packAll(into: string): Promise<readonly Packed[]> {
  await execute('npx', ['tsc', '--build', 'tsconfig.build.json'], { cwd: ROOT })
  const packages = publishedPackages()
  const filters = packages.flatMap(({ name }) => ['--filter', name])
  await pnpm([...filters, 'pack', '--pack-destination', into], ROOT)
  return packages.map((one) => ({ ...one, tarball: join(into, tarballName(one)) }))
}

const tarballName = ({ name, version }: Published) =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

/** The pnpm that the repository names. */
async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  await execute('npx', ['--yes', packageManager, ...args], { cwd, maxBuffer: 2 ** 26 })
}
