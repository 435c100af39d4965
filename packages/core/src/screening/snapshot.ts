import {
  type DateInterval,
  type Enrolment,
  type Facts,
  factKey,
  type Household,
  type Observation,
  type Person,
  type Relationship,
} from '@onewindow/rules'
import { sql } from 'kysely'
import type { HouseholdId } from '../ids.ts'
import type { LoadedRelease } from '../release/service.ts'
import type { Transaction } from '../session.ts'
import { isFresh } from './freshness.ts'

/**
 * The household as it stood on a day, as far as was known at an instant: what the engine reads. Before the first day a
 * household is known for, its first known composition counts; facts count from the day they were observed. Someone who has
 * since moved out of reach is kept, and nothing is known of them; someone not born by then is not there yet.
 */
export async function loadSnapshot(
  tx: Transaction,
  release: LoadedRelease,
  of: { readonly household: HouseholdId; readonly area: string; readonly on: string; readonly knownAt: Date },
): Promise<Household> {
  // Behind an `or`, people are found by their index as an array only: as a query they are sought in all of the area.
  const { rows } = await sql<SnapshotRow>`
    with standing as (
      select * from membership
      where tenant_id = ${tx.tenant} and operating_area = ${of.area} and household_id = ${of.household}
        and recorded_from <= ${of.knownAt} and recorded_to > ${of.knownAt}
    ), member as (
      select distinct on (person_id) person_id, presence, role from standing
      where valid_from <= greatest(${of.on}::date, (select min(valid_from) from standing))
        and (valid_to is null or valid_to > greatest(${of.on}::date, (select min(valid_from) from standing)))
      order by person_id, valid_from desc
    ), link as (
      select person_id, relation, relative_id from relationship
      where tenant_id = ${tx.tenant} and operating_area = ${of.area} and recorded_from <= ${of.knownAt} and recorded_to > ${of.knownAt}
        and (valid_from is null or valid_from <= ${of.on}::date) and (valid_to is null or valid_to > ${of.on}::date)
        and (person_id = any(array(select person_id from member)) or relative_id = any(array(select person_id from member)))
    ), someone as (
      select person_id from member union select person_id from link union select relative_id from link
    ), observed as (
      select distinct on (person_id, kind, round)
        person_id, kind, round, boolean_value, number_value, text_value, date_from, date_to, observed_on, source, issuer
      from fact
      where tenant_id = ${tx.tenant} and operating_area = ${of.area} and recorded_from <= ${of.knownAt} and recorded_to > ${of.knownAt}
        and observed_on <= ${of.on}::date
        and (household_id = ${of.household} or person_id = any(array(select person_id from someone)))
      order by person_id, kind, round, observed_on desc, recorded_from desc
    ), participation as (
      select distinct on (person_id, programme) person_id, programme, enrolled, level, valid_from
      from enrolment
      where tenant_id = ${tx.tenant} and operating_area = ${of.area} and recorded_from <= ${of.knownAt} and recorded_to > ${of.knownAt}
        and valid_from <= ${of.on}::date and (valid_to is null or valid_to > ${of.on}::date)
        and (household_id = ${of.household} or person_id = any(array(select person_id from someone)))
      order by person_id, programme, valid_from desc, recorded_from desc
    )
    select
      (select coalesce(json_agg(p order by p.person_id), '[]') from (
        select someone.person_id, sex, birth_from, birth_to, member.presence
        from someone left join member on member.person_id = someone.person_id
        left join lateral (
          select sex, birth_from, birth_to from person
          where tenant_id = ${tx.tenant} and operating_area = ${of.area} and person_id = someone.person_id and recorded_at <= ${of.knownAt}
          union all
          select sex, birth_from, birth_to from person_history
          where tenant_id = ${tx.tenant} and operating_area = ${of.area} and person_id = someone.person_id
            and recorded_from <= ${of.knownAt} and recorded_to > ${of.knownAt}
        ) as known on true
        where birth_from is null or birth_from <= ${of.on}::date) as p) as people,
      (select coalesce(json_agg(link), '[]') from link) as links,
      (select coalesce(json_agg(observed), '[]') from observed) as facts,
      (select coalesce(json_agg(participation), '[]') from participation) as enrolments`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a select without from returned no row')
  return toHousehold(of.household, row, (fact) => isFresh(release, fact, of.on))
}

interface SnapshotRow {
  readonly people: readonly {
    readonly person_id: string
    readonly sex: string | null
    readonly birth_from: string | null
    readonly birth_to: string | null
    readonly presence: string | null
  }[]
  readonly links: readonly {
    readonly person_id: string
    readonly relation: Relationship['relation']
    readonly relative_id: string
  }[]
  readonly facts: readonly FactRow[]
  readonly enrolments: readonly (Pick<Enrolment, 'programme' | 'enrolled' | 'level'> & {
    readonly person_id: string | null
    readonly valid_from: string
  })[]
}

interface FactRow {
  readonly person_id: string | null
  readonly kind: string
  readonly round: string | null
  readonly boolean_value: boolean | null
  readonly number_value: number | null
  readonly text_value: string | null
  readonly date_from: string | null
  readonly date_to: string | null
  readonly observed_on: string
  readonly source: string
  readonly issuer: string | null
}

function toHousehold(id: string, row: SnapshotRow, isFresh: (fact: FactRow) => boolean): Household {
  const factsOf = (person: string | null): Facts =>
    Object.fromEntries(
      row.facts
        .filter((fact) => fact.person_id === person && isFresh(fact))
        .map((fact) => [factKey(fact.kind, fact.round ?? undefined), toObservation(fact)]),
    )
  const people = row.people.map((person) => ({
    member: person.presence !== null,
    person: {
      id: person.person_id,
      facts: { ...coreFacts(person), ...factsOf(person.person_id) },
    } satisfies Person,
  }))
  const there = new Set<string | null>([null, ...people.map(({ person }) => person.id)])
  return {
    id,
    facts: factsOf(null),
    members: people.filter(({ member }) => member).map(({ person }) => person),
    others: people.filter(({ member }) => !member).map(({ person }) => person),
    relationships: row.links
      .filter(({ person_id, relative_id }) => there.has(person_id) && there.has(relative_id))
      .map(({ person_id, relation, relative_id }) => ({
        person: person_id,
        relation,
        relative: relative_id,
      })),
    enrolments: row.enrolments
      .filter(({ person_id }) => there.has(person_id))
      .map(({ person_id, programme, enrolled, level, valid_from }) => ({
        subject: person_id ?? id,
        programme,
        enrolled,
        level,
        asOf: valid_from,
      })),
  }
}

function coreFacts({ sex, birth_from, birth_to, presence }: SnapshotRow['people'][number]): Facts {
  return {
    ...(sex === null || sex === 'unknown' ? {} : { sex: { value: sex } }),
    ...(birth_from && birth_to ? { birth_date: { value: { from: birth_from, to: birth_to } } } : {}),
    ...(presence ? { presence: { value: presence } } : {}),
  }
}

function toObservation(fact: FactRow): Observation {
  return {
    value: factValue(fact),
    observedOn: fact.observed_on,
    source: fact.source,
    ...(fact.round === null ? {} : { round: fact.round }),
    ...(fact.issuer === null ? {} : { issuer: fact.issuer }),
  }
}

function factValue(fact: FactRow): boolean | number | string | DateInterval {
  const value = fact.boolean_value ?? fact.number_value ?? fact.text_value
  if (value !== null) return value
  if (fact.date_from && fact.date_to) return { from: fact.date_from, to: fact.date_to }
  throw new Error(`fact ${fact.kind} has no value`)
}
