import { readText } from '@onewindow/db'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Transaction } from '../session.ts'
import type { AuditSealTable, AuditTable } from './table.ts'

const INSERT = `insert into audit (tenant_id, audit_id, at, actor, action, subjects, detail, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning null`

/** By name: nearly every request leaves one. */
export async function insertEntry(tx: Transaction, entry: Insertable<AuditTable>): Promise<void> {
  const { tenant_id, audit_id, at, actor, action, subjects, detail, request_id } = entry
  const parameters = [tenant_id, audit_id, at, actor, action, subjects, detail, request_id]
  await readText(tx, { sql: INSERT, parameters, name: 'audit' })
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

export type SealableEntry = Selectable<Omit<AuditTable, 'tenant_id' | 'at'>> & { readonly at: string }

/** The entries after `after` and up to `until`, in their order, with their instants to the microsecond. */
export const entriesBetween = (
  tx: Transaction,
  of: { readonly after: string; readonly until: string; readonly limit: number },
): Promise<SealableEntry[]> =>
  tx
    .selectFrom('audit')
    .select(['audit_id', 'actor', 'action', 'subjects', 'detail', 'request_id'])
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
    .where('tenant_id', '=', tx.tenant)
    .where('audit_id', '>', of.after)
    .where('audit_id', '<=', of.until)
    .orderBy('audit_id')
    .limit(of.limit)
    .execute()

export async function countBetween(
  tx: Transaction,
  of: { readonly after: string; readonly until: string },
): Promise<number> {
  const { count } = await tx
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('audit_id', '>', of.after)
    .where('audit_id', '<=', of.until)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertSeal(tx: Transaction, seal: Insertable<AuditSealTable>): Promise<void> {
  await tx.insertInto('audit_seal').values(seal).execute()
}

export const findLastSeal = (tx: Transaction): Promise<Selectable<AuditSealTable> | undefined> =>
  tx
    .selectFrom('audit_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .orderBy('seal', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A page of the chain, in its order. */
export const sealsAfter = (tx: Transaction, seal: number): Promise<Selectable<AuditSealTable>[]> =>
  tx
    .selectFrom('audit_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('seal', '>', seal)
    .orderBy('seal')
    .limit(1_000)
    .execute()

/** When the oldest transaction of the application that still runs began, this one included. */
export async function oldestTransaction(tx: Transaction): Promise<Date> {
  const { rows } = await sql<{ began: Date }>`select min(xact_start) as began from pg_stat_activity
    where usename = current_user and datname = current_database()`.execute(tx)
  const began = rows[0]?.began
  if (!began) throw new Error('this transaction is in no list')
  return began
}
