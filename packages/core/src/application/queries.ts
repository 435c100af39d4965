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

/** Whom a decision is about, and what it says. */
interface Decided {
  readonly household: string | null
  readonly person: string | null
  readonly programme: string
  readonly number: string
  readonly on: string
  readonly decision: string
}

const positioned = (decisions: readonly Decided[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    decisions.map(({ household, person, ...said }, at) => ({
      ...said,
      at,
      person,
      household: person === null ? household : null,
    })),
  )}::jsonb) as d(at int, household uuid, person uuid, programme text, number text, "on" date, decision text)`

const isOf = (application: string) => sql`${sql.ref(`${application}.programme`)} = d.programme
  and (${sql.ref(`${application}.person_id`)} = d.person
    or d.person is null and ${sql.ref(`${application}.person_id`)} is null and ${sql.ref(`${application}.household_id`)} = d.household)`

export type OpenApplication = Selectable<ApplicationTable> & {
  /** The day of a decision that waits for its second person. */
  readonly pending_on: string | null
}

/** The open application of each unit to its programme, by position, locked in the order of their ids. */
export async function lockOpen(
  tx: Transaction,
  decisions: readonly Decided[],
): Promise<ReadonlyMap<number, OpenApplication>> {
  if (decisions.length === 0) return new Map()
  const { rows } = await sql<OpenApplication & { readonly at: number }>`
    select d.at, a.*, (select max(r.decided_on) from recorded_decision r where r.tenant_id = a.tenant_id
      and r.application_id = a.application_id and r.state = 'pending') as pending_on from ${positioned(decisions)} join application a
      on a.tenant_id = ${tx.tenant} and a.state in ('submitted', 'in_review') and ${isOf('a')}
    order by a.application_id for update of a`.execute(tx)
  return new Map(rows.map(({ at, ...row }) => [at, row]))
}

/** Positions of decisions that were recorded before, in the same words, and stand. */
export async function findRecordedLike(
  tx: Transaction,
  decisions: readonly Decided[],
): Promise<ReadonlySet<number>> {
  if (decisions.length === 0) return new Set()
  const { rows } = await sql<{ at: number }>`
    select distinct d.at from ${positioned(decisions)}
    join application a on a.tenant_id = ${tx.tenant} and ${isOf('a')}
    join recorded_decision r on r.tenant_id = ${tx.tenant} and r.application_id = a.application_id
      and r.state <> 'replaced' and r.number = d.number and r.decided_on = d."on" and r.decision = d.decision`.execute(
    tx,
  )
  return new Set(rows.map(({ at }) => at))
}

/** What waits for a second person is replaced by another record. */
export async function replaceRecorded(
  tx: Transaction,
  applications: readonly ApplicationId[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  if (applications.length === 0) return
  await tx
    .updateTable('recorded_decision')
    .set({ state: 'replaced', settled_at: at, settled_by: by })
    .where('tenant_id', '=', tx.tenant)
    .where('application_id', 'in', [...applications])
    .where('state', '=', 'pending')
    .execute()
}
