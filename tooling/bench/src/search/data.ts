import { knownBy } from '@onewindow/core/testing'
import { cell, readTable } from '@onewindow/tenant'
import type { TestDatabase } from '@onewindow/testkit'
import { bitsOf, CALLED, LANGUAGES, wordsOf } from './names.ts'

/** A slot for each thing to be drawn, as many as its weight asks for. */
const SLOTS = 4096

/**
 * Households of 5 to 8 persons in every tenant, laid in by SQL: a man, his wife, their children, called by the generator's
 * lists in the three scripts. `bench.made` keeps who they really are.
 */
export async function layIn(database: TestDatabase, sizes: ReadonlyMap<string, number>): Promise<void> {
  await database.asAdmin(`create schema bench;
    create table bench.called (kind text, id int, language text, text text, words text[], name bigint, parent bigint, village bigint);
    create table bench.draw (kind text, slot int, id int, primary key (kind, slot) include (id));
    create table bench.area (slot int primary key, area text);`)
  const called = Object.entries(CALLED).flatMap(([kind, all]) =>
    all.flatMap(({ id, written }) =>
      LANGUAGES.map((language) => {
        const text = written[language]
        const bits = (of: 'name' | 'parent' | 'village') => bitsOf(of, text)
        return {
          kind,
          id,
          language,
          text,
          words: wordsOf(text),
          name: bits('name'),
          parent: bits('parent'),
          village: bits('village'),
        }
      }),
    ),
  )
  await insert(database, 'bench.called', called)
  await database.asAdmin('create unique index on bench.called (kind, id, language)')
  for (const [kind, all] of Object.entries(CALLED)) {
    const drawn = spread(all.map(({ id, weight }) => [id, weight] as const))
    await insert(
      database,
      'bench.draw',
      drawn.map((id, slot) => ({ kind, slot, id })),
    )
  }
  await insert(
    database,
    'bench.area',
    spread(censusOf()).map((area, slot) => ({ slot, area })),
  )
  await database.asAdmin(`
    create function bench.pick(h bigint, m int, what int, among int) returns int language sql immutable parallel safe
      as $$ select ((hashint8extended(h, m * 1000 + what) & 9223372036854775807) % among)::int $$;
    create function bench.id(h bigint, m int) returns uuid language sql immutable parallel safe as $$
      select (lpad(to_hex(1704067200000 + h), 12, '0') || '7' || lpad(to_hex(m), 3, '0') || '8' || substr(md5(h::text || ' ' || m::text), 1, 15))::uuid $$`)
  await database.asAdmin(`create unlogged table bench.made (id uuid, tenant text, h bigint, m int, area text, language text, village int,
    sex text, name int, parent int, birth_from date, birth_to date, birth_precision text)`)
  let first = 0
  for (const [tenant, households] of sizes) {
    await database.asAdmin(MADE, [tenant, first, first + households - 1])
    first += households
  }
  await database.asAdmin('analyze')
  await database.asAdmin(LAID)
  await database.asAdmin('vacuum analyze')
  await checkBits(database)
}

