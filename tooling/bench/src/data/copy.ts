import pg from 'pg'
import { copyIdentifiers } from './copy-identifiers.ts'
import { type MadeName, madeNames } from './names.ts'

/** Tables that hold a family, each with the household that its row `t` belongs to. */
const FAMILY: Readonly<Record<string, string>> = {
  household: 't.household_id',
  person: 'owner.household_id',
  membership: 't.household_id',
  relationship: 'owner.household_id',
  fact: 'coalesce(t.household_id, owner.household_id)',
  enrolment: 'coalesce(t.household_id, owner.household_id)',
  screening: 't.household_id',
  application: 't.household_id',
  identifier: 'owner.household_id',
}
/** Identifiers are encrypted for the row that they stand in. */
const COPIED = Object.keys(FAMILY).filter((name) => name !== 'identifier')

const FILLED = [...Object.keys(FAMILY), 'name_token', 'identifier_claim']

/** Answers of screenings, which name people by their ids. */
const STORED = ['input', 'people', 'results', 'next_question']

/** A screening of all programmes is large, and few households of a register have been to a window. */
const SCREENED_AMONG = 10_000

/** A copy's first household has this time in its id (2024-01-01), the next one a millisecond later: as if registered so. */
export const FIRST = Date.parse('2024-01-01')
const ID = '[0-9a-f]{8}-[0-9a-f]{4}(-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})'
/** Stands in stored answers where a copy's number comes, because replacing a text is fast and a pattern is not. */
const PLACE = 'xxxxxxxx-xxxx'

/**
 * Takes the registered households out of their tables and lays copies of them in, for each tenant as many as asked for.
 * All ids of a copied household begin with a number of its own in place of their time, and go on as in the original, so
 * that everything in it, stored answers of screenings included, still names one another. People and villages are called
 * anew, each as the generator might have, and a parent's name is still the parent's.
 *
 * One transaction empties and fills the tables, so that it writes no log; what keys hold in the original they hold in the
 * copies, so none is checked; indexes that no key needs are built at the end.
 */
export async function copyTemplate(adminUrl: string, sizes: ReadonlyMap<string, number>): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    await client.query(`begin; set local session_replication_role = replica; set local maintenance_work_mem = '1GB';
      set local work_mem = '128MB'; set local max_parallel_maintenance_workers = 2`)
    await layAside(client, madeNames())
    const rebuild = await dropIndexes(client)
    await client.query(residence(false))
    const { rows } = await client.query('select count(*)::int as count from template.number')
    for (const [tenant, households] of sizes)
      await layIn(client, { tenant, households, template: rows[0].count })
    for (const index of rebuild) await client.query(index)
    await client.query(`${residence(true)}; drop schema template cascade; commit`)
    await client.query('vacuum full membership')
    await client.query('vacuum (analyze)')
  } finally {
    await client.end()
  }
}

async function layAside(client: pg.Client, names: readonly MadeName[]): Promise<void> {
  await client.query(`
    create schema template;
    create table template.owner as select m.person_id, m.household_id from membership m;
    create table template.number as
      select household_id, row_number() over (order by household_id) - 1 as n from household;
    create function template.renamed(id uuid, prefix text) returns uuid language sql immutable
      as $$ select (prefix || substr(id::text, 14))::uuid $$;
    create function template.drawn(seed text, number bigint, among bigint) returns bigint language sql immutable
      as $$ select (hashtextextended(seed, number) & 9223372036854775807) % among $$;
    create table template.name (id int primary key, language text, sex text, name text, tokens text[]);`)
  await client.query(
    `insert into template.name select place - 1, language, sex, name, string_to_array(tokens, ' ')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as n (language, sex, name, tokens, place)`,
    [
      names.map(({ language }) => language),
      names.map(({ sex }) => sex),
      names.map(({ name }) => name),
      names.map(({ tokens }) => tokens.join(' ')),
    ],
  )
  await client.query(`
    create table template.pool as
      select language, sex, min(id) as first, count(*) as size from template.name group by language, sex;
    ${Object.entries(FAMILY)
      .map(
        ([name, household]) => `create table template.${name} as select n.n, t.* from ${name} t
          ${household.includes('owner') ? 'left join template.owner owner on owner.person_id = t.person_id' : ''}
          join template.number n on n.household_id = ${household} order by n.n;`,
      )
      .join('\n')}
    alter table template.person add mine template.pool, add men template.pool, add village text[];
    update template.person t set mine = own, men = male,
        village = array(select token from name_token k where k.person_id = t.person_id and k.kind = 'village')
      from template.household h, template.pool own, template.pool male
      where h.n = t.n and own.language = h.language and own.sex = t.sex and male.language = h.language and male.sex = 'male';
    alter table template.screening ${STORED.map(
      (column) =>
        `alter ${column} type text using regexp_replace(${column}::text, '${ID}', '${PLACE}\\1', 'g')`,
    ).join(', ')};
    truncate ${FILLED.join(', ')} cascade;
    analyze`)
}

