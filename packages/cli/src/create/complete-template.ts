import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../failure.ts'
import { nameOf } from './slug.ts'
import type { Files } from './templates.ts'

/** Beside the built code, where it was packed. */
const PACKED = join(import.meta.dirname, '../complete')

/** A manifest within a package would be taken for a package of its own. */
export const PACKED_MANIFEST = 'manifest.json'

/** In the repository, the tenant whose manifest says that it is complete. */
export const completeTenant = (): string | undefined =>
  globSync('../../../../tenants/*/package.json', { cwd: import.meta.dirname })
    .map((manifest) => join(import.meta.dirname, manifest))
    .filter((manifest) => JSON.parse(readFileSync(manifest, 'utf8')).onewindow?.complete === true)
    .map(dirname)[0]

export const LEFT_OUT = /^(node_modules|dist|\.turbo)(\/|$)|(^|\/)tsconfig\.build\.json$/

/** The complete fictional tenant under another slug. */
export function copyComplete(slug: string, folder = existsSync(PACKED) ? PACKED : completeTenant()): Files {
  if (folder === undefined) throw new Failure('This package was built without the complete tenant.')
  const paths = globSync('**/*', { cwd: folder }).filter(
    (path) => !LEFT_OUT.test(path) && statSync(join(folder, path)).isFile(),
  )
  return new Map(
    paths.map((path) => [
      path === PACKED_MANIFEST ? 'package.json' : path,
      rename(readFileSync(join(folder, path), 'utf8'), { slug, path }),
    ]),
  )
}

/** `template` as a name in code becomes a name in code; as text, an id or part of a path, the slug. */
function rename(text: string, { slug, path }: { readonly slug: string; readonly path: string }): string {
  const code = /\.tsx?$/.test(path)
  return text.replace(/(['"`/-]?)\btemplate\b(?=(['"`/-]?))/g, (_, before: string, after: string) =>
    code && before === '' && after === '' ? nameOf(slug) : `${before}${slug}`,
  )
}
