import { describe, expect, test } from 'vitest'
import { wrongArrows } from './arrows.ts'
import { hiddenBarrels, namedTenants, ownNames, vagueNames, workplacePaths } from './names.ts'
import { repositoryFiles, type SourceFile } from './repository.ts'
import { wrongSliceImports } from './slices.ts'

const files = repositoryFiles()

/** The repository with one file more, or another text in its place. */
const and = (path: string, text: string): readonly SourceFile[] => [
  ...files.filter((file) => file.path !== path),
  { path, text },
]
const manifest = (name: string, dependencies: object) =>
  JSON.stringify({ name: `@onewindow/${name}`, ...dependencies })

test('there is a repository to check', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.map(({ path }) => path)).toContain('packages/rules/src/index.ts')
})

const workplacePath = ['', 'work', 'main'].join('/')

/** Each guarantee, broken on purpose: the check must see it. */
const BREAKS = [
  {
    check: wrongArrows,
    path: 'packages/rules/src/broken.ts',
    text: "import { defineTenant } from '@onewindow/tenant'",
    found: 'packages/rules/src/broken.ts: packages/rules may not know packages/tenant',
  },
  {
    check: wrongArrows,
    path: 'packages/core/src/broken.ts',
    text: "export type { kp } from '@onewindow/tenant-kp'",
    found: 'packages/core/src/broken.ts: packages/core may not know tenants/kp',
  },
  {
    check: wrongArrows,
    path: 'examples/follow-up/src/broken.ts',
    text: "import type { kp } from '@onewindow/tenant-kp'",
    found: 'examples/follow-up/src/broken.ts: examples/follow-up may not know tenants/kp',
  },
  {
    check: wrongArrows,
    path: 'examples/follow-up/src/broken.ts',
    text: "import { createPlatform } from '@onewindow/core'",
    found:
      'examples/follow-up/src/broken.ts: imports @onewindow/core; extensions import @onewindow/core/extension',
  },
  {
    check: wrongArrows,
    path: 'packages/survey/src/broken.ts',
    text: "import type { RegisterInput } from '@onewindow/core'",
    found: 'packages/survey/src/broken.ts: packages/survey may not know packages/core',
  },
  {
    check: wrongArrows,
    path: 'packages/db/src/broken.ts',
    // In two parts, or it would be an import of this file.
    text: ['const core = await import', "('@onewindow/core')"].join(''),
    found: 'packages/db/src/broken.ts: packages/db may not know packages/core',
  },
  {
    check: wrongArrows,
    path: 'packages/core/src/broken.ts',
    text: "import { database } from '@onewindow/testkit'",
    found: 'packages/core/src/broken.ts: packages/core may not know packages/testkit',
  },
  {
    check: wrongArrows,
    path: 'packages/db/package.json',
    text: manifest('db', { dependencies: { '@onewindow/rules': 'workspace:*' } }),
    found: 'packages/db/package.json: packages/db may not know packages/rules',
  },
  {
    check: wrongArrows,
    path: 'packages/tenant/package.json',
    text: manifest('tenant', {}),
    found: 'packages/tenant/src/check/rules.ts: packages/tenant/package.json does not list @onewindow/rules',
  },
  {
    check: wrongArrows,
    path: 'packages/tenant/src/merge.ts',
    text: "import { all } from '../../rules/src/builder.ts'",
    found: 'packages/tenant/src/merge.ts: reaches into packages/rules by path; import @onewindow/rules',
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/broken.ts',
    text: "import { find } from '../person/queries.ts'",
    found: 'packages/core/src/household/broken.ts: imports person/queries.ts',
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/broken.ts',
    text: "import { find } from './person/queries.ts'",
    found: 'packages/core/src/broken.ts: imports person/queries.ts',
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/service.ts',
    text: "import { Person } from '../person/graphql.ts'",
    found: 'packages/core/src/household/service.ts: imports person/graphql.ts',
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/broken.ts',
    text: "import { type Row, LIST } from '../person/table.ts'",
    found: 'packages/core/src/household/broken.ts: imports person/table.ts',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.ts',
    text: "export const isKp = (id: string) => id === 'x' + 'y'",
    found: 'packages/core/src/broken.ts: names kp',
  },
  {
    check: namedTenants,
    path: 'packages/db/src/broken.sql',
    text: "select 1 where tenant_id = 'punjab'",
    found: 'packages/db/src/broken.sql: names punjab',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.ts',
    text: "import { tenant } from '@onewindow/tenant-template'",
    found: 'packages/core/src/broken.ts: names the tenant template',
  },
  {
    check: namedTenants,
    path: 'packages/cli/package.json',
    text: '{ "scripts": { "copy": "cp -r ../../tenants/template ." } }',
    found: 'packages/cli/package.json: names the tenant template',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.ts',
    text: "if (tenantId === 'template') throw new Error()",
    found: 'packages/core/src/broken.ts: names the tenant template',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.ts',
    text: "const home = 'Nowshera'",
    found: 'packages/core/src/broken.ts: names Nowshera',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.sql',
    text: "select 1 where operating_area = 'PK617'",
    found: 'packages/core/src/broken.sql: names PK617',
  },
  {
    check: namedTenants,
    path: 'packages/core/src/broken.ts',
    text: "const first = programmes.get('bisp-kafaalat')",
    found: 'packages/core/src/broken.ts: names bisp-kafaalat',
  },
  {
    check: vagueNames,
    path: 'packages/core/src/utils.ts',
    text: '',
    found: 'packages/core/src/utils.ts: name it after the concept inside',
  },
  {
    check: vagueNames,
    path: 'apps/api/src/shared/text.ts',
    text: '',
    found: 'apps/api/src/shared/text.ts: name it after the concept inside',
  },
  {
    check: hiddenBarrels,
    path: 'packages/core/src/person/index.ts',
    text: "export * from './service.ts'",
    found: 'packages/core/src/person/index.ts: re-exports everything',
  },
  {
    check: workplacePaths,
    path: 'docs/broken.md',
    text: `Look into \`${workplacePath}\`.`,
    found: 'docs/broken.md:1: names a workplace path',
  },
]

