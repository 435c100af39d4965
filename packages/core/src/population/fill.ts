import { type RawBuilder, sql } from 'kysely'
import type { HouseholdId } from '../ids.ts'
import type { LoadedRelease } from '../release/service.ts'
import type { Transaction } from '../session.ts'
import { createScratch, indexPersons, indexScratch, type ScratchColumn, scratchColumns } from './scratch.ts'

export interface Batch {
  readonly households: readonly HouseholdId[]
  readonly on: string
  readonly knownAt: Date
}

/**
 * Fills the scratch tables with households as they stood on a day, as far as was known at an instant: row by row what
 * `loadSnapshot` reads of one. A person is there once for each household that they are seen from, because what is known
 * of where they live differs.
 */
export async function fillScratch(tx: Transaction, release: LoadedRelease, batch: Batch): Promise<void> {
  const columns = {
    household: scratchColumns(release, 'household'),
    person: scratchColumns(release, 'person'),
  }
  const statements = [
    // Their rules are long: compiling them would take longer than running them over a batch.
    sql`set local jit = off`,
    ...createScratch(columns),
    sql`insert into scratch_household ${householdRows(tx, release, batch, columns.household)}`,
    sql`insert into scratch_seen ${personRows(tx, batch)}`,
    sql`analyze scratch_household, scratch_seen`,
    sql`insert into scratch_person ${personFacts(tx, release, batch, columns.person)}`,
    ...indexPersons,
    sql`insert into scratch_relative ${relativeRows(tx, batch)}`,
    sql`insert into scratch_enrolment ${enrolmentRows(tx, batch)}`,
    ...indexScratch,
  ]
  for (const statement of statements) await statement.execute(tx)
}

