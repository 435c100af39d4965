import { testCipher as cipher } from '@onewindow/core/testing'
import type { TestDatabase } from '@onewindow/testkit'

/** Tables that hold a family, each with the household that its row `t` belongs to. */
const FAMILY: Readonly<Record<string, string>> = {
  household: 't.household_id',
  person: 'own(t.person_id)',
  membership: 't.household_id',
  relationship: 'own(t.person_id)',
  name_token: 'own(t.person_id)',
  fact: 'coalesce(t.household_id, own(t.person_id))',
  enrolment: 'coalesce(t.household_id, own(t.person_id))',
  screening: 't.household_id',
  application: 't.household_id',
  identifier: 'own(t.person_id)',
}
/** Identifiers are encrypted for the row that they stand in. */
const COPIED = Object.keys(FAMILY).filter((name) => name !== 'identifier')

/** Answers of screenings, which name people. */
const STORED = ['input', 'people', 'results', 'next_question']

/** A copy's first household has this time in its id (2024-01-01), the next one a millisecond later: as if registered so. */
const FIRST = Date.parse('2024-01-01')
const ID = '[0-9a-f]{8}-[0-9a-f]{4}(-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})'
/** Stands in stored answers where a copy's number comes, because replacing a text is fast and a pattern is not. */
const PLACE = 'xxxxxxxx-xxxx'

/**
 * Takes the registered households out of their tables and lays copies of them in, for each tenant as many as asked for.
 * All ids of a copied household begin with a number of its own in place of their time, and go on as in the original, so
 * that everything in it, stored answers of screenings included, still names one another.
 */
export async function copyTemplate(
  database: TestDatabase,
  sizes: ReadonlyMap<string, number>,
): Promise<void> {
  // Built at once it takes a tenth of the time.
  const [residence] = await database.asAdmin<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'membership_one_residence'`,
  )
  await database.asAdmin(`
    create schema template;
    create table template.owner as select m.person_id, m.household_id from membership m;
    create index on template.owner (person_id);
    create function template.own(uuid) returns uuid language sql stable
      as 'select household_id from template.owner where person_id = $1';
    create table template.number as
      select household_id, row_number() over (order by household_id) - 1 as n from household;
    create function template.renamed(id uuid, prefix text) returns uuid language sql immutable
      as $$ select (prefix || substr(id::text, 14))::uuid $$;
    ${Object.entries(FAMILY)
      .map(([name, owner]) => {
        const owned = owner.replaceAll('own(', 'template.own(')
        return `create table template.${name} as select n.n, t.* from ${name} t
          join template.number n on n.household_id = ${owned} order by n.n;`
      })
      .join('\n')}
    ${STORED.map(
      (column) => `alter table template.screening alter ${column} type text
        using regexp_replace(${column}::text, '${ID}', '${PLACE}\\1', 'g');`,
    ).join('\n')}
    truncate ${Object.keys(FAMILY).join(', ')} cascade;
    -- The copies hold the keys that the originals held: checking each would take most of the time.
    do $$ begin
      execute format('alter role %I in database %I set session_replication_role = replica', current_user, current_database());
    end $$;
    alter table membership drop constraint membership_one_residence`)
  const [count] = await database.asAdmin<{ count: number }>(
    'select count(*)::int as count from template.number',
  )
  const template = count?.count ?? 0
  for (const [tenant, households] of sizes) {
    const copies = Math.ceil(households / template)
    const from = (name: string) => `from generate_series(0, ${copies - 1}) copy
      cross join template.${name} t
      cross join lateral (select copy * ${template} + t.n as number) h
      cross join lateral (select lpad(to_hex(${FIRST} + h.number), 12, '0') as hex) x
      cross join lateral (select substr(hex, 1, 8) || '-' || substr(hex, 9) as prefix) p
      where h.number < ${households}`
    for (const name of COPIED) {
      const columns = await columnsOf(database, name)
      const list = columns.map(({ column }) => column).join(', ')
      const values = columns.map((column) => copied(column, tenant)).join(', ')
      await database.asAdmin(
        `insert into ${name} (${list}) select ${values} ${from(name)} order by copy, t.n`,
      )
    }
    for (let copy = 0; copy < copies; copy++)
      await copyIdentifiers(
        database,
        tenant,
        `${from('identifier')} and copy = ${copy}`,
        copy * template * 100,
      )
  }
  await database.asAdmin(`drop schema template cascade;
    alter table membership add constraint membership_one_residence ${residence?.definition ?? ''};
    do $$ begin
      execute format('alter role %I in database %I reset session_replication_role', current_user, current_database());
    end $$`)
  await database.asAdmin('vacuum analyze')
}

interface Column {
  readonly column: string
  readonly type: string
}

const columnsOf = (database: TestDatabase, table: string) =>
  database.asAdmin<Column & Record<string, string>>(
    `select attname as column, format_type(atttypid, null) as type from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )

function copied({ column, type }: Column, tenant: string): string {
  if (column === 'tenant_id') return `'${tenant}'`
  if (column === 'reference') return `upper('b' || substr(p.prefix, 6, 3) || substr(p.prefix, 10))`
  if (type === 'uuid') return `template.renamed(t.${column}, p.prefix)`
  if (type === 'jsonb') return `replace(t.${column}, '${PLACE}', p.prefix)::jsonb`
  if (column === 'release_hash') return `(select current_release from tenant where tenant_id = '${tenant}')`
  return `t.${column}`
}

/** With the cipher that the server decrypts with, under numbers that no two people share. */
async function copyIdentifiers(
  database: TestDatabase,
  tenant: string,
  from: string,
  firstNumber: number,
): Promise<void> {
  const rows = await database.asAdmin<{ id: string; person: string; area: string; kind: string }>(
    `select template.renamed(t.identifier_id, p.prefix) as id, template.renamed(t.person_id, p.prefix) as person,
       t.operating_area as area, t.kind ${from} order by t.n`,
  )
  const numbers = rows.map((_, index) => `9${String(firstNumber + index).padStart(12, '0')}`)
  await database.asAdmin(
    `insert into identifier (tenant_id, operating_area, identifier_id, person_id, kind, ciphertext, recorded_at, recorded_by)
     select $1, area, id, person, kind, ciphertext, now(), 'bench'
     from unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[]) as i (area, id, person, kind, ciphertext)`,
    [
      tenant,
      rows.map(({ area }) => area),
      rows.map(({ id }) => id),
      rows.map(({ person }) => person),
      rows.map(({ kind }) => kind),
      rows.map(({ id }, index) =>
        cipher.encrypt(numbers[index] ?? '', { tenant, row: id, column: 'identifier.ciphertext' }),
      ),
    ],
  )
  await database.asAdmin(
    `insert into identifier_claim (tenant_id, kind, lookup, identifier_id)
     select $1, * from unnest($2::text[], $3::text[], $4::uuid[])`,
    [
      tenant,
      rows.map(({ kind }) => kind),
      rows.map(({ kind }, index) => cipher.lookup(kind, numbers[index] ?? '', tenant)),
      rows.map(({ id }) => id),
    ],
  )
}
