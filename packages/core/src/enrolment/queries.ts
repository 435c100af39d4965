import type { Selectable } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type { Subject } from '../fact/service.ts'
import type { ChangeId, HouseholdId, PersonId } from '../ids.ts'
import type { AreaScope, Transaction } from '../session.ts'
import type { EnrolmentTable } from './table.ts'

type Row = Selectable<EnrolmentTable>

/** Whether a later row of the same subject and programme stands: then this one is history. `row` names the alias. */
export const superseded = (row: string): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(`${row}.${name}`)
  return sql<boolean>`exists (select from enrolment later where later.tenant_id = ${column('tenant_id')}
    and later.programme = ${column('programme')} and later.recorded_to = 'infinity'
    and (later.person_id = ${column('person_id')} or later.household_id = ${column('household_id')})
    and (later.valid_from, later.recorded_from, later.enrolment_id)
      > (${column('valid_from')}, ${column('recorded_from')}, ${column('enrolment_id')}))`
}

const ofSubject = (subject: Subject) =>
  'person' in subject ? { person_id: subject.person } : { household_id: subject.household }

/** What is known of subjects' participation in programmes now: the latest row of each. */
export const findCurrent = (
  tx: Transaction,
  of: { readonly area: string; readonly subject: Subject; readonly programme: string },
): Promise<Row | undefined> =>
  tx
    .selectFrom('enrolment')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('operating_area', '=', of.area)
    .where('programme', '=', of.programme)
    .where((row) => row.and(ofSubject(of.subject)))
    .where('recorded_to', '=', 'infinity')
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_from', 'desc')
    .orderBy('enrolment_id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What a household itself takes part in or waits for. */
export const findStanding = (tx: Transaction, area: string, household: HouseholdId): Promise<Row[]> =>
  tx
    .selectFrom('enrolment as e')
    .selectAll()
    .where('e.tenant_id', '=', tx.tenant)
    .where('e.operating_area', '=', area)
    .where('e.household_id', '=', household)
    .where('e.recorded_to', '=', 'infinity')
    .where('e.state', 'in', ['waitlisted', 'enrolled', 'suspended'])
    .where(({ not }) => not(superseded('e')))
    .execute()

/** What a change of households wrote, as far as it is still believed. */
export const findCarried = (tx: Transaction, change: ChangeId): Promise<Row[]> =>
  tx
    .selectFrom('enrolment')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('change_id', '=', change)
    .where('recorded_to', '=', 'infinity')
    .execute()

export async function isAnySuperseded(tx: Transaction, enrolments: readonly string[]): Promise<boolean> {
  const found = await tx
    .selectFrom('enrolment as e')
    .select('e.enrolment_id')
    .where('e.tenant_id', '=', tx.tenant)
    .where(sql<boolean>`e.enrolment_id = any(${enrolments}::uuid[])`)
    .where(superseded('e'))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** They were never so. */
export async function supersede(tx: Transaction, enrolments: readonly string[], at: Date): Promise<void> {
  await tx
    .updateTable('enrolment')
    .set({ recorded_to: at })
    .where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`enrolment_id = any(${enrolments}::uuid[])`)
    .execute()
}

/** A row within reach, of whichever time. */
export const findEnrolment = (tx: Transaction, areas: AreaScope, id: string): Promise<Row | undefined> =>
  tx
    .selectFrom('enrolment')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .$if(areas !== 'all', (query) => query.where(sql<boolean>`operating_area = any(${areas}::text[])`))
    .where('enrolment_id', '=', id)
    .executeTakeFirst()

/** What was only said or listed of a participation after a day, as it was believed until now. */
export async function supersedeSayingsAfter(
  tx: Transaction,
  of: {
    readonly area: string
    readonly subject: Subject
    readonly programme: string
    readonly day: string
    readonly at: Date
  },
): Promise<void> {
  await tx
    .updateTable('enrolment')
    .set({ recorded_to: of.at })
    .where('tenant_id', '=', tx.tenant)
    .where('operating_area', '=', of.area)
    .where('programme', '=', of.programme)
    .where((row) => row.and(ofSubject(of.subject)))
    .where('recorded_to', '=', 'infinity')
    .where('application_id', 'is', null)
    .where('valid_from', '>', of.day)
    .execute()
}

export interface Waiting {
  readonly enrolment_id: string
  readonly operating_area: string
  readonly household_id: HouseholdId
  readonly person_id: PersonId | null
  readonly reference: string
  readonly since: string
}

/**
 * Who waits for a place, in the order in which places go: by the programme's ranking, then by the day of the
 * application, then by when it was typed in. Who cannot be ranked comes last.
 */
export async function findWaiting(
  tx: Transaction,
  of: {
    readonly programme: string
    readonly areas: AreaScope
    readonly descending: boolean
    readonly limit: number
  },
): Promise<readonly Waiting[]> {
  const wall = of.areas === 'all' ? sql`` : sql`and e.operating_area = any(${of.areas}::text[])`
  const direction = of.descending ? sql`desc` : sql`asc`
  const { rows } = await sql<Waiting>`
    select e.enrolment_id, e.operating_area, a.household_id, a.person_id, h.reference, e.valid_from as since
    from enrolment e
    join application a on a.tenant_id = e.tenant_id and a.application_id = e.application_id
    join household h on h.tenant_id = a.tenant_id and h.household_id = a.household_id
    where e.tenant_id = ${tx.tenant} ${wall} and a.tenant_id = ${tx.tenant} and h.tenant_id = ${tx.tenant}
      and e.programme = ${of.programme} and e.state = 'waitlisted' and e.recorded_to = 'infinity'
      and not ${superseded('e')}
    order by e.rank_value ${direction} nulls last, a.applied_on, a.recorded_at, a.application_id
    limit ${of.limit}`.execute(tx)
  return rows
}

/** Places taken, by operating area: by whoever is on the institution's list or has its decision. */
export async function countTaken(tx: Transaction, programme: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ operating_area: string; taken: number }>`
    select e.operating_area, count(*)::integer as taken from enrolment e
    where e.tenant_id = ${tx.tenant} and e.programme = ${programme} and e.enrolled and e.level <> 'declared'
      and e.recorded_to = 'infinity' and not ${superseded('e')}
    group by e.operating_area`.execute(tx)
  return new Map(rows.map(({ operating_area, taken }) => [operating_area, taken]))
}

