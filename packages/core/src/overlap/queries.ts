import { type Insertable, type Selectable, sql } from 'kysely'
import type { HouseholdId, OverlapId, PersonId } from '../ids.ts'
import { insertion } from '../insert-rows.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { OverlapRule } from './policy.ts'
import type { OverlapTable, Resolution } from './table.ts'

type Period = 'once' | 'month' | 'quarter' | 'year'

/** Two enrolments that stand against each other, in the order of programmes, then people. */
export interface Found {
  readonly overlap_id: OverlapId
  readonly operating_area: string
  readonly household_id: HouseholdId
  readonly programme: string
  readonly person_id: PersonId | null
  readonly other_programme: string
  readonly other_person_id: PersonId | null
  readonly rules: string[]
  readonly bars: boolean
  /** What lists say of their amounts. */
  readonly amount: number | null
  readonly period: Period | null
  readonly other_amount: number | null
  readonly other_period: Period | null
}

/**
 * What stands against each other in households on a day, listed or confirmed, as is known now: one row for each pair, with
 * every rule of either programme that says so. Read as `overlapsOf` reads one household.
 */
export async function findStanding(
  tx: Transaction,
  households: readonly HouseholdId[],
  { rules, on }: { readonly rules: readonly OverlapRule[]; readonly on: string },
): Promise<readonly Found[]> {
  const holds = (row: string) => sql`${sql.ref(`${row}.recorded_to`)} = 'infinity'
    and (${sql.ref(`${row}.valid_from`)} is null or ${sql.ref(`${row}.valid_from`)} <= ${on}::date)
    and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} > ${on}::date)`
  const enrolmentsOf = (column: 'household_id' | 'person_id') => sql`
    select s.household_id, s.operating_area, s.id, s.person_id, e.programme, e.enrolled, e.level, e.list_id,
      e.valid_from, e.recorded_from, e.enrolment_id
    from subject s join enrolment e on e.tenant_id = ${tx.tenant} and e.operating_area = s.operating_area
      and ${sql.ref(`e.${column}`)} = s.id
    where ${holds('e')}`
  const { rows } = await sql<Found>`
    with subject as materialized (
      select household_id, operating_area, household_id as id, null::uuid as person_id from household
      where tenant_id = ${tx.tenant} and household_id = any(${households}::uuid[])
      union
      select m.household_id, m.operating_area, m.person_id, m.person_id from membership m
      where m.tenant_id = ${tx.tenant} and m.household_id = any(${households}::uuid[]) and ${holds('m')}
    ), known as (
      ${enrolmentsOf('household_id')} union all ${enrolmentsOf('person_id')}
    ), current as (
      select distinct on (household_id, id, programme) * from known
      order by household_id, id, programme, valid_from desc, recorded_from desc, enrolment_id desc
    ), standing as materialized (
      select *, programme || ' ' || coalesce(person_id::text, '') as place from current
      where enrolled and level <> 'declared'
    ), pair as (
      select a.household_id, a.operating_area, r.rule, r.bars,
        case when a.place < b.place then a.place else b.place end as place,
        case when a.place < b.place then b.place else a.place end as other_place
      from standing a
      join jsonb_to_recordset(${JSON.stringify(rules)}::jsonb)
        as r(programme text, rule text, other text, among text, bars boolean) on r.programme = a.programme
      join standing b on b.household_id = a.household_id and b.programme = r.other and b.place <> a.place
      where r.among = 'household' or a.id = b.id
        or r.among = 'couple' and exists (select from relationship l
          where l.tenant_id = ${tx.tenant} and l.operating_area = a.operating_area and l.relation = 'spouse' and ${holds('l')}
            and (l.person_id = a.person_id and l.relative_id = b.person_id
              or l.person_id = b.person_id and l.relative_id = a.person_id))
    ), found as (
      select household_id, operating_area, place, other_place, array_agg(distinct rule order by rule) as rules,
        bool_or(bars) as bars
      from pair group by household_id, operating_area, place, other_place
    )
    select md5(f.household_id || ' ' || f.place || ' ' || f.other_place)::uuid as overlap_id, f.operating_area, f.household_id,
      a.programme, a.person_id, b.programme as other_programme, b.person_id as other_person_id, f.rules, f.bars,
      x.amount::float8 as amount, x.period, y.amount::float8 as other_amount, y.period as other_period
    from found f
    join standing a on a.household_id = f.household_id and a.place = f.place
    join standing b on b.household_id = f.household_id and b.place = f.other_place
    left join lateral ${listedAmount(tx, 'a')} x on true
    left join lateral ${listedAmount(tx, 'b')} y on true`.execute(tx)
  return rows
}

