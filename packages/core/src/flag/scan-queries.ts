import { sql } from 'kysely'
import type { ConflictId, FactId, HouseholdId, ScreeningId } from '../ids.ts'
import type { Transaction } from '../session.ts'
import type { Span } from '../span.ts'
import type { Share } from './hit-rate.ts'
import type { Split } from './policy.ts'

/** A fact that a refusal rested on, and that was recorded anew with another answer. */
export interface ChangedFact {
  readonly fact_id: FactId
  readonly area: string
  readonly household: HouseholdId
  readonly kind: string
  readonly account: string
  readonly recorded_at: Date
  readonly recorded_on: string
  readonly screening: ScreeningId
  readonly programme: string
  readonly unit: string
  /** Null where an institution declined: it names no criterion. */
  readonly criterion: string | null
  readonly refused_on: string
  readonly refused_by: string
}

/** Recorded in the span, of refusals by the rules and by institutions, at most `days` before the fact. */
export async function findChangedFacts(
  tx: Transaction,
  { since, until }: Span,
  { area, days, timeZone }: { readonly area: string; readonly days: number; readonly timeZone: string },
): Promise<readonly ChangedFact[]> {
  const earliest = new Date(since.getTime() - days * 86_400_000)
  const inSpan = sql`x.recorded_from >= ${since} and x.recorded_from < ${until}`
  const { rows } = await sql<ChangedFact>`
    with refused as materialized (
      select s.screening_id, s.household_id, s.known_at as at, s.recorded_by as by, r.value as result, false as declined
      from screening s cross join lateral jsonb_array_elements(s.results) r
      where s.tenant_id = ${tx.tenant} and s.operating_area = ${area} and s.known_at >= ${earliest} and s.known_at < ${until}
        and r.value ->> 'outcome' = 'NOT_ELIGIBLE'
        and exists (select from fact x where x.tenant_id = ${tx.tenant} and x.operating_area = s.operating_area
          and x.recorded_from > s.known_at and ${inSpan} and (x.household_id = s.household_id or x.person_id in (
            select m.person_id from membership m where m.tenant_id = ${tx.tenant} and m.household_id = s.household_id)))
      union all
      select s.screening_id, s.household_id, m.recorded_at, m.recorded_by, r.value, true
      from application_move m
      join application a on a.tenant_id = m.tenant_id and a.application_id = m.application_id
      join screening s on s.tenant_id = a.tenant_id and s.screening_id = a.screening_id
      cross join lateral jsonb_array_elements(s.results) r
      where m.tenant_id = ${tx.tenant} and m.operating_area = ${area} and a.tenant_id = ${tx.tenant} and s.tenant_id = ${tx.tenant}
        and m.state = 'declined' and m.reason in ('criteria_not_met', 'other_reason')
        and m.recorded_at >= ${earliest} and m.recorded_at < ${until}
        and r.value -> 'unit' ->> 'id' = coalesce(a.person_id, a.household_id)::text
    )
    select distinct x.fact_id, x.operating_area as area, refused.household_id as household, x.kind, x.recorded_by as account,
      x.recorded_from as recorded_at, (x.recorded_from at time zone ${timeZone})::date as recorded_on,
      refused.screening_id as screening, result ->> 'programme' as programme, result -> 'unit' ->> 'id' as unit,
      case when not declined then c.value ->> 'id' end as criterion,
      (refused.at at time zone ${timeZone})::date as refused_on, refused.by as refused_by
    from refused
    cross join lateral jsonb_array_elements(result -> 'criteria') c
    cross join lateral jsonb_array_elements(c.value -> 'reads') read
    join fact x on x.tenant_id = ${tx.tenant} and x.kind = read.value ->> 'fact'
      and x.round is not distinct from read.value ->> 'round'
      and (x.household_id = (read.value ->> 'subject')::uuid or x.person_id = (read.value ->> 'subject')::uuid)
      and x.recorded_from > refused.at and x.recorded_from <= refused.at + make_interval(days => ${days}) and ${inSpan}
    where (declined or c.value ->> 'state' = 'not_met') and read.value ->> 'kind' = 'fact'
      and read.value -> 'value' <> 'null'::jsonb
      and read.value -> 'value' <> coalesce(to_jsonb(x.boolean_value), to_jsonb(x.number_value), to_jsonb(x.text_value),
        jsonb_build_object('from', x.date_from, 'to', x.date_to))`.execute(tx)
  return rows
}

/** Splits that were not undone. */
export async function findSplits(tx: Transaction, { since, until }: Span): Promise<readonly Split[]> {
  const { rows } = await sql<Split>`
    select c.change_id as change, c.operating_area as area, c.household_id as household, c.recorded_by as account,
      c.recorded_at as at, nullif(lower(trim(made.village)), '') as village,
      nullif(lower(trim(coalesce(made.address, old.address))), '') as address
    from household_change c
    join household old on old.tenant_id = c.tenant_id and old.household_id = c.household_id
    join household made on made.tenant_id = c.tenant_id and made.household_id = c.other_household_id
    where c.tenant_id = ${tx.tenant} and old.tenant_id = ${tx.tenant} and made.tenant_id = ${tx.tenant}
      and c.kind = 'split' and c.recorded_at >= ${since} and c.recorded_at < ${until}
      and not exists (select from household_change u where u.tenant_id = ${tx.tenant} and u.undoes = c.change_id)`.execute(
    tx,
  )
  return rows
}

