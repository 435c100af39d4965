import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DevelopmentProvider, startDevelopmentProvider } from '@onewindow/server'
import { definition } from '../families.ts'
import { copyTemplate } from './copy.ts'
import { startDatabase } from './server.ts'
import { registerTemplate } from './template.ts'

export const LARGE = 'bench-large'
export const SMALL = 'bench-small'
/** Peshawar, the district with most people. */
export const AREA = 'PK528'
const TENANTS = [LARGE, SMALL]
const TEMPLATE = 500

/** What the servers and the load generator are told: no more than a file can hold. */
export interface Data {
  readonly households: number
  readonly seconds: number
  readonly adminUrl: string
  readonly appUrl: string
  readonly issuer: DevelopmentProvider['issuer']
  /** A clerk's in the one district, by tenant. */
  readonly tokens: Readonly<Record<string, string>>
}

const clerkOf = (tenant: string) => ({ subject: `${tenant}.clerk`, role: 'window-clerk', area: AREA })

export interface Held {
  readonly data: Data
  close(): Promise<void>
}

/**
 * Two tenants of one definition, one with ten times the households of the other, for as long as this process lives. A
 * directory that is given keeps them, and where it holds them they are served again.
 */
export async function holdData(households: number, kept?: string): Promise<Held> {
  const directory = kept ?? (await mkdtemp(join(tmpdir(), 'onewindow-bench-')))
  const mark = join(directory, 'built.json')
  if (!existsSync(mark)) {
    const began = performance.now()
    await build(directory, households)
    const seconds = (performance.now() - began) / 1_000
    await writeFile(mark, JSON.stringify({ households, seconds }))
  }
  const built: Pick<Data, 'households' | 'seconds'> = JSON.parse(await readFile(mark, 'utf8'))
  const provider = await startDevelopmentProvider({
    profile: 'development',
    port: 0,
    accounts: TENANTS.map((tenant) => ({ tenant, subject: clerkOf(tenant).subject })),
  })
  const database = await startDatabase(directory)
  // Its address is another one each time.
  await database.asAdmin('update account set issuer = $1', [provider.issuer.issuer])
  const tokens: Record<string, string> = {}
  for (const tenant of TENANTS)
    tokens[tenant] = await provider.issueDemoToken({ tenant, subject: clerkOf(tenant).subject })
  return {
    data: {
      ...built,
      adminUrl: database.adminUrl,
      appUrl: database.appUrl,
      issuer: provider.issuer,
      tokens,
    },
    async close() {
      await provider.close()
      await database.stop()
      if (kept === undefined) await rm(directory, { recursive: true })
    },
  }
}

async function build(directory: string, households: number): Promise<void> {
  const database = await startDatabase(directory, { forLoading: true })
  const setting = {
    definitions: TENANTS.map((id) => ({ ...definition, id })),
    issuer: 'bench',
    accountsOf: (tenant: string) => [clerkOf(tenant)],
  }
  await registerTemplate(database, setting, Math.min(TEMPLATE, households))
  const sizes = new Map([
    [LARGE, households],
    [SMALL, Math.ceil(households / 10)],
  ])
  await copyTemplate(database.adminUrl, sizes)
  await database.stop()
}
