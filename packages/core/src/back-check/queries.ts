import { type Insertable, type Selectable, sql } from 'kysely'
import type { BackCheckId, HouseholdId, ScreeningId } from '../ids.ts'
import { insertRows, insertUnlessTaken } from '../insert-rows.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { Span } from '../span.ts'
import type { BackCheckDrawTable, BackCheckResultTable, BackCheckTable } from './table.ts'

/** The last day that was drawn from. */
export async function lastDay(tx: Transaction): Promise<string | null> {
  const { day } = await tx
    .selectFrom('back_check_draw')
    .select(({ fn }) => fn.max<string | null>('day').as('day'))
    .where('tenant_id', '=', tx.tenant)
    .executeTakeFirstOrThrow()
  return day
}

/** Days on which someone was screened, in their order. */
export async function daysWithScreenings(
  tx: Transaction,
  { since, until }: Span,
  timeZone: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (known_at at time zone ${timeZone})::date as day from screening
    where tenant_id = ${tx.tenant} and known_at >= ${since} and known_at < ${until} order by day`.execute(tx)
  return rows.map(({ day }) => day)
}

export interface Screened {
  readonly screening_id: ScreeningId
  readonly household_id: HouseholdId
  readonly operating_area: string
  readonly area_then: string
  readonly recorded_by: string
}

/** Screenings of a window; one that an application made looks at a single programme again, of who came for it. */
export async function findScreened(tx: Transaction, { since, until }: Span): Promise<readonly Screened[]> {
  const { rows } = await sql<Screened>`
    select s.screening_id, s.household_id, s.operating_area, s.area_then, s.recorded_by from screening s
    where s.tenant_id = ${tx.tenant} and s.known_at >= ${since} and s.known_at < ${until}
      and not exists (select from application a where a.tenant_id = ${tx.tenant} and a.screening_id = s.screening_id)`.execute(
    tx,
  )
  return rows
}

/** Areas whose day had not been drawn from. */
export const insertDraws = (
  tx: Transaction,
  rows: readonly Insertable<BackCheckDrawTable>[],
): Promise<ReadonlySet<string>> =>
  insertUnlessTaken(tx, 'back_check_draw', { rows, returning: 'operating_area' })

export async function insertBackChecks(
  tx: Transaction,
  rows: readonly Insertable<BackCheckTable>[],
): Promise<void> {
  await insertRows(tx, 'back_check', rows)
}

export const lockBackCheck = (
  tx: Transaction,
  areas: AreaScope,
  id: BackCheckId,
): Promise<Selectable<BackCheckTable> | undefined> =>
  tx
    .selectFrom('back_check')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('back_check_id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Who registered the household, and what the screening read and answered. */
export async function findWindowAnswer(tx: Transaction, screening: ScreeningId) {
  return tx
    .selectFrom('screening')
    .innerJoin('household', (join) =>
      join
        .onRef('household.tenant_id', '=', 'screening.tenant_id')
        .onRef('household.household_id', '=', 'screening.household_id'),
    )
    .select([
      'screening.on_date',
      'screening.release_hash',
      'screening.programmes',
      'screening.input',
      'screening.results',
      'household.recorded_by as registered_by',
    ])
    .where('screening.tenant_id', '=', tx.tenant)
    .where('household.tenant_id', '=', tx.tenant)
    .where('screening.screening_id', '=', screening)
    .executeTakeFirstOrThrow()
}

export async function recordVisit(
  tx: Transaction,
  id: BackCheckId,
  visit: Pick<
    Insertable<BackCheckTable>,
    'state' | 'reason' | 'visited_on' | 'programmes' | 'observed' | 'recorded_at' | 'recorded_by'
  >,
): Promise<void> {
  await tx
    .updateTable('back_check')
    .set(visit)
    .where('tenant_id', '=', tx.tenant)
    .where('back_check_id', '=', id)
    .execute()
}

export const insertResults = (
  tx: Transaction,
  rows: readonly Insertable<BackCheckResultTable>[],
): Promise<void> => insertRows(tx, 'back_check_result', rows)

export interface Tally {
  readonly programme: string
  readonly area: string | null
  readonly agreed: number
  readonly inclusion_errors: number
  readonly exclusion_errors: number
  readonly undecided: number
  /** Of the decided: let in by the window, and found eligible. */
  readonly let_in: number
  readonly found_eligible: number
}

interface Period {
  readonly areas: AreaScope
  readonly from: string
  readonly to: string
}

const within = (tx: Transaction, { areas, from, to }: Period) => {
  const wall = areas === 'all' ? sql`` : sql`and operating_area = any(${areas}::text[])`
  return sql`tenant_id = ${tx.tenant} ${wall} and day between ${from}::date and ${to}::date`
}

export async function tallyResults(
  tx: Transaction,
  { byArea, ...period }: Period & { readonly byArea: boolean },
): Promise<readonly Tally[]> {
  const area = byArea ? sql`operating_area` : sql`null::text`
  const count = (verdict: string) => sql`count(*) filter (where verdict = ${verdict})::integer`
  const { rows } = await sql<Tally>`
    select programme, ${area} as area, ${count('agreed')} as agreed, ${count('inclusion_error')} as inclusion_errors,
      ${count('exclusion_error')} as exclusion_errors, ${count('undecided')} as undecided,
      count(*) filter (where verdict <> 'undecided'
        and (enrolled or window_outcome in ('ELIGIBLE', 'ALREADY_ENROLLED')))::integer as let_in,
      count(*) filter (where verdict <> 'undecided' and found_outcome = 'ELIGIBLE')::integer as found_eligible
    from back_check_result where ${within(tx, period)}
    group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

export interface DrawTally {
  readonly area: string
  readonly considered: number
  readonly drawn: number
  readonly recorded: number
  readonly not_possible: number
}

export async function tallyDraws(tx: Transaction, period: Period): Promise<readonly DrawTally[]> {
  const { rows } = await sql<DrawTally>`
    with drawn as (
      select operating_area as area, sum(considered)::integer as considered, sum(drawn)::integer as drawn
      from back_check_draw where ${within(tx, period)} group by 1
    ), visited as (
      select area_then as area, count(*) filter (where state = 'recorded')::integer as recorded,
        count(*) filter (where state = 'not_possible')::integer as not_possible
      from back_check where ${within(tx, period)} group by 1
    )
    select drawn.area, considered, drawn, coalesce(recorded, 0) as recorded, coalesce(not_possible, 0) as not_possible
    from drawn left join visited on visited.area = drawn.area order by 1`.execute(tx)
  return rows
}
