import type { SourceFile } from './repository.ts'
import { importsOf, isTest, isTypeScript } from './source-text.ts'

const CORE = /^packages\/core\/src\/([^/]+)\/([^/]+)$/

/**
 * Imports between slices of core that the design does not allow: another slice offers its service, its table's types
 * and, to graphql files, its refs. Its queries are its own, for everyone.
 */
export function wrongSliceImports(files: readonly SourceFile[]): string[] {
  const core = files.filter((file) => CORE.test(file.path) && isTypeScript(file))
  // A folder with neither is machinery that all slices use.
  const slices = new Set(
    core.flatMap(({ path }) => {
      const [, slice = '', file = ''] = CORE.exec(path) ?? []
      return file === 'service.ts' || file === 'table.ts' ? [slice] : []
    }),
  )
  const wrong: string[] = []
  for (const file of files.filter((each) => each.path.startsWith('packages/core/src/') && !isTest(each))) {
    const [, from = '', own = ''] = CORE.exec(file.path) ?? []
    for (const { target = '', typesOnly } of importsOf(file)) {
      const [, slice = '', imported = ''] = CORE.exec(target) ?? []
      if (slice === from || !slices.has(slice)) continue
      const open =
        imported === 'service.ts' ||
        (imported === 'table.ts' && typesOnly) ||
        (imported.endsWith('graphql.ts') && own.endsWith('graphql.ts'))
      // Machinery composes the slices, so only their queries are closed to it.
      if (imported === 'queries.ts' || (slices.has(from) && !open))
        wrong.push(`${file.path}: imports ${slice}/${imported}`)
    }
  }
  return wrong
}
