import type { Insertable } from 'kysely'
import type { Transaction } from '../session.ts'
import type { AuditTable } from './table.ts'

export async function insertEntry(tx: Transaction, entry: Insertable<AuditTable>): Promise<void> {
  await tx.insertInto('audit').values(entry).execute()
}

export async function countActions(
  tx: Transaction,
  of: { readonly actor: string; readonly action: string; readonly since: Date },
): Promise<number> {
  const { count } = await tx
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('actor', '=', of.actor)
    .where('action', '=', of.action)
    .where('at', '>', of.since)
    .executeTakeFirstOrThrow()
  return Number(count)
}