/** What the list that an enrolment is known from says is paid. */
const listedAmount = (tx: Transaction, enrolment: string) => sql`(
  select n.amount, n.period from list_entry n
  where n.tenant_id = ${tx.tenant} and n.list_id = ${sql.ref(`${enrolment}.list_id`)} and n.amount is not null
    and n.programme = ${sql.ref(`${enrolment}.programme`)} and n.operating_area = ${sql.ref(`${enrolment}.operating_area`)}
    and (n.person_id = ${sql.ref(`${enrolment}.person_id`)}
      or ${sql.ref(`${enrolment}.person_id`)} is null and n.household_id = ${sql.ref(`${enrolment}.household_id`)})
  order by n.line limit 1)`

/** Raises what is new, or has come back; what is there already stays as it is. Answers which. */
export async function raise(
  tx: Transaction,
  rows: readonly Insertable<OverlapTable>[],
): Promise<readonly OverlapId[]> {
  if (rows.length === 0) return []
  const raised = await sql<{ overlap_id: OverlapId }>`
    ${insertion('overlap', rows)}
    on conflict (tenant_id, overlap_id) do update set state = 'open', resolution = null, reason = null,
      settled_at = null, settled_by = null, rules = excluded.rules, bars = excluded.bars,
      yearly_low = excluded.yearly_low, yearly_high = excluded.yearly_high,
      other_yearly_low = excluded.other_yearly_low, other_yearly_high = excluded.other_yearly_high,
      raised_on = excluded.raised_on, raised_at = excluded.raised_at
    where overlap.state = 'gone' returning overlap.overlap_id`.execute(tx)
  return raised.rows.map(({ overlap_id }) => overlap_id)
}

/** Closes what does not stand any more in these households. Answers which. */
export async function closeOthers(
  tx: Transaction,
  households: readonly HouseholdId[],
  { standing, at, by }: { readonly standing: readonly OverlapId[]; readonly at: Date; readonly by: string },
): Promise<readonly OverlapId[]> {
  const closed = await sql<{ overlap_id: OverlapId }>`
    update overlap set state = 'gone', resolution = null, reason = null, settled_at = ${at}, settled_by = ${by}
    where tenant_id = ${tx.tenant} and household_id = any(${households}::uuid[]) and state <> 'gone'
      and overlap_id <> all(${standing}::uuid[]) returning overlap_id`.execute(tx)
  return closed.rows.map(({ overlap_id }) => overlap_id)
}

/** The overlap in reach, locked until the transaction ends. */
export const lockOverlap = (
  tx: Transaction,
  areas: AreaScope,
  id: string,
): Promise<Selectable<OverlapTable> | undefined> =>
  tx
    .selectFrom('overlap')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('overlap_id', '=', id as OverlapId)
    .forUpdate()
    .executeTakeFirst()

export async function settleOverlap(
  tx: Transaction,
  id: OverlapId,
  to: { readonly resolution: Resolution; readonly reason: string; readonly at: Date; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('overlap')
    .set({
      state: 'resolved',
      resolution: to.resolution,
      reason: to.reason,
      settled_at: to.at,
      settled_by: to.by,
    })
    .where('tenant_id', '=', tx.tenant)
    .where('overlap_id', '=', id)
    .execute()
}