const known = ({ knownAt }: Batch, alias: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.recorded_from`)} <= ${knownAt} and ${sql.ref(`${alias}.recorded_to`)} > ${knownAt}`

const holds = ({ on }: Batch, alias: string): RawBuilder<unknown> =>
  sql`(${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${on}::date)`

/**
 * Rows of a table, looked up by a whole key for each row before it. `offset 0` holds PostgreSQL to that: of an area that an
 * import has just filled it believes that it is empty, and would read all of it again and again.
 */
const each = (
  tx: Transaction,
  table: string,
  key: { readonly alias: string; readonly by: RawBuilder<unknown> },
) =>
  sql`cross join lateral (select * from ${sql.table(table)} k where k.tenant_id = ${tx.tenant} and ${key.by} offset 0) as ${sql.ref(key.alias)}`

/** Of a person as seen from a household. */
const seen = (household: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`md5(${household}::text || ${person}::text)::uuid`

function householdRows(
  tx: Transaction,
  release: LoadedRelease,
  batch: Batch,
  columns: readonly ScratchColumn[],
): RawBuilder<unknown> {
  const chosen = sql`household_id, operating_area from household
    where tenant_id = ${tx.tenant} and household_id = any(${batch.households}::uuid[])`
  if (columns.length === 0) return sql`select ${chosen}`
  const facts = sql`select chosen.household_id as subject, f.* from chosen
    ${each(tx, 'fact', { alias: 'f', by: sql`k.operating_area = chosen.operating_area and k.household_id = chosen.household_id` })}`
  return sql`with chosen as (select ${chosen}), observed as (${latest(facts, batch, columns)})
    select chosen.household_id, chosen.operating_area, ${sql.join(columns.map((column) => pivoted(columns, column)))}
    from chosen left join observed on observed.subject = chosen.household_id and ${fresh(release, batch)}
    group by chosen.household_id, chosen.operating_area`
}

function personRows(tx: Transaction, batch: Batch): RawBuilder<unknown> {
  const { on, knownAt } = batch
  const link = (mine: string, other: string) => sql`
    select m.household_id, r.person_id, r.relation, r.relative_id from member m
    ${each(tx, 'relationship', { alias: 'r', by: sql`k.operating_area = m.operating_area and ${sql.ref(`k.${mine}`)} = m.person_id` })}
    where ${known(batch, 'r')} and (r.valid_from is null or r.valid_from <= ${on}::date) and ${holds(batch, 'r')}
      and ${sql.ref(`r.${other}`)} is not null`
  const person = (from: string, to: string, table: string) => sql`
    select sex, birth_from, birth_to from ${sql.table(table)} k where k.tenant_id = ${tx.tenant}
      and k.operating_area = someone.operating_area and k.person_id = someone.person_id
      and ${sql.ref(from)} <= ${knownAt} ${to === '' ? sql`` : sql`and ${sql.ref(to)} > ${knownAt}`}`
  return sql`with standing as (
      select m.* from scratch_household h
      ${each(tx, 'membership', { alias: 'm', by: sql`k.operating_area = h.operating_area and k.household_id = h.id` })}
      where ${known(batch, 'm')}
    ), since as (
      select household_id, greatest(${on}::date, min(valid_from)) as day from standing group by household_id
    ), member as (
      select distinct on (household_id, person_id) household_id, operating_area, person_id, presence
      from standing join since using (household_id)
      where valid_from <= day and (valid_to is null or valid_to > day)
      order by household_id, person_id, valid_from desc
    ), link as (
      ${link('person_id', 'relative_id')} union ${link('relative_id', 'person_id')}
    ), someone as (
      select household_id, person_id, operating_area from member
      union select l.household_id, l.person_id, h.operating_area from link l join scratch_household h on h.id = l.household_id
      union select l.household_id, l.relative_id, h.operating_area from link l join scratch_household h on h.id = l.household_id
    )
    select ${seen(sql`someone.household_id`, sql`someone.person_id`)}, someone.person_id, someone.household_id,
      case when member.person_id is not null then someone.household_id end, member.presence,
      nullif(known.sex, 'unknown'), known.birth_from, known.birth_to
    from someone
      left join member on member.household_id = someone.household_id and member.person_id = someone.person_id
      left join lateral (${person('k.recorded_at', '', 'person')} union all ${person('k.recorded_from', 'k.recorded_to', 'person_history')}) as known on true
    where known.birth_from is null or known.birth_from <= ${on}::date`
}

/** Of people who are both there, as one of them is seen from a household where either is a member. */
const relativeRows = (tx: Transaction, batch: Batch): RawBuilder<unknown> => sql`
  select p.id, r.relation, o.id from scratch_person p
  join scratch_household h on h.id = p.home
  ${each(tx, 'relationship', { alias: 'r', by: sql`k.operating_area = h.operating_area and k.person_id = p.person_id` })}
  join scratch_person o on o.home = p.home and o.person_id = r.relative_id
  where ${known(batch, 'r')} and (r.valid_from is null or r.valid_from <= ${batch.on}::date) and ${holds(batch, 'r')}
    and (p.household_id is not null or o.household_id is not null)`

/** Two look-ups: by one with an `or`, every enrolment of the area is looked at for each subject. */
const enrolmentRows = (tx: Transaction, batch: Batch): RawBuilder<unknown> => sql`
  with e as (
    select h.id, e.* from scratch_household h
    ${each(tx, 'enrolment', { alias: 'e', by: sql`k.operating_area = h.operating_area and k.household_id = h.id` })}
    union all
    select p.id, e.* from scratch_person p join scratch_household h on h.id = p.home
    ${each(tx, 'enrolment', { alias: 'e', by: sql`k.operating_area = h.operating_area and k.person_id = p.person_id` })}
  )
  select distinct on (id, programme) id, programme, enrolled, level from e
  where ${known(batch, 'e')} and valid_from <= ${batch.on}::date and ${holds(batch, 'e')}
  order by id, programme, valid_from desc, recorded_from desc`

/** People with what was observed of them. */
function personFacts(
  tx: Transaction,
  release: LoadedRelease,
  batch: Batch,
  columns: readonly ScratchColumn[],
): RawBuilder<unknown> {
  if (columns.length === 0) return sql`select * from scratch_seen`
  const facts = sql`select s.id as subject, f.* from scratch_seen s join scratch_household h on h.id = s.home
    ${each(tx, 'fact', { alias: 'f', by: sql`k.operating_area = h.operating_area and k.person_id = s.person_id` })}`
  return sql`with observed as (${latest(facts, batch, columns)}), pivot as (
      select observed.subject, ${sql.join(columns.map((column) => sql`${pivoted(columns, column)} as ${column.name}`))}
      from observed where ${fresh(release, batch)} group by observed.subject
    )
    select s.*, ${sql.join(columns.map(({ name }) => sql`pivot.${name}`))}
    from scratch_seen s left join pivot on pivot.subject = s.id`
}

/**
 * Of facts and their subject, the latest answer of each kind and round that becomes a column, under its number. `offset 0`: the
 * numbers are joined to all facts at once, not to those of each subject again.
 */
function latest(
  facts: RawBuilder<unknown>,
  batch: Batch,
  columns: readonly ScratchColumn[],
): RawBuilder<unknown> {
  const answers = answersOf(columns)
  return sql`select distinct on (f.subject, w.place) f.*, w.place
    from (${facts} where ${known(batch, 'f')} and f.observed_on <= ${batch.on}::date offset 0) f
    join unnest(${answers.map(({ kind }) => kind)}::text[], ${answers.map(({ round }) => round ?? '')}::text[])
      with ordinality as w (kind, round, place) on w.kind = f.kind and w.round = coalesce(f.round, '')
    order by f.subject, w.place, f.observed_on desc, f.recorded_from desc`
}

/** Kinds and rounds that become columns; a date becomes two. */
const answersOf = (columns: readonly ScratchColumn[]): readonly ScratchColumn[] =>
  columns.filter(({ value }) => value !== 'date_to')

/** There is one row of each kind and round, so any aggregate of one value does. */
function pivoted(
  columns: readonly ScratchColumn[],
  { kind, round, type, value }: ScratchColumn,
): RawBuilder<unknown> {
  const aggregate = sql.raw(type === 'boolean' ? 'bool_or' : 'max')
  const place = answersOf(columns).findIndex((other) => other.kind === kind && other.round === round) + 1
  return sql`${aggregate}(${sql.ref(`observed.${value}`)}) filter (where observed.place = ${sql.lit(place)})`
}

/** The latest answer counts, unless it is stale: as `isFresh`. */
function fresh(release: LoadedRelease, { on }: Batch): RawBuilder<unknown> {
  const stale = [...release.facts.values()].flatMap(({ id, months }) =>
    months === undefined ? [] : [{ id, months }],
  )
  if (stale.length === 0) return sql`true`
  const cases = stale.map(({ id, months }) => sql`when ${id} then ${months}::int`)
  return sql`coalesce(${on}::date <= observed.observed_on + make_interval(months => case observed.kind ${sql.join(cases, sql` `)} end), true)`
}