/**
 * PostgreSQL checks an exclusion constraint row by row, which would take longer than all the rest. It is passed over, and
 * built by `vacuum full`, which takes it for granted that what was there agrees.
 */
const residence = (isReady: boolean) =>
  `update pg_index set indisready = ${isReady} where indexrelid = 'membership_one_residence'::regclass`

/** Those that no constraint is held by; gives what builds them again. */
async function dropIndexes(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ index: string; build: string }>(
    `select i.indexrelid::regclass::text as index, pg_get_indexdef(i.indexrelid) as build
     from pg_index i where i.indrelid = any($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [FILLED],
  )
  await client.query(`drop index ${rows.map(({ index }) => index).join(', ')}`)
  return rows.map(({ build }) => build)
}

interface Laying {
  readonly tenant: string
  readonly households: number
  /** How many households are copied. */
  readonly template: number
}

async function layIn(client: pg.Client, { tenant, households, template }: Laying): Promise<void> {
  // Each copy reads the template anew, which is small, so that rows come in the order of their ids.
  const copiesOf = (name: string) => `from generate_series(0, ${Math.ceil(households / template) - 1}) copy
    cross join lateral (select t.*, copy * ${template}::bigint + t.n as number from template.${name} t offset 0) t
    cross join lateral (select lpad(to_hex(${FIRST} + t.number), 12, '0') as hex offset 0) x
    cross join lateral (select substr(hex, 1, 8) || '-' || substr(hex, 9) as prefix offset 0) p`
  const within = `where t.number < ${households}`
  for (const name of COPIED) {
    const columns = await columnsOf(client, name)
    const list = columns.map(({ column }) => column).join(', ')
    const values = columns.map((column) => copied(column, { tenant, table: name })).join(', ')
    await client.query(
      `insert into ${name} (${list}) select ${values} ${copiesOf(name)} ${name === 'person' ? CALLED : ''} ${within}
       ${name === 'screening' ? `and (t.programmes is not null or t.number < ${SCREENED_AMONG})` : ''}`,
    )
  }
  await client.query(
    `insert into name_token (tenant_id, operating_area, kind, token, person_id)
     select '${tenant}', t.operating_area, k.kind, k.token, template.renamed(t.person_id, p.prefix)
     ${copiesOf('person')} ${CALLED} cross join lateral (
       select 'name' as kind, unnest(own.tokens) as token union all select 'parent', unnest(parent.tokens)
       union all select 'village', case when token ~ '^[0-9]+$' then ${VILLAGE} else token end from unnest(t.village) token
     ) k ${within}`,
  )
  const { rows } = await client.query('select * from template.identifier order by n, identifier_id')
  await copyIdentifiers(client, rows, { tenant, households, template })
}

const CALLED = `
  join template.name own on own.id = (t.mine).first + template.drawn(t.name, t.number, (t.mine).size)
  left join template.name parent
    on parent.id = (t.men).first + template.drawn(t.parent_name, t.number, (t.men).size)`
/** The generator gives villages numbers up to 400. */
const VILLAGE = `(1 + template.drawn('village', t.number, 400))::text`

interface Column {
  readonly column: string
  readonly type: string
}

const columnsOf = async (client: pg.Client, table: string): Promise<readonly Column[]> =>
  (
    await client.query<Column>(
      `select attname as column, format_type(atttypid, null) as type from pg_attribute
       where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
  ).rows

function copied({ column, type }: Column, { tenant, table }: { tenant: string; table: string }): string {
  const own = OF_ITS_OWN[`${table}.${column}`]
  if (own) return own
  if (column === 'tenant_id') return `'${tenant}'`
  if (type === 'uuid') return `template.renamed(t.${column}, p.prefix)`
  if (type === 'jsonb') return `replace(t.${column}, '${PLACE}', p.prefix)::jsonb`
  if (column === 'release_hash') return `(select current_release from tenant where tenant_id = '${tenant}')`
  return `t.${column}`
}

const OF_ITS_OWN: Readonly<Record<string, string>> = {
  'household.reference': `upper('b' || substr(p.prefix, 6, 3) || substr(p.prefix, 10))`,
  'household.village': `regexp_replace(t.village, '[0-9]+', ${VILLAGE})`,
  'person.name': 'own.name',
  'person.parent_name': 'parent.name',
}
