import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import { print, type Terminal } from '../terminal.ts'
import { copyComplete } from './complete-template.ts'
import { findLayer } from './layer.ts'
import { layeredTenant } from './layered-template.ts'
import { json, ownVersion, versions, workspaceManifest } from './manifest.ts'
import { askWhatToCreate } from './questions.ts'
import { checkSlug, nameOf } from './slug.ts'
import { type Files, fillTemplate } from './templates.ts'

export interface CreateOptions {
  /** Absent: it is asked for. */
  readonly slug: string | undefined
  readonly directory: string | undefined
  /** Package of the layer; absent: the complete fictional tenant is copied. */
  readonly extends: string | undefined
  readonly format: Format
  readonly today: string
}

/** `onewindow create`: a tenant's folder, in the repository or anywhere. Writes nothing where anything is wrong. */
export async function runCreate(terminal: Terminal, options: CreateOptions): Promise<void> {
  const asked = options.slug === undefined ? await askWhatToCreate(terminal) : undefined
  const slug = checkSlug(options.slug ?? asked?.slug ?? '')
  const repository = options.directory === undefined && isRepository(terminal.directory)
  const target = resolve(terminal.directory, options.directory ?? (repository ? `tenants/${slug}` : slug))
  refuseContent(target)

  const extended = options.extends ?? asked?.layer
  const layer = extended === undefined ? undefined : await findLayer(extended, terminal.directory)
  const tenant = layer ? layeredTenant(slug, { layer, today: options.today }) : copyComplete(slug)
  const packages = ['@onewindow/tenant', ...(layer ? [layer.package] : ['@onewindow/rules'])]
  const files = new Map([
    ...tenant,
    ...(repository ? inRepository(slug, packages) : onItsOwn({ slug, packages, tenant })),
  ])
  for (const [path, text] of files) {
    const file = join(target, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
  }
  report(terminal, { ...options, slug, target, files, repository })
}

/** The folder of this very repository, where tenants are folders of `tenants/`. */
const isRepository = (directory: string): boolean =>
  existsSync(join(directory, 'pnpm-workspace.yaml')) && existsSync(join(directory, 'packages/tenant'))

/** Such as `pnpm@10.34.9`. */
function packageManagerOf(repository: string): string {
  const manifest: { readonly packageManager?: string } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  )
  return manifest.packageManager ?? 'pnpm'
}

function refuseContent(target: string): void {
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new Failure(`${target} is not empty: name another folder.`)
}

const inRepository = (slug: string, packages: readonly string[]): Files =>
  new Map([
    ['package.json', workspaceManifest(slug, packages)],
    ['tsconfig.json', json({ extends: '../../tooling/tsconfig/base.json', include: ['**/*.ts'] })],
  ])

function onItsOwn({
  slug,
  packages,
  tenant,
}: {
  readonly slug: string
  readonly packages: readonly string[]
  readonly tenant: Files
}): Files {
  const version = ownVersion()
  const files = fillTemplate('project', {
    slug,
    version,
    name: nameOf(slug),
    exported: tenant.has('src/demo.ts') ? nameOf(slug) : `tenant as ${nameOf(slug)}`,
    parameters: tenant.has('tables/parameters.csv')
      ? `  parameters: [{ tenant: '${slug}', table: new URL('tables/parameters.csv', import.meta.url) }],\n`
      : '',
    demo: tenant.has('src/demo.ts') ? 'src/demo.ts' : 'demo/index.ts',
    dependencies: JSON.stringify(versions(['@onewindow/cli', ...packages], version)),
  })
  return new Map(files).set('package.json', json(JSON.parse(files.get('package.json') ?? '')))
}

interface Created extends CreateOptions {
  readonly slug: string
  readonly target: string
  readonly files: Files
  readonly repository: boolean
}

function report(terminal: Terminal, { slug, target, files, repository, format }: Created): void {
  const folder = relative(terminal.directory, target) || basename(target)
  const next = repository
    ? [
        `npx ${packageManagerOf(terminal.directory)} install`,
        `add ${nameOf(slug)} to onewindow.config.ts`,
        `npx onewindow apply ${slug}`,
      ]
    : [`cd ${folder}`, 'npm install', 'npx onewindow start']
  const paths = [...files.keys()].sort()
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ slug, directory: target, files: paths, next }, null, 2)
      : [
          `Created ${folder}: ${paths.length} files. ${join(folder, 'README.md')} says what to fill in. Next:`,
          ...next.map((line) => `  ${line}`),
        ].join('\n'),
  )
}