/**
 * Of each account, area and programme: households that it answered either way, by its last screening of each. A screening
 * that an application made is none: it is of who had been found eligible.
 */
export async function countShares(
  tx: Transaction,
  { since, until }: Span,
  area: string,
): Promise<readonly Share[]> {
  const { rows } = await sql<Share>`
    with answered as (
      select s.area_then as area, s.recorded_by as account, s.household_id, s.known_at, r.value ->> 'programme' as programme,
        bool_or(r.value ->> 'outcome' = 'ELIGIBLE') as hit
      from screening s cross join lateral jsonb_array_elements(s.results) r
      where s.tenant_id = ${tx.tenant} and s.area_then = ${area} and s.known_at >= ${since} and s.known_at < ${until}
        and r.value ->> 'outcome' in ('ELIGIBLE', 'NOT_ELIGIBLE')
        and not exists (select from application a where a.tenant_id = ${tx.tenant} and a.screening_id = s.screening_id)
      group by s.screening_id, s.area_then, s.recorded_by, s.household_id, s.known_at, r.value ->> 'programme'
    ), last as (
      select distinct on (area, account, programme, household_id) area, account, programme, hit from answered
      order by area, account, programme, household_id, known_at desc
    )
    select area, account, programme, count(*) filter (where hit)::integer as hits, count(*)::integer as households
    from last group by area, account, programme order by area, programme, account`.execute(tx)
  return rows
}

/** What an account did in a day about a household that it has a conflict with. */
export interface ConflictedWork {
  readonly conflict: ConflictId
  readonly area: string
  readonly account: string
  readonly household: HouseholdId
  readonly day: string
  readonly relation: string
  readonly declared_on: string
  /** How often, by what. */
  readonly work: Readonly<Record<string, number>>
}

/** `afterOwnEnd`: days for which a conflict is still looked at that its account has itself ended. */
export async function findConflictedWork(
  tx: Transaction,
  { since, until }: Span,
  { afterOwnEnd, timeZone }: { readonly afterOwnEnd: number; readonly timeZone: string },
): Promise<readonly ConflictedWork[]> {
  const { rows } = await sql<ConflictedWork>`
    select conflict, account, household, area, day, relation, declared_on, jsonb_object_agg(what, times) as work from (
      select c.conflict_id as conflict, c.account, h.household_id as household, h.operating_area as area, c.relation,
        (c.recorded_at at time zone ${timeZone})::date as declared_on,
        (w.at at time zone ${timeZone})::date as day, w.what, count(*)::integer as times
      from conflict_of_interest c
      cross join lateral (
        select c.household_id as id where c.household_id is not null
        union
        select m.household_id from membership m where m.tenant_id = ${tx.tenant} and m.person_id = c.person_id
          and m.recorded_to = 'infinity' and m.valid_to is null
        union
        select m.household_id from membership w
        join membership m on m.tenant_id = w.tenant_id and m.person_id = w.person_id
        where w.tenant_id = ${tx.tenant} and w.operating_area = c.operating_area and w.household_id = c.household_id
          and w.valid_to is null and w.recorded_to > c.recorded_at
          and m.tenant_id = ${tx.tenant} and m.recorded_to = 'infinity' and m.valid_to is null
      ) concerned
      join household h on h.tenant_id = c.tenant_id and h.household_id = concerned.id
      cross join lateral (
        select s.known_at as at, 'screening' as what from screening s
        where s.tenant_id = ${tx.tenant} and s.household_id = h.household_id and s.operating_area = h.operating_area and s.recorded_by = c.account
        union all
        select f.recorded_from, 'fact' from fact f
        where f.tenant_id = ${tx.tenant} and f.operating_area = h.operating_area and f.recorded_by = c.account
          and (f.household_id = h.household_id or f.person_id in (select m.person_id from membership m
            where m.tenant_id = ${tx.tenant} and m.household_id = h.household_id and m.recorded_to = 'infinity' and m.valid_to is null))
        union all
        select a.recorded_at, 'application' from application a
        where a.tenant_id = ${tx.tenant} and a.household_id = h.household_id and a.operating_area = h.operating_area and a.recorded_by = c.account
        union all
        select d.recorded_at, 'change' from household_change d
        where d.tenant_id = ${tx.tenant} and d.household_id = h.household_id and d.operating_area = h.operating_area and d.recorded_by = c.account
        union all
        select h.recorded_at, 'registration' where h.recorded_by = c.account
      ) w
      where c.tenant_id = ${tx.tenant} and h.tenant_id = ${tx.tenant} and w.at >= ${since} and w.at < ${until}
        and (w.at at time zone ${timeZone})::date >= c.valid_from
        and (c.valid_to is null or (w.at at time zone ${timeZone})::date < c.valid_to)
        and (c.ended_at is null or w.at < c.ended_at or (c.ended_by = c.account and w.at < c.ended_at + make_interval(days => ${afterOwnEnd})))
      group by c.conflict_id, c.account, h.household_id, h.operating_area, c.relation, c.recorded_at, day, w.what
    ) counted group by conflict, account, household, area, day, relation, declared_on`.execute(tx)
  return rows
}