/** The latest that is listed or confirmed of a participation. */
export type Surest = Pick<
  Row,
  'valid_from' | 'enrolled' | 'state' | 'application_id' | 'recorded_from' | 'level'
>

/** Of each participation, by its position, in one statement. */
export async function findSurest(
  tx: Transaction,
  participations: readonly {
    readonly area: string
    readonly household: HouseholdId | null
    readonly person: PersonId | null
    readonly programme: string
  }[],
): Promise<ReadonlyMap<number, Surest>> {
  if (participations.length === 0) return new Map()
  const wanted = participations.map(({ household, person, ...of }, at) => ({
    ...of,
    at,
    person,
    household: person === null ? household : null,
  }))
  const of = (column: 'household' | 'person') => sql`
    select w.at, e.* from wanted w join enrolment e on e.tenant_id = ${tx.tenant} and e.operating_area = w.area
      and e.programme = w.programme and ${sql.ref(`e.${column}_id`)} = ${sql.ref(`w.${column}`)}
    where e.recorded_to = 'infinity' and e.level <> 'declared'`
  const { rows } = await sql<Surest & { readonly at: number }>`
    with wanted as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(at int, area text, household uuid, person uuid, programme text)
    ), found as (${of('household')} union all ${of('person')})
    select distinct on (at) at, valid_from, enrolled, state, application_id, recorded_from, level from found
    order by at, valid_from desc, recorded_from desc, enrolment_id desc`.execute(tx)
  return new Map(rows.map(({ at, ...row }) => [at, row]))
}
