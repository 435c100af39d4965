import type { SourceFile } from './repository.ts'
import { isTest, isTypeScript, withoutComments } from './source-text.ts'

/** Tenants by name in what is written for every tenant; comments and tests may give examples. */
export function namedTenants(files: readonly SourceFile[]): string[] {
  const tenants = new Set(['kp', 'punjab', 'pakistan', 'cambodia', ...tenantFolders(files)])
  tenants.delete('template')
  return files
    .filter((file) => /^packages\/.*\.(tsx?|sql|graphql|json)$/.test(file.path) && !isTest(file))
    .flatMap((file) =>
      [...new Set(wordsOf(withoutComments(file)))]
        .filter((word) => tenants.has(word))
        .map((word) => `${file.path}: names ${word}`),
    )
}

const tenantFolders = (files: readonly SourceFile[]) =>
  files.flatMap(({ path }) => /^tenants\/([^/]+)\//.exec(path)?.[1] ?? [])

/** `kpAreas`, `KP_AREAS` and `'kp'` all say kp. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]+/g) ?? []

/** Files and folders named after nothing in particular. */
export const vagueNames = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path }) => /^(packages|apps|tenants|examples|tooling)\//.test(path))
    .filter(({ path }) =>
      path.split('/').some((part) => /^(utils?|common|shared|helpers?)(\.|$)/i.test(part)),
    )
    .map(({ path }) => `${path}: name it after the concept inside`)

/** `export *` anywhere but in a package's one index. */
export const hiddenBarrels = (files: readonly SourceFile[]): string[] =>
  files
    .filter((file) => isTypeScript(file) && !/^[^/]+\/[^/]+\/src\/index\.ts$/.test(file.path))
    .filter((file) => /^\s*export\s*\*/m.test(withoutComments(file)))
    .map(({ path }) => `${path}: re-exports everything`)

// Put together here, so that this file does not name such a path itself.
const WORKPLACE = new RegExp(String.raw`(?<![\w./-])/(?:${['work', 'farm'].join('|')})(?![\w-])`)

/** Absolute paths of one machine, which mean nothing on another. */
export const workplacePaths = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        WORKPLACE.test(line) ? [`${path}:${index + 1}: names a workplace path`] : [],
      ),
  )
