import { type Insertable, type Selectable, sql } from 'kysely'
import type { JobId, StagedHouseholdId, SurveyImportId } from '../ids.ts'
import { insertUnlessTaken } from '../insert-rows.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { StagedHouseholdTable, StagedState, SurveyImportTable } from './table.ts'

export type ImportRow = Selectable<SurveyImportTable>
export type StagedRow = Selectable<StagedHouseholdTable>

/** The import of this content: a new one, or the one that was begun before. */
export async function openImport(tx: Transaction, row: Insertable<SurveyImportTable>): Promise<ImportRow> {
  await tx
    .insertInto('survey_import')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx
    .selectFrom('survey_import')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('sha256', '=', row.sha256)
    .executeTakeFirstOrThrow()
}

export const findImport = (
  tx: Transaction,
  id: SurveyImportId,
  lock?: 'lock',
): Promise<ImportRow | undefined> =>
  tx
    .selectFrom('survey_import')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('survey_import_id', '=', id)
    .$if(lock !== undefined, (query) => query.forUpdate())
    .executeTakeFirst()

export async function setJob(tx: Transaction, id: SurveyImportId, job: JobId): Promise<void> {
  await tx
    .updateTable('survey_import')
    .set({ job_id: job })
    .where('tenant_id', '=', tx.tenant)
    .where('survey_import_id', '=', id)
    .execute()
}

/** Those of these forms that the import holds already. */
export async function stagedForms(
  tx: Transaction,
  id: SurveyImportId,
  instances: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('staged_household')
    .select('instance')
    .where('tenant_id', '=', tx.tenant)
    .where('survey_import_id', '=', id)
    .where(sql<boolean>`instance = any(${instances}::text[])`)
    .execute()
  return new Set(rows.map(({ instance }) => instance))
}

/** Forms that are there by now, as another process stages the same file, stay as they are. Returns the instances that are new. */
export const insertStaged = (
  tx: Transaction,
  rows: readonly Insertable<StagedHouseholdTable>[],
): Promise<ReadonlySet<string>> => insertUnlessTaken(tx, 'staged_household', { rows, returning: 'instance' })

export async function countStates(
  tx: Transaction,
  areas: AreaScope,
  id: SurveyImportId,
): Promise<ReadonlyMap<StagedState, number>> {
  const rows = await tx
    .selectFrom('staged_household')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('survey_import_id', '=', id)
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

/**
 * A connection plans the check of each foreign key once, and keeps the plan until the table is analysed. Made while the register
 * was all but empty, it reads ten times as much for each row that an import adds: so each batch plans for what is there by now.
 */
export async function planAnew(tx: Transaction): Promise<void> {
  await sql`discard plans`.execute(tx)
}

/** Where households wait to be merged, most of them first. */
export async function countStagedByArea(
  tx: Transaction,
  id: SurveyImportId,
): Promise<readonly { readonly area: string; readonly count: number }[]> {
  const rows = await tx
    .selectFrom('staged_household')
    .select(['operating_area as area', sql<number>`count(*)`.as('count')])
    .where('tenant_id', '=', tx.tenant)
    .where('survey_import_id', '=', id)
    .where('state', '=', 'staged')
    .groupBy('operating_area')
    .orderBy('count', 'desc')
    .execute()
  return rows.map(({ area, count }) => ({ area, count: Number(count) }))
}

/** The next staged households of an area, locked, in the order of the file. */
export const nextStaged = (
  tx: Transaction,
  id: SurveyImportId,
  { area, limit }: { readonly area: string; readonly limit: number },
): Promise<StagedRow[]> =>
  tx
    .selectFrom('staged_household')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('survey_import_id', '=', id)
    .where('state', '=', 'staged')
    .where('operating_area', '=', area)
    .orderBy('line')
    .limit(limit)
    .forUpdate()
    .execute()

/** The households that forms became, by instance. */
export async function knownForms(tx: Transaction, instances: readonly string[]) {
  const rows = await tx
    .selectFrom('staged_household')
    .select(['instance', 'household_id'])
    .where('tenant_id', '=', tx.tenant)
    .where('state', 'in', ['registered', 'merged'])
    .where(sql<boolean>`instance = any(${instances}::text[])`)
    .execute()
  return new Map(rows.flatMap(({ instance, household_id: id }) => (id === null ? [] : [[instance, id]])))
}

/** What becomes of a staged household; what the family said goes with the last step. */
export type Settled = Pick<StagedRow, 'staged_household_id' | 'state'> &
  Partial<Pick<StagedRow, 'problem' | 'candidates' | 'household_id' | 'reason'>>

export async function settle(
  tx: Transaction,
  settled: readonly Settled[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  if (settled.length === 0) return
  await sql`update staged_household s set state = x.state, problem = x.problem, candidates = x.candidates,
      household_id = x.household_id, reason = x.reason,
      sealed = case when x.state = 'review' then s.sealed end,
      settled_at = case when x.state <> 'review' then ${at}::timestamptz end,
      settled_by = case when x.state <> 'review' then ${by} end
    from json_to_recordset(${JSON.stringify(settled)}::json) as x
      (staged_household_id uuid, state text, problem text, candidates uuid[], household_id uuid, reason text)
    where s.tenant_id = ${tx.tenant} and s.staged_household_id = x.staged_household_id`.execute(tx)
}

/** A staged household where it is in reach, locked. */
export const lockStaged = (
  tx: Transaction,
  areas: AreaScope,
  id: StagedHouseholdId,
): Promise<StagedRow | undefined> =>
  tx
    .selectFrom('staged_household')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('staged_household_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
