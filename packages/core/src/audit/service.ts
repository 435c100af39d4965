import type { Action } from '@onewindow/tenant'
import { newId } from '../ids.ts'
import type { Session } from '../session.ts'
import { countActions, countRefusals, insertEntry } from './queries.ts'
import type { AuditDetail } from './table.ts'

export interface Entry {
  readonly subjects: readonly string[]
  readonly detail?: AuditDetail
}

/**
 * Records what was done or read, in the same transaction. `subjects` are the people and households concerned; `detail`
 * names fields and codes, never values.
 */
export const audit = (session: Session, action: string, entry: Entry): Promise<void> =>
  insertEntry(session.tx, {
    tenant_id: session.tenant.id,
    audit_id: newId(),
    at: session.now,
    actor: session.actor.id,
    action,
    subjects: [...entry.subjects],
    detail: JSON.stringify(entry.detail ?? {}),
    request_id: session.requestId ?? null,
  })

const anHourAgo = ({ now }: Session): Date => new Date(now.getTime() - 3_600_000)

/** How often this actor did any of these in the last hour. */
export const timesInLastHour = (session: Session, ...actions: readonly string[]): Promise<number> =>
  countActions(session.tx, { actor: session.actor.id, actions, since: anHourAgo(session) })

/** How often this actor was refused this use case in the last hour. */
export const refusedInLastHour = (session: Session, useCase: Action): Promise<number> =>
  countRefusals(session.tx, { actor: session.actor.id, useCase, since: anHourAgo(session) })

/** The action under which a refused use case is recorded, after its own transaction was rolled back. */
export const refusal = (code: string): string => `refused.${code}`

/** How the audit names a programme: that someone asks for one whose rules read something sensitive says as much itself. */
export const auditedProgramme = ({ tenant }: Session, programme: string): string =>
  tenant.programmes.has(programme) && tenant.readsSensitive(programme) ? 'sensitive' : programme
