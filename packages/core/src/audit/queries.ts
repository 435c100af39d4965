import { type Insertable, sql } from 'kysely'
import type { Transaction } from '../session.ts'
import type { AuditTable } from './table.ts'

export async function insertEntry(tx: Transaction, entry: Insertable<AuditTable>): Promise<void> {
  await tx.insertInto('audit').values(entry).execute()
}

export async function countActions(
  tx: Transaction,
  of: { readonly actor: string; readonly actions: readonly string[]; readonly since: Date },
): Promise<number> {
  const { count } = await tx
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('actor', '=', of.actor)
    .where('action', 'in', [...of.actions])
    .where('at', '>', of.since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Refusals of one use case, whatever their codes; those that only said to wait are not counted again. */
export async function countRefusals(
  tx: Transaction,
  of: { readonly actor: string; readonly useCase: string; readonly since: Date },
): Promise<number> {
  const { count } = await tx
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('actor', '=', of.actor)
    .where('action', 'like', 'refused.%')
    .where('action', '<>', 'refused.RATE_LIMITED')
    .where(sql<boolean>`detail ->> 'action' = ${of.useCase}`)
    .where('at', '>', of.since)
    .executeTakeFirstOrThrow()
  return Number(count)
}
