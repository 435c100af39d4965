import { DatabaseError } from '@onewindow/db'
import { type Insertable, type Selectable, sql } from 'kysely'
import { DomainError } from '../errors.ts'
import type { ApplicationId, HouseholdId, RecordedDecisionId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type {
  ApplicationMoveTable,
  ApplicationState,
  ApplicationTable,
  RecordedDecisionTable,
} from './table.ts'

export async function insertApplication(tx: Transaction, row: Insertable<ApplicationTable>): Promise<void> {
  try {
    await tx.insertInto('application').values(row).execute()
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint?.startsWith('application_one_open'))
      throw new DomainError('APPLICATION_OPEN', ['programme'], { id: row.programme })
    throw error
  }
}

export async function insertMove(tx: Transaction, row: Insertable<ApplicationMoveTable>): Promise<void> {
  await tx.insertInto('application_move').values(row).execute()
}

const within = (tx: Transaction, areas: AreaScope, id: string) =>
  tx
    .selectFrom('application')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('application_id', '=', id as ApplicationId)

export const findApplication = (
  tx: Transaction,
  areas: AreaScope,
  id: string,
): Promise<Selectable<ApplicationTable> | undefined> => within(tx, areas, id).executeTakeFirst()

/** Locks the row until the transaction ends. Households are locked before it. */
export const lockApplication = (
  tx: Transaction,
  areas: AreaScope,
  id: string,
): Promise<Selectable<ApplicationTable> | undefined> => within(tx, areas, id).forUpdate().executeTakeFirst()

export async function setState(
  tx: Transaction,
  id: ApplicationId,
  to: { readonly state: ApplicationState; readonly ask_again_on?: string },
): Promise<void> {
  await tx
    .updateTable('application')
    .set(to)
    .where('tenant_id', '=', tx.tenant)
    .where('application_id', '=', id)
    .execute()
}

export async function insertRecorded(tx: Transaction, row: Insertable<RecordedDecisionTable>): Promise<void> {
  await tx.insertInto('recorded_decision').values(row).execute()
}

export const findRecorded = (
  tx: Transaction,
  areas: AreaScope,
  id: string,
): Promise<Selectable<RecordedDecisionTable> | undefined> =>
  tx
    .selectFrom('recorded_decision')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('recorded_decision_id', '=', id as RecordedDecisionId)
    .executeTakeFirst()

/** Settles what waits for its second person, or only this record of it; false where none of that waits any more. */
export async function settleRecorded(
  tx: Transaction,
  of: { readonly application: ApplicationId; readonly only?: RecordedDecisionId | undefined },
  to: {
    readonly state: 'confirmed' | 'replaced'
    readonly settled_at: Date
    readonly settled_by: string
  },
): Promise<boolean> {
  const { only } = of
  const { numUpdatedRows } = await tx
    .updateTable('recorded_decision')
    .set(to)
    .where('tenant_id', '=', tx.tenant)
    .where('application_id', '=', of.application)
    .where('state', '=', 'pending')
    .$if(only !== undefined, (query) => query.where('recorded_decision_id', '=', only as RecordedDecisionId))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whether anyone of these households waits for an answer. */
export async function hasOpenApplication(
  tx: Transaction,
  households: readonly HouseholdId[],
): Promise<boolean> {
  const open = await tx
    .selectFrom('application')
    .select('application_id')
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`household_id = any(${households}::uuid[])`)
    .where('state', 'in', ['submitted', 'in_review'])
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
