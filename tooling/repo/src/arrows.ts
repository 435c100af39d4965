import type { SourceFile } from './repository.ts'
import { importsOf, isTest, isTypeScript } from './source-text.ts'

/** Which packages of ours each package may know; a folder of ARCHITECTURE's diagram each. */
const ARROWS: readonly (readonly [folder: RegExp, may: readonly RegExp[]])[] = [
  [/^packages\/rules$/, []],
  [/^packages\/tenant$/, [/^packages\/rules$/]],
  [/^packages\/db$/, []],
  [/^packages\/core$/, [/^packages\/(rules|tenant|db)$/]],
  [/^packages\/server$/, [/^packages\/(core|tenant|db)$/]],
  [/^packages\/survey$/, [/^packages\/(rules|tenant)$/]],
  [/^packages\/client$/, []],
  [/^packages\/testkit$/, [/^packages\/(rules|tenant|db|core|server|survey|client)$/]],
  [/^packages\/cli$/, [/^packages\/(rules|tenant|db|core|server|survey|client|testkit)$/]],
  [/^tenants\/[^/]+$/, [/^packages\/(tenant|rules)$/, /^tenants\/[^/]+$/]],
  [/^examples\/[^/]+$/, [/^packages\/(core|tenant|rules)$/]],
  [/^apps\/desk$/, [/^packages\/(client|rules|tenant)$/]],
  [/^apps\/[^/]+$/, [/^packages\//, /^tenants\//]],
  [/^tooling\//, [/^packages\//, /^tenants\//, /^examples\//]],
]
/** What only tests stand on: the test kit, and a database to try a compiled rule on. */
const TESTS_MAY = [/^packages\/(testkit|db)$/]
/** Extensions are tried on real tenants too. */
const EXAMPLES = /^examples\/[^/]+$/
/** Whoever extends core stands on what core opens to extensions, and on nothing else of it. */
const OPEN_TO_EXAMPLES = '@onewindow/core/extension'

interface Package {
  readonly name: string
  readonly folder: string
  readonly dependencies: ReadonlySet<string>
  readonly devDependencies: ReadonlySet<string>
}

/** Imports and dependencies that point another way than the design's arrows, each as one line. */
export function wrongArrows(files: readonly SourceFile[]): string[] {
  const packages = packagesOf(files)
  const byName = new Map(packages.map((each) => [each.name, each]))
  const home = (path: string) => packages.find(({ folder }) => path.startsWith(`${folder}/`))
  const wrong: string[] = []

  function check(from: Package, to: Package, where: string, test: boolean) {
    const arrows = ARROWS.find(([folder]) => folder.test(from.folder))?.[1] ?? []
    const allowed = test
      ? [...arrows, ...TESTS_MAY, ...(EXAMPLES.test(from.folder) ? [/^tenants\//] : [])]
      : arrows
    if (from !== to && !allowed.some((may) => may.test(to.folder))) {
      wrong.push(`${where}: ${from.folder} may not know ${to.folder}`)
    }
  }

  for (const from of packages) {
    for (const [list, test] of [
      [from.dependencies, false],
      [from.devDependencies, true],
    ] as const) {
      for (const name of list) {
        const to = byName.get(name)
        if (to) check(from, to, `${from.folder}/package.json`, test)
      }
    }
  }
  for (const file of files.filter(isTypeScript)) {
    const from = home(file.path)
    if (!from) continue
    for (const { specifier, target } of importsOf(file)) {
      const to = target === undefined ? byName.get(packageName(specifier)) : home(target)
      if (!to || to === from) continue
      check(from, to, file.path, isTest(file))
      if (
        EXAMPLES.test(from.folder) &&
        !isTest(file) &&
        to.folder === 'packages/core' &&
        specifier !== OPEN_TO_EXAMPLES
      )
        wrong.push(`${file.path}: imports ${specifier}; extensions import ${OPEN_TO_EXAMPLES}`)
      if (target !== undefined)
        wrong.push(`${file.path}: reaches into ${to.folder} by path; import ${to.name}`)
      else if (!from.dependencies.has(to.name) && !(isTest(file) && from.devDependencies.has(to.name)))
        wrong.push(`${file.path}: ${from.folder}/package.json does not list ${to.name}`)
    }
  }
  return wrong
}

function packagesOf(files: readonly SourceFile[]): readonly Package[] {
  return files
    .filter(({ path }) => /^(packages|apps|tenants|examples|tooling)\/[^/]+\/package\.json$/.test(path))
    .map(({ path, text }) => {
      const { name, dependencies = {}, devDependencies = {} } = JSON.parse(text) as Manifest
      return {
        name,
        folder: path.replace('/package.json', ''),
        dependencies: new Set(Object.keys(dependencies)),
        devDependencies: new Set(Object.keys(devDependencies)),
      }
    })
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** `@onewindow/rules` of `@onewindow/rules/sql`. */
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
