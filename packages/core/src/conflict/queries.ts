import { type Insertable, type Selectable, sql } from 'kysely'
import type { ConflictId, HouseholdId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { ConflictOfInterestTable } from './table.ts'

export async function insertConflict(
  tx: Transaction,
  row: Insertable<ConflictOfInterestTable>,
): Promise<void> {
  await tx.insertInto('conflict_of_interest').values(row).execute()
}

/** Locked until the transaction ends: in these areas, or the account's own. */
export const lockConflict = (
  tx: Transaction,
  of: { readonly id: ConflictId; readonly account: string; readonly areas: AreaScope },
): Promise<Selectable<ConflictOfInterestTable> | undefined> =>
  tx
    .selectFrom('conflict_of_interest')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('conflict_id', '=', of.id)
    .$if(of.areas !== 'all', (query) =>
      query.where(sql<boolean>`(account = ${of.account} or operating_area = any(${of.areas}::text[]))`),
    )
    .forUpdate()
    .executeTakeFirst()

export async function endConflict(
  tx: Transaction,
  id: ConflictId,
  end: { readonly ended_at: Date; readonly ended_by: string; readonly ended_reason: string },
): Promise<void> {
  await tx
    .updateTable('conflict_of_interest')
    .set(end)
    .where('tenant_id', '=', tx.tenant)
    .where('conflict_id', '=', id)
    .execute()
}

/**
 * Whether an account has a conflict on a day with a household, or with someone who is its member now: by name, or as a
 * member of another household since the conflict with that was declared. No split or merge takes anyone out of it.
 */
export async function hasConflict(
  tx: Transaction,
  of: { readonly account: string; readonly household: HouseholdId; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from conflict_of_interest c
      where c.tenant_id = ${tx.tenant} and c.account = ${of.account} and c.ended_at is null
        and c.valid_from <= ${of.on}::date and (c.valid_to is null or c.valid_to > ${of.on}::date)
        and (c.household_id = ${of.household} or exists (
          select from membership m where m.tenant_id = ${tx.tenant} and m.household_id = ${of.household}
            and m.recorded_to = 'infinity' and m.valid_to is null
            and (m.person_id = c.person_id or exists (select from membership w
              where w.tenant_id = ${tx.tenant} and w.person_id = m.person_id and w.household_id = c.household_id
                and w.valid_to is null and w.recorded_to > c.recorded_at))))) as found`.execute(tx)
  return rows[0]?.found ?? false
}
