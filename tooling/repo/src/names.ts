import type { SourceFile } from './repository.ts'
import { isTest, isTypeScript, withoutComments } from './source-text.ts'

/** An ordinary word too: it names that tenant only where a tenant is meant. */
const ORDINARY = 'template'
const ORDINARY_MEANT = new RegExp(
  String.raw`\btenants?[-/]${ORDINARY}\b|\b(?:id|tenant\w*)\b['"]?\s*[:=]+\s*['"]${ORDINARY}['"]`,
)

/**
 * Tenants in what is written for every tenant, by their folders, their programmes' files and their areas' codes and
 * English names; comments and tests may give examples.
 */
export function namedTenants(files: readonly SourceFile[]): string[] {
  const tenants = new Set(['kp', 'punjab', 'pakistan', 'cambodia', ...tenantFolders(files)])
  tenants.delete(ORDINARY)
  const own = ownNames(files)
  return files
    .filter((file) => /^packages\/.*\.(tsx?|sql|graphql|json)$/.test(file.path) && !isTest(file))
    .flatMap((file) => {
      const text = withoutComments(file)
      const found = new Set([
        ...wordsOf(text).filter((word) => tenants.has(word)),
        ...(text.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? []).filter((word) => own.has(word)),
        ...(ORDINARY_MEANT.test(text) ? [`the tenant ${ORDINARY}`] : []),
      ])
      return [...found].map((name) => `${file.path}: names ${name}`)
    })
}

const tenantFolders = (files: readonly SourceFile[]) =>
  files.flatMap(({ path }) => /^tenants\/([^/]+)\//.exec(path)?.[1] ?? [])

/** Words that only a tenant has: `bisp-kafaalat`, `PK526`, `Nowshera`; of a name of several words, none. */
export function ownNames(files: readonly SourceFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ path, text }) => {
      if (path.startsWith(`tenants/${ORDINARY}/`)) return []
      const programme = /^tenants\/[^/]+\/src\/programmes\/([\w-]+)\.ts$/.exec(path)?.[1]
      if (programme?.includes('-')) return [programme]
      return /^tenants\/[^/]+\/tables\/areas\.csv$/.test(path) ? areaNames(text) : []
    }),
  )
}

function areaNames(table: string): readonly string[] {
  const [header = '', ...rows] = table.split('\n')
  const columns = header.split(',')
  return rows.flatMap((row) => {
    const cells = row.split(',')
    return ['id', 'name_en']
      .map((column) => cells[columns.indexOf(column)] ?? '')
      .filter((name) => /^(?=.*[A-Z])[\w-]{4,}$/.test(name))
  })
}

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
