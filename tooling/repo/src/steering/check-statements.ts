import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { checkStatement } from './check-statement.ts'

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))

/** Around a run of a package's tests: afterwards every statement that they sent is held to `checkStatement`. */
export async function setup({ config }: TestProject): Promise<(() => Promise<void>) | undefined> {
  // What the walls do alone is shown there, by statements that leave the tenant out.
  if (config.root.endsWith('/packages/db')) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-statements-'))
  process.env.ONEWINDOW_STATEMENTS = folder
  return async () => {
    const problems = await findProblems(folder)
    await rm(folder, { recursive: true, force: true })
    if (problems.length > 0) throw new Error(`Statements without their tenant:\n${problems.join('\n\n')}`)
  }
}

async function findProblems(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  const lines = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const statements = new Set(
    lines.flatMap((text) => text.split('\n').filter(Boolean)).map((line): string => JSON.parse(line)),
  )
  const tables = tenantTables()
  return [...statements].flatMap((sql) => {
    const found = checkStatement(sql, tables)
    return found.length === 0 ? [] : [`${found.join('; ')}\n  ${sql.replaceAll(/\s+/g, ' ').trim()}`]
  })
}

/** Core's tables and those of the extensions here that hold rows of tenants. */
function tenantTables(): ReadonlySet<string> {
  const sources = globSync(['packages/core/schema.sql', 'examples/*/migrations/*.sql'], { cwd: REPOSITORY })
  const made = sources.flatMap((file) => [
    ...readFileSync(join(REPOSITORY, file), 'utf8').matchAll(/^create table (\w+) \(\n([\s\S]*?)^\);/gm),
  ])
  return new Set(
    made.flatMap(([, name = '', columns = '']) => (/^ *tenant_id /m.test(columns) ? [name] : [])),
  )
}