/** What looks similar and is allowed. */
const ALLOWED = [
  { check: wrongArrows, path: 'packages/tenant/src/fine.ts', text: "import { all } from '@onewindow/rules'" },
  { check: wrongArrows, path: 'packages/rules/src/fine.ts', text: "// import { x } from '@onewindow/core'" },
  {
    check: wrongArrows,
    path: 'packages/rules/src/fine.test.ts',
    text: "import { connect } from '@onewindow/db'",
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/fine.ts',
    text: "import { x } from '../person/service.ts'",
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/fine.ts',
    text: "import { type Row, type Other } from '../person/table.ts'",
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/graphql.ts',
    text: "import { x } from '../person/graphql.ts'",
  },
  {
    check: wrongSliceImports,
    path: 'packages/core/src/household/fine.ts',
    text: "import { x } from './queries.ts'",
  },
  {
    check: namedTenants,
    path: 'packages/core/src/fine.ts',
    text: "/** For kp. */\nconst url = 'https://example.org/backpack'",
  },
  {
    check: namedTenants,
    path: 'packages/db/src/fine.ts',
    text: "const template = 'template1'; const from = { template: 'template' }",
  },
  { check: vagueNames, path: 'packages/core/src/person/sharedHome.ts', text: '' },
  { check: hiddenBarrels, path: 'packages/db/src/index.ts', text: "export * from './connect.ts'" },
  { check: workplacePaths, path: 'docs/fine.md', text: 'See https://example.org/work/ and homework/farm.' },
]

describe.each([
  { check: wrongArrows, name: 'packages know only whom they may' },
  { check: wrongSliceImports, name: 'slices of core use each other by service, table and refs' },
  { check: namedTenants, name: 'packages name no tenant' },
  { check: vagueNames, name: 'files are named after what is inside' },
  { check: hiddenBarrels, name: 'a package has one index' },
  { check: workplacePaths, name: 'no file names a path of one machine' },
])('$name', ({ check }) => {
  test('in the repository', () => {
    expect(check(files)).toEqual([])
  })

  test.each(BREAKS.filter((broken) => broken.check === check))('$path breaks it', ({ path, text, found }) => {
    expect(check(and(path, text))).toContain(found)
  })

  test.each(ALLOWED.filter((fine) => fine.check === check))('$path does not: $text', ({ path, text }) => {
    const without = files.filter((file) => file.path !== path)
    expect(check([...without, { path, text }])).toEqual(check(without))
  })
})

test('a tenant’s names are taken from its own files, so that the next one is covered', () => {
  const next = [
    { path: 'tenants/newland/tables/areas.csv', text: 'id,name_en\nNL01,Qaramoor\nNL02,Two Words\n' },
    { path: 'tenants/newland/src/programmes/moon-grant.ts', text: '' },
  ]
  expect([...ownNames(next)]).toEqual(['NL01', 'Qaramoor', 'NL02', 'moon-grant'])
  const text = "import '@onewindow/tenant-newland'"
  expect(namedTenants([...next, { path: 'packages/core/src/broken.ts', text }])).toEqual([
    'packages/core/src/broken.ts: names newland',
  ])
})
