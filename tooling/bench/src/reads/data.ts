import { coreMigrations } from '@onewindow/core'
import { type DevelopmentProvider, startDevelopmentProvider } from '@onewindow/server'
import { createTestDatabase } from '@onewindow/testkit'
import { definition } from '../families.ts'
import { copyTemplate } from './copy.ts'
import { registerTemplate } from './template.ts'

export const LARGE = 'bench-large'
export const SMALL = 'bench-small'
/** Peshawar, the district with most people. */
export const AREA = 'PK528'
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

/** Two tenants of one definition, one with ten times the households of the other; as long as this process lives. */
export async function buildData(
  households: number,
): Promise<{ readonly data: Data; close(): Promise<void> }> {
  const began = performance.now()
  const ids = [LARGE, SMALL]
  const database = await createTestDatabase([coreMigrations])
  const provider = await startDevelopmentProvider({
    profile: 'development',
    port: 0,
    accounts: ids.map((tenant) => ({ tenant, subject: clerkOf(tenant).subject })),
  })
  const setting = {
    definitions: ids.map((id) => ({ ...definition, id })),
    issuer: provider.issuer.issuer,
    accountsOf: (tenant: string) => [clerkOf(tenant)],
  }
  await registerTemplate(database, setting, Math.min(TEMPLATE, households))
  await copyTemplate(
    database,
    new Map([
      [LARGE, households],
      [SMALL, Math.ceil(households / 10)],
    ]),
  )
  const tokens: Record<string, string> = {}
  for (const tenant of ids)
    tokens[tenant] = await provider.issueDemoToken({ tenant, subject: clerkOf(tenant).subject })
  return {
    data: {
      households,
      seconds: (performance.now() - began) / 1_000,
      adminUrl: database.adminUrl,
      appUrl: database.appUrl,
      issuer: provider.issuer,
      tokens,
    },
    async close() {
      await provider.close()
      await database.drop()
    },
  }
}
