import {
  DomainError,
  findCurrentRelease,
  type GrantInput,
  type LoadedRelease,
  openAccount,
  systemActor,
} from '@onewindow/core'
import { inTenant } from '@onewindow/db'
import { closest } from 'fastest-levenshtein'
import { withPool } from './database.ts'
import { Failure, misused } from './failure.ts'
import type { Format } from './format.ts'
import { chooseTenant, type Installation } from './installation.ts'
import { cipherOf, readSettings } from './settings.ts'
import { print, type Terminal } from './terminal.ts'

export interface AccountOptions {
  readonly tenant?: string
  /** As in the token's `iss`. */
  readonly issuer: string
  /** As in the token's `sub`. */
  readonly subject: string
  readonly name: string
  readonly role: string
  readonly area?: string
  readonly institution?: string
  readonly format: Format
}

/** `onewindow account`: gives a subject of the identity provider an account with a role, as the first one needs it. */
export async function runAccount(
  terminal: Terminal,
  installation: Installation,
  options: AccountOptions,
): Promise<void> {
  const tenant = chooseTenant(installation, options.tenant).id
  const { config } = readSettings(terminal.environment)
  if (config.databaseUrl === null) throw new Failure('The database is not named: set DATABASE_URL.')
  await withPool(config.databaseUrl, async (db) => {
    const release = await findCurrentRelease(db, tenant)
    if (!release) throw new Failure(`Nothing is applied for ${tenant} yet. Run: onewindow apply ${tenant}`)
    const { issuer, subject, name, role, area, institution } = options
    const granted: GrantInput = { role, area, institution }
    requireRole(release, role)
    const session = { tenant: release, actor: systemActor('account'), now: new Date() }
    const { account, roles } = await inTenant(
      db,
      { scope: { tenant, areas: 'all' }, mode: 'write' },
      async (tx) => {
        const opened = await openAccount(
          { ...session, tx, cipher: cipherOf(config), demo: false },
          { issuer, subject, name, roles: [granted] },
        )
        const standing = await tx
          .selectFrom('account_role')
          .select(['role', 'area_id as area', 'institution'])
          .where('tenant_id', '=', tx.tenant)
          .where('account_id', '=', opened.account)
          .where('revoked_at', 'is', null)
          .orderBy('granted_at')
          .execute()
        return { ...opened, roles: standing }
      },
    ).catch((error: unknown) => {
      throw error instanceof DomainError ? misused(sayRefusal(error, release, granted)) : error
    })
    print(
      terminal,
      options.format === 'json'
        ? JSON.stringify({ tenant, account, roles }, null, 2)
        : [`${tenant}  ${account}`, ...roles.map(describe)].join('\n'),
    )
  })
}

function requireRole({ definition }: LoadedRelease, role: string): void {
  const known = definition.roles.map(({ id }) => id)
  if (known.includes(role)) return
  throw misused(
    `${definition.id} has no role ${role}. Did you mean ${closest(role, known)}? It has: ${known.join(', ')}.`,
  )
}

function sayRefusal(
  { code, values }: DomainError,
  { definition, institutions }: LoadedRelease,
  { role, area, institution }: GrantInput,
): string {
  if (code === 'NAME_REQUIRED') return 'An account needs a --name.'
  if (code === 'ROLE_NEEDS_AREA')
    return area
      ? `${area} is no area of level ${values.level}: --area names the one that ${role} works in.`
      : `The role ${role} is for one area: name one of level ${values.level} with --area.`
  if (code === 'ROLE_NEEDS_INSTITUTION')
    return institution
      ? `${definition.id} has no institution ${institution}. It has: ${[...institutions.keys()].join(', ')}.`
      : `The role ${role} is for one institution: name it with --institution, one of ${[...institutions.keys()].join(', ')}.`
  return `The account was not opened: ${code}`
}

const describe = (granted: {
  readonly role: string
  readonly area: string | null
  readonly institution: string | null
}): string => `  ${[granted.role, granted.area, granted.institution].filter(Boolean).join(', ')}`
