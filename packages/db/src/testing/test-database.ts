import { createHash, randomUUID } from 'node:crypto'
import type { QueryResultRow } from 'pg'
import { createDatabase, dropDatabase, inDatabase } from '../create-database.ts'
import { migrate } from '../migrate.ts'
import { type MigrationSet, readMigrations } from '../migration-file.ts'
import { outsideWalls } from '../outside-walls.ts'
import { prepareSchema } from '../roles.ts'
import { type Scope, setScopeSql } from '../scope.ts'
import { EMBEDDED_SERVER, type TestServer, type TestServerUrls, testServerUrls } from './test-server.ts'

/** An empty, migrated database of its own. */
export interface TestDatabase extends TestServerUrls {
  /**
   * Runs SQL as the superuser, whom no wall holds: to look behind the walls, or to break them on purpose. Of several
   * statements the last one's rows.
   */
  asAdmin<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs SQL as the application in a scope, and takes it back: what the walls alone let through. */
  asApp<Row extends QueryResultRow>(scope: Scope, sql: string): Promise<Row[]>
  /** Another database with what is in this one by now; nobody may be connected to it. */
  copy(): Promise<TestDatabase>
  /** Ends the connections that are still open. */
  drop(): Promise<void>
}

/**
 * Copies a template that was migrated once in the run, so that each test file has a real database in a fraction of a second.
 *
 * @example
 * const database = await createTestDatabase([CORE_MIGRATIONS])
 * const db = await connect<Tables>({ url: database.appUrl, role: 'app' })
 * …
 * await db.close()
 * await database.drop()
 */
export async function createTestDatabase(
  sets: readonly MigrationSet[],
  server: TestServer = EMBEDDED_SERVER,
): Promise<TestDatabase> {
  const urls = await testServerUrls(server)
  const template = await templateOf(sets, urls)
  return copyOf(template, urls)
}

async function copyOf(template: string, urls: TestServerUrls): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await createDatabase(urls.adminUrl, { name, template })
  const adminUrl = inDatabase(urls.adminUrl, name)
  return {
    adminUrl,
    ownerUrl: inDatabase(urls.ownerUrl, name),
    appUrl: inDatabase(urls.appUrl, name),
    loaderUrl: inDatabase(urls.loaderUrl, name),
    asAdmin: <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      outsideWalls(adminUrl, async (client) => {
        const result = await client.query<Row>(sql, [...values])
        // pg answers several statements with one result each, which its types do not say.
        return [result].flat().at(-1)?.rows ?? []
      }),
    asApp: <Row extends QueryResultRow>(scope: Scope, sql: string) =>
      outsideWalls(inDatabase(urls.appUrl, name), async (client) => {
        await client.query(`begin; ${setScopeSql(scope)}`)
        return [await client.query<Row>(sql)].flat().at(-1)?.rows ?? []
      }),
    copy: () => copyOf(name, urls),
    drop: () => dropDatabase(adminUrl, name),
  }
}

/** Named after the files' content, and made under a lock, because test files run side by side. */
async function templateOf(sets: readonly MigrationSet[], urls: TestServerUrls): Promise<string> {
  const files = (await Promise.all(sets.map(readMigrations))).flat()
  const content = files.map(({ owner, name, sha256 }) => `${owner}/${name} ${sha256}`).join('\n')
  const template = `template_${createHash('sha256').update(content).digest('hex').slice(0, 32)}`
  await outsideWalls(inDatabase(urls.adminUrl, 'postgres'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    // Renamed when it is whole: a failed migration leaves no template behind.
    const draft = `draft_${template}`
    await dropDatabase(urls.adminUrl, draft)
    await createDatabase(urls.adminUrl, { name: draft })
    await prepareSchema(inDatabase(urls.adminUrl, draft))
    await migrate(inDatabase(urls.ownerUrl, draft), sets)
    await client.query(`alter database ${draft} rename to ${template}`)
  })
  return template
}
