import { outcomesToSql, toSql } from '@onewindow/rules/sql'
import { CompiledQuery, type Insertable, type Selectable, sql } from 'kysely'
import type { HouseholdId, PersonId, PopulationScreeningId } from '../ids.ts'
import { insertion, insertRows } from '../insert-rows.ts'
import type { LoadedRelease } from '../release/service.ts'
import type { Transaction } from '../session.ts'
import { SHAPE } from './scratch.ts'
import {
  COUNTS,
  type CoverageBaseTable,
  type CoverageTable,
  type PopulationOutcomeTable,
  type PopulationScreeningTable,
} from './table.ts'

export async function insertScreening(
  tx: Transaction,
  row: Insertable<PopulationScreeningTable>,
): Promise<void> {
  await tx.insertInto('population_screening').values(row).execute()
}

export const findScreening = (
  tx: Transaction,
  id: PopulationScreeningId,
): Promise<Selectable<PopulationScreeningTable>> =>
  tx
    .selectFrom('population_screening')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('population_screening_id', '=', id)
    .executeTakeFirstOrThrow()

export async function finishScreening(
  tx: Transaction,
  id: PopulationScreeningId,
  { at, households }: { readonly at: Date; readonly households: number },
): Promise<void> {
  await tx
    .updateTable('population_screening')
    .set({ finished_at: at, households })
    .where('tenant_id', '=', tx.tenant)
    .where('population_screening_id', '=', id)
    .execute()
}

/** Households that were registered by then, in the order of their ids, behind one. */
export const householdsAfter = async (
  tx: Transaction,
  of: { readonly after: HouseholdId | null; readonly knownAt: Date; readonly limit: number },
): Promise<HouseholdId[]> => {
  const rows = await tx
    .selectFrom('household')
    .select('household_id')
    .where('tenant_id', '=', tx.tenant)
    .where('recorded_at', '<=', of.knownAt)
    .$if(of.after !== null, (query) => query.where('household_id', '>', of.after ?? ('' as HouseholdId)))
    .orderBy('household_id')
    .limit(of.limit)
    .execute()
  return rows.map((row) => row.household_id)
}

/** Where a household lies, and how it is called on its slip. */
export const findPlace = (
  tx: Transaction,
  household: HouseholdId,
): Promise<{ readonly area: string; readonly reference: string }> =>
  tx
    .selectFrom('household')
    .select(['operating_area as area', 'reference'])
    .where('tenant_id', '=', tx.tenant)
    .where('household_id', '=', household)
    .executeTakeFirstOrThrow()

export const countHouseholds = async (tx: Transaction, knownAt: Date): Promise<number> => {
  const { count } = await tx
    .selectFrom('household')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenant)
    .where('recorded_at', '<=', knownAt)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What the compiled rules say of every household in the scratch tables, and of each of their people: a letter for each programme. */
export async function scratchOutcomes(
  tx: Transaction,
  release: LoadedRelease,
  on: string,
): Promise<ReadonlyMap<string, string>> {
  const { text, values } = outcomesToSql(release.definition.programmes, {
    on,
    parameter: (id) => release.parameter(id, on),
    shape: SHAPE,
  })
  const { rows } = await tx.executeQuery<{ unit_id: string; outcomes: string }>(
    CompiledQuery.raw(text, [...values]),
  )
  return new Map(rows.map(({ unit_id, outcomes }) => [unit_id, outcomes]))
}

export interface ScratchMember {
  readonly household: HouseholdId
  readonly area: string
  /** As seen from the household; null where nobody is. */
  readonly unit: string | null
  readonly person: PersonId
  readonly sex: string | null
  readonly birthFrom: string | null
  readonly birthTo: string | null
  readonly disability: boolean | null
  /** Whether this is the household in which the person is counted: where they live, before where they are away from. */
  readonly here: boolean
}

/** Members of every household in the scratch tables, in the order of ids; one row without a person where nobody is. */
export async function scratchMembers(
  tx: Transaction,
  release: LoadedRelease,
  { on, knownAt }: { readonly on: string; readonly knownAt: Date },
): Promise<readonly ScratchMember[]> {
  const rule = release.definition.coverage.disability
  const { text, values } = rule
    ? toSql(rule, { on, parameter: (id) => release.parameter(id, on), shape: SHAPE, unit: 'person' })
    : { text: 'null::boolean', values: [] }
  const { rows } = await tx.executeQuery(
    CompiledQuery.raw(
      `select h.id as household, h.operating_area as area, u.id as unit, u.person_id as person, u.sex,
         u."birth_date:from" as "birthFrom", u."birth_date:to" as "birthTo",
         case when u.id is not null then ${text} end as disability,
         u.presence = 'resident' or not exists (
           select from membership m where m.tenant_id = $${values.length + 1} and m.person_id = u.person_id and m.household_id <> h.id
             and m.recorded_from <= $${values.length + 2} and m.recorded_to > $${values.length + 2}
             and (m.valid_to is null or m.valid_to > $${values.length + 3}::date)
             and (m.presence = 'resident' or m.household_id < h.id)) as here
       from pg_temp.scratch_household h left join pg_temp.scratch_person u on u.household_id = h.id
       order by h.id, u.person_id`,
      [...values, tx.tenant, knownAt, on],
    ),
  )
  return rows as readonly ScratchMember[] // the select list
}

export const insertOutcomes = (
  tx: Transaction,
  rows: readonly Insertable<PopulationOutcomeTable>[],
): Promise<void> => insertRows(tx, 'population_outcome', rows)

/** Adds to what was counted of each group before. */
export async function addCoverage(
  tx: Transaction,
  cells: readonly Insertable<CoverageTable>[],
  bases: readonly Insertable<CoverageBaseTable>[],
): Promise<void> {
  if (cells.length > 0)
    await sql`${insertion('coverage', cells)}
      on conflict (tenant_id, population_screening_id, operating_area, measure, subject, unit, sex, age_group, disability)
      do update set ${sql.join(
        COUNTS.map(
          (count) =>
            sql`${sql.ref(count)} = ${sql.ref(`coverage.${count}`)} + ${sql.ref(`excluded.${count}`)}`,
        ),
      )}`.execute(tx)
  if (bases.length > 0)
    await sql`${insertion('coverage_base', bases)}
      on conflict (tenant_id, operating_area, population_screening_id)
      do update set households = coverage_base.households + excluded.households,
        people = coverage_base.people + excluded.people`.execute(tx)
}

/** This one if it has finished; without an id, the one that finished last. */
export const latestFinished = (
  tx: Transaction,
  id: string | null,
): Promise<Selectable<PopulationScreeningTable> | undefined> =>
  tx
    .selectFrom('population_screening')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('finished_at', 'is not', null)
    .$if(id !== null, (query) =>
      query.where('population_screening_id', '=', (id ?? '') as PopulationScreeningId),
    )
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
