import type { LoadedRelease } from '@onewindow/core'
import { scratchColumns } from '@onewindow/core/testing'
import { factColumn, outcomesToSql } from '@onewindow/rules/sql'
import pg from 'pg'

export interface ByHand {
  readonly adminUrl: string
  readonly tenant: string
  readonly release: LoadedRelease
  readonly on: string
}

const SHAPE = {
  households: 'pg_temp.hand_household',
  persons: 'pg_temp.hand_person',
  relatives: 'pg_temp.hand_relative',
  enrolments: 'pg_temp.hand_enrolment',
  column: (_subject: string, fact: Parameters<typeof factColumn>[0]) => factColumn(fact),
}

/**
 * The whole population as someone would write it who has the database to himself: no walls, no batches, no counts of coverage,
 * facts pivoted in one pass over their table, everything joined by hash; the same conditions, a row of outcomes for
 * each household into a table with the keys and foreign keys of `population_outcome`. Milliseconds.
 */
export async function screenByHand({ adminUrl, tenant, release, on }: ByHand): Promise<number> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    await client.query(TABLE)
    const began = performance.now()
    await client.query(
      `begin; set local jit = off; set local work_mem = '256MB'; ${tables({ tenant, release, on })}`,
    )
    const outcomes = outcomesToSql(release.definition.programmes, {
      on,
      parameter: (id) => release.parameter(id, on),
      shape: SHAPE,
    })
    const n = outcomes.values.length
    await client.query({
      text: `insert into by_hand.outcome
        select $${n + 1}, max(h.operating_area), '${RUN}', o.household_id,
          coalesce(array_agg(o.unit_id order by o.unit_id) filter (where o.unit_id <> o.household_id), '{}'),
          max(o.outcomes) filter (where o.unit_id = o.household_id) || coalesce('|' ||
            string_agg(o.outcomes, '|' order by o.unit_id) filter (where o.unit_id <> o.household_id), '')
        from (${outcomes.text}) o join ${SHAPE.households} h on h.id = o.household_id group by o.household_id`,
      values: [...outcomes.values, tenant],
    })
    await client.query('commit')
    return performance.now() - began
  } finally {
    await client.end()
  }
}

const RUN = '00000000-0000-7000-8000-000000000000'

const TABLE = `drop schema if exists by_hand cascade; create schema by_hand;
  create table by_hand.outcome (tenant_id text, operating_area text, run_id uuid, household_id uuid, members uuid[] not null,
    outcomes text not null, primary key (tenant_id, run_id, household_id),
    foreign key (tenant_id, operating_area, household_id) references household (tenant_id, operating_area, household_id));
  create index on by_hand.outcome (tenant_id, operating_area, household_id)`

function tables({ tenant, release, on }: Omit<ByHand, 'adminUrl'>): string {
  const now = `tenant_id = '${tenant}' and recorded_to = 'infinity'`
  const holds = `(valid_from is null or valid_from <= '${on}') and (valid_to is null or valid_to > '${on}')`
  const stale = [...release.facts.values()].flatMap(({ id, months }) =>
    months === undefined ? [] : [`when '${id}' then ${months}`],
  )
  const fresh = stale.length
    ? `coalesce('${on}'::date <= f.observed_on + make_interval(months => case f.kind ${stale.join(' ')} end), true)`
    : 'true'
  const pivot = (subject: 'household' | 'person') => {
    const columns = scratchColumns(release, subject)
    const names = columns.map(({ kind, round, value }) =>
      factColumn({
        id: kind,
        ...(round !== undefined && { round }),
        ...(value === 'date_from' && { end: 'from' as const }),
        ...(value === 'date_to' && { end: 'to' as const }),
      }),
    )
    const values = columns.map(
      ({ kind, round, type, value }, i) =>
        `${type === 'boolean' ? 'bool_or' : 'max'}(f.${value}) filter (where f.kind = '${kind}' and f.round ${round === undefined ? 'is null' : `= '${round}'`}) as ${names[i]}`,
    )
    return {
      names: names.map((name) => `, f.${name}`).join(''),
      query: `(select f.${subject}_id, ${values.join(', ')} from (
          select distinct on (${subject}_id, kind, round) * from fact
          where ${now} and ${subject}_id is not null and observed_on <= '${on}'
          order by ${subject}_id, kind, round, observed_on desc, recorded_from desc) f where ${fresh} group by f.${subject}_id) f`,
    }
  }
  const household = pivot('household')
  const person = pivot('person')
  return `
    create temp table hand_household on commit drop as select h.household_id as id, h.operating_area ${household.names}
      from household h left join ${household.query} on f.household_id = h.household_id where h.tenant_id = '${tenant}';
    create temp table hand_person on commit drop as select p.person_id as id, m.household_id, m.presence,
        nullif(p.sex, 'unknown') as sex, p.birth_from as "birth_date:from", p.birth_to as "birth_date:to" ${person.names}
      from membership m join person p on p.tenant_id = m.tenant_id and p.person_id = m.person_id
        left join ${person.query} on f.person_id = p.person_id
      where m.tenant_id = '${tenant}' and m.recorded_to = 'infinity' and m.valid_from <= '${on}'
        and (m.valid_to is null or m.valid_to > '${on}') and (p.birth_from is null or p.birth_from <= '${on}');
    create temp table hand_relative on commit drop as select person_id, relation, relative_id from relationship where ${now} and ${holds};
    create temp table hand_enrolment on commit drop as select distinct on (subject, programme) * from (
        select coalesce(person_id, household_id) as subject, programme, enrolled, level, valid_from, recorded_from
        from enrolment where ${now} and ${holds}) e order by subject, programme, valid_from desc, recorded_from desc;
    create index on hand_person (id); create index on hand_person (household_id);
    create index on hand_relative (person_id); create index on hand_relative (relative_id); create index on hand_enrolment (subject);
    analyze hand_household; analyze hand_person; analyze hand_relative; analyze hand_enrolment`
}