async function insert(database: TestDatabase, table: string, rows: readonly object[]): Promise<void> {
  await database.asAdmin(
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

function spread<Value>(weighted: readonly (readonly [value: Value, weight: number])[]): Value[] {
  const whole = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  let reached = 0
  return weighted.flatMap(([value, weight]) => {
    const from = Math.round((reached / whole) * SLOTS)
    reached += weight
    return Array<Value>(Math.round((reached / whole) * SLOTS) - from).fill(value)
  })
}

function censusOf() {
  const { rows } = readTable(new URL('../../../../tenants/kp/tables/populations.csv', import.meta.url), {
    area: cell.text,
    year: cell.text,
    value: cell.text,
  })
  return rows
    .filter(({ area, year }) => year === '2023' && area !== 'PK5')
    .map(({ area, value }) => [area, Number(value)] as const)
}

/** Who lives where, is called what and was born when; the first of a household is its head. */
const MADE = `
  insert into bench.made
  select bench.id(h, m), $1, h, m, area, language, village, sex, name, parent,
    case precision when 'day' then make_date(year, 1, 1) + day when 'year' then make_date(year, 1, 1) when 'estimated' then make_date(year - 1, 1, 1) end,
    case precision when 'day' then make_date(year, 1, 1) + day when 'year' then make_date(year, 12, 31) when 'estimated' then make_date(year + 1, 12, 31) end,
    precision
  from (
    select h.h, m.m, a.area, v.id as village, s.sex, f.id as father, bench.pick(h.h, m.m, 9, 360) as day,
      case when m.m = 0 then f.id else n.id end as name, case when m.m = 0 then g.id else f.id end as parent,
      case when b.percent < 45 then 'ps' when b.percent < 85 then 'ur' else 'en' end as language,
      1950 + b.head + case when m.m = 0 then 0 when m.m = 1 then bench.pick(h.h, 1, 10, 9) - 2 else 20 + bench.pick(h.h, m.m, 10, 20) end as year,
      case when b.known < 60 then 'day' when b.known < 85 then 'year' when b.known < 95 then 'estimated' else 'unknown' end as precision
    from generate_series($2::bigint, $3::bigint) as h
    cross join lateral generate_series(0, 4 + bench.pick(h.h, 0, 5, 4)) as m
    cross join lateral (select case when m.m = 0 then 'male' when m.m = 1 then 'female'
      when bench.pick(h.h, m.m, 6, 2) = 0 then 'male' else 'female' end as sex) as s
    cross join lateral (select bench.pick(h.h, 0, 11, 100) as percent, bench.pick(h.h, 0, 12, 34) as head, bench.pick(h.h, m.m, 13, 100) as known) as b
    join bench.area a on a.slot = bench.pick(h.h, 0, 1, ${SLOTS})
    join bench.draw v on v.kind = 'village' and v.slot = bench.pick(hashtext(a.area) + bench.pick(h.h, 0, 2, 120), 0, 3, ${SLOTS})
    join bench.draw f on f.kind = 'male' and f.slot = bench.pick(h.h, 0, 4, ${SLOTS})
    join bench.draw g on g.kind = 'male' and g.slot = bench.pick(h.h, 0, 8, ${SLOTS})
    join bench.draw n on n.kind = s.sex and n.slot = bench.pick(h.h, m.m, 7, ${SLOTS})
  ) as made`

/** Bits as `knownBy` gives them; `checkBits` says whether they are. */
const YEAR_BIT = (day: string) => `(1::bigint << (40 + (extract(year from ${day})::int / 5) % 12))`
const KNOWN_BY = `(n.name | p.parent | v.village | case when m.birth_from is null then (1::bigint << 52) - (1::bigint << 40)
  else ${YEAR_BIT('m.birth_from')} | ${YEAR_BIT('m.birth_to')} end)`
const CALLED_SO = `bench.made m
  join bench.called n on n.kind = m.sex and n.id = m.name and n.language = m.language
  join bench.called p on p.kind = 'male' and p.id = m.parent and p.language = m.language
  join bench.called v on v.kind = 'village' and v.id = m.village and v.language = m.language`

const LAID = `
  set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB';
  alter table name_token drop constraint name_token_pkey;
  drop index name_token_word;
  insert into household (tenant_id, operating_area, household_id, reference, village, language, synthetic, consented_on, occurred_on, recorded_at, recorded_by)
    select m.tenant, m.area, bench.id(m.h, 999), 'b' || m.h, v.text, m.language, true, '2024-01-01', '2024-01-01', now(), 'bench'
    from bench.made m join bench.called v on v.kind = 'village' and v.id = m.village and v.language = m.language where m.m = 0;
  insert into person (tenant_id, operating_area, person_id, name, parent_name, sex, birth_from, birth_to, birth_precision, recorded_at, recorded_by)
    select m.tenant, m.area, m.id, n.text, p.text, m.sex, m.birth_from, m.birth_to, m.birth_precision, now(), 'bench' from ${CALLED_SO};
  insert into name_token (tenant_id, operating_area, kind, token, person_id, known_by)
    select m.tenant, m.area, k.kind, k.word, m.id, ${KNOWN_BY} from ${CALLED_SO}
    cross join lateral (select 'name' as kind, unnest(n.words) as word union all select 'parent', unnest(p.words)
      union all select 'village', unnest(v.words)) as k;
  insert into identifier (tenant_id, operating_area, identifier_id, person_id, kind, ciphertext, recorded_at, recorded_by)
    select tenant, area, bench.id(h, m + 500), id, 'cnic', 'none can read it', now(), 'bench' from bench.made where m = 0;
  insert into identifier_claim (tenant_id, kind, lookup, identifier_id)
    select tenant, 'cnic', encode(sha256(id::text::bytea), 'base64'), bench.id(h, m + 500) from bench.made where m = 0;
  alter table name_token add constraint name_token_pkey primary key (tenant_id, person_id, kind, token);
  create index name_token_word on name_token (tenant_id, kind, token, operating_area, person_id) include (known_by);
  create index on bench.made (tenant, sex, name, parent);
  create index on bench.made (id);
  reset session_replication_role`

async function checkBits(database: TestDatabase): Promise<void> {
  const people = await database.asAdmin<{
    known_by: string
    birth_from: string | null
    birth_to: string | null
    words: { kind: 'name' | 'parent' | 'village'; token: string }[]
  }>(`select min(t.known_by)::text as known_by, p.birth_from::text, p.birth_to::text, json_agg(json_build_object('kind', t.kind, 'token', t.token)) as words
      from (select * from person limit 200) p join name_token t using (tenant_id, person_id) group by p.person_id, p.birth_from, p.birth_to`)
  for (const { known_by, birth_from, birth_to, words } of people)
    if (knownBy(words, { birth_from, birth_to }) !== Number(known_by))
      throw new Error('known_by is not what core would write')
}
