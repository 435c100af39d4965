import { type AuditVerification, verifyAudit } from '@onewindow/core'
import { inTenant } from '@onewindow/db'
import { withTenant } from './ask.ts'
import { Failure } from './failure.ts'
import type { Format } from './format.ts'
import type { Installation } from './installation.ts'
import { print, type Terminal } from './terminal.ts'

/** `onewindow audit verify`: whether the audit is as it was sealed. */
export const runAuditVerify = (
  terminal: Terminal,
  installation: Installation,
  { tenant, format }: { readonly tenant?: string; readonly format: Format },
): Promise<void> =>
  withTenant(terminal, installation, { tenant, as: 'audit' }, async ({ db, release }) => {
    const scope = { tenant: release.id, areas: 'all' } as const
    const found = await inTenant(db, { scope, mode: 'read', signal: terminal.stopped }, (tx) =>
      verifyAudit({ tx }),
    )
    print(
      terminal,
      format === 'json'
        ? JSON.stringify({ tenant: release.id, ...found }, null, 2)
        : describe(release.id, found),
    )
    if (found.broken !== null)
      throw new Failure(`Seal ${found.broken} is broken: entries up to it are not as they were sealed.`)
  })

const describe = (tenant: string, { seals, entries, hash }: AuditVerification): string =>
  [
    `${tenant}  ${seals.toLocaleString('en')} seals over ${entries.toLocaleString('en')} entries are as they were made`,
    ...(hash === null ? [] : [`  ${hash}`]),
  ].join('\n')
