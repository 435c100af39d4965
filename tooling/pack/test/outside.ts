import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { fillIn } from './author.ts'
import type { Project } from './project.ts'

const RUNNER = 'node_modules/@onewindow/testkit/dist/vitest.js'
const QUERY = '{ viewer { roles } households(first: 1) { edges { node { reference area { name } } } } }'

/** From an empty folder to an answer over HTTP; says how long each step took, and how many lines its author wrote. */
export async function createAndServe(project: Project, slug: string, args: readonly string[]): Promise<void> {
  const tenant = join(project.folder, slug)
  const timed = async <Result>(step: string, run: () => Promise<Result>): Promise<Result> => {
    const began = performance.now()
    const result = await run()
    console.info(`${slug}: ${step} ${((performance.now() - began) / 1_000).toFixed(1)} s`)
    return result
  }
  const verbs = await project.run('onewindow', ['--help'])
  /** Verbs that this release has; others come with the parts that bring them. */
  const step = async (verb: string, ...rest: readonly string[]) => {
    if (new RegExp(`^ +${verb}\\b`, 'm').test(verbs))
      await timed(verb, () => project.run('onewindow', [verb, ...rest], tenant))
  }

  await timed('create', () => project.run('onewindow', ['create', slug, ...args]))
  await expectInstalled(project.folder, tenant)
  if (args.length > 0) console.info(`${slug}: its author wrote ${await written(tenant, slug)} lines`)
  // The template's configuration names scenarios, and its test the kit's runner: types once both are there.
  if (/^ +validate\b/m.test(verbs) && existsSync(join(project.folder, RUNNER)))
    await timed('types', () => project.run('tsc', ['--project', '.'], tenant))
  await step('validate')
  await step('test')
  await step('migrate')
  await step('apply')
  await timed('serve and ask', () =>
    project.serve(['start', '--port', '0', '--identity-port', '0'], tenant, async ({ until }) => {
      const said = await until(/All families are made up/)
      const url = /^GraphQL +(\S+)$/m.exec(said)?.[1] ?? 'no address was printed'
      const [holder] = JSON.parse(await readFile(join(tenant, '.onewindow/tokens.json'), 'utf8'))
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${holder.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY }),
      })
      expect(await response.json()).toEqual({
        data: {
          viewer: { roles: [expect.any(String)] },
          households: { edges: [{ node: { reference: expect.any(String), area: expect.anything() } }] },
        },
      })
    }),
  )
}

/** Read, write and list of one tenant beside another, with nothing installed but what its author has. */
const SWEEP = `import { createTestServer, riverland, sweep } from '@onewindow/testkit'
import { tenant } from './src/index.ts'
const server = await createTestServer([tenant.definition, riverland.definition])
const only = ['Query.household', 'Query.households', 'Mutation.registerHousehold']
const { leaks, faults, asked } = await sweep(server, { victims: [tenant.id], only })
await server.close()
console.log(JSON.stringify({ leaks, faults, rightful: asked.rightful, strangers: asked.strangers > 3 }))
`

/** A tenant's isolation is swept by the test kit alone. */
export async function sweepOutside(project: Project, slug: string): Promise<void> {
  const tenant = join(project.folder, slug)
  await writeFile(join(tenant, 'isolated.ts'), SWEEP)
  const said = await project.run('node', ['isolated.ts'], tenant)
  expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toEqual({
    leaks: [],
    faults: [],
    rightful: 3,
    strangers: true,
  })
}

async function written(tenant: string, slug: string): Promise<number> {
  const lines = await fillIn(tenant, slug)
  expect(lines).toBeGreaterThan(30)
  expect(lines).toBeLessThan(150)
  return lines
}

/** Whatever the created manifest asks for is what was installed from the tarballs. */
async function expectInstalled(project: string, tenant: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(tenant, 'package.json'), 'utf8'))
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    const installed = JSON.parse(await readFile(join(project, 'node_modules', name, 'package.json'), 'utf8'))
    expect({ name, version: installed.version }).toEqual({ name, version })
  }
}
