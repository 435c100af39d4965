import { type Insertable, sql } from 'kysely'
import type { Transaction } from '../session.ts'
import type { Places } from './policy.ts'
import type { QuotaTable } from './table.ts'

/**
 * Locks a programme's places until the transaction ends, so that two who would give the last one follow each other. What
 * they are is read afterwards: this statement does not see what it waited for.
 */
export async function lockQuotas(tx: Transaction, programme: string): Promise<void> {
  await tx
    .selectFrom('quota')
    .select('quota_id')
    .where('tenant_id', '=', tx.tenant)
    .where('programme', '=', programme)
    .where('recorded_to', '=', 'infinity')
    .orderBy('quota_id')
    .forUpdate()
    .execute()
}

/** Places on a day, of each area that ever had a number and of the tenant; none of a year that has no number yet. */
export async function findPlaces(
  tx: Transaction,
  { programme, on }: { readonly programme: string; readonly on: string },
): Promise<readonly Places[]> {
  const { rows } = await sql<Places>`
    select distinct on (area_id) area_id as area,
      case when valid_to > ${on}::date then places else 0 end as places
    from quota where tenant_id = ${tx.tenant} and programme = ${programme} and recorded_to = 'infinity'
      and valid_from <= ${on}::date
    order by area_id, valid_from desc, recorded_from desc`.execute(tx)
  return rows
}

/** What was set from the same day on is no longer believed. */
export async function supersedeQuota(
  tx: Transaction,
  of: {
    readonly programme: string
    readonly area: string | null
    readonly from: string
    readonly at: Date
  },
): Promise<void> {
  await tx
    .updateTable('quota')
    .set({ recorded_to: of.at })
    .where('tenant_id', '=', tx.tenant)
    .where('programme', '=', of.programme)
    .where('area_id', 'is not distinct from', of.area)
    .where('valid_from', '=', of.from)
    .where('recorded_to', '=', 'infinity')
    .execute()
}

export async function insertQuota(tx: Transaction, row: Insertable<QuotaTable>): Promise<void> {
  await tx.insertInto('quota').values(row).execute()
}
