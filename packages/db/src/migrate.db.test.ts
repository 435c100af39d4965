import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type MigrationSet, migrate } from './index.ts'
import { outsideWalls } from './outside-walls.ts'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from './testing/index.ts'

const TABLE = (name: string) =>
  `create table ${name} (tenant_id text not null, id uuid not null, primary key (tenant_id, id));
   select pg_temp.protect('${name}', areas => false);`

describe.each(TEST_SERVERS)('migrate on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  let database: TestDatabase
  const folders: string[] = []

  const setOf = async (owner: string, files: Record<string, string>): Promise<MigrationSet> => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    folders.push(folder)
    for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql)
    return { owner, directory: pathToFileURL(folder) }
  }
  const run = async (files: Record<string, string>, owner = 'core') =>
    migrate(database.ownerUrl, [await setOf(owner, files)])
  const tables = async () =>
    (
      await database.asAdmin<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )
    ).map(({ name }) => name)

  beforeEach(async () => {
    database = await createTestDatabase([], server)
  })
  afterEach(async () => {
    await database.drop()
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })

  test('applies each set in the order of its numbers, once', async () => {
    const core = await setOf('core', {
      '0002-later.sql': 'alter table a rename to b',
      '0001-first.sql': TABLE('a'),
    })
    const extension = await setOf('nutrition', { '0001-first.sql': TABLE('c') })
    expect(await migrate(database.ownerUrl, [core, extension])).toEqual({
      applied: [
        { owner: 'core', name: '0001-first.sql' },
        { owner: 'core', name: '0002-later.sql' },
        { owner: 'nutrition', name: '0001-first.sql' },
      ],
      already: 0,
    })
    expect(await migrate(database.ownerUrl, [core, extension])).toEqual({ applied: [], already: 3 })
    expect(await tables()).toEqual(['b', 'c', 'migration'])
  })

  describe('an extension’s file that', () => {
    const NOTE = `create table note (tenant_id text not null, operating_area text not null, id uuid not null, primary key (tenant_id, id));
      create index note_area on note (tenant_id, operating_area);
      select pg_temp.protect('note', areas => true);`
    const BREAKS = [
      [
        'lacks tenant_id',
        `create table note (id uuid primary key)`,
        'note has no column tenant_id text not null',
      ],
      [
        'has no row security',
        `create table note (tenant_id text primary key)`,
        'note does not have row security enabled and forced',
      ],
      [
        'does not force it',
        `${NOTE} alter table note no force row level security`,
        'note does not have row security enabled and forced',
      ],
      [
        'writes a policy of its own',
        `${NOTE} drop policy wall on note; create policy wall on note using (true)`,
        'note: wall is not the policy of its kind of table',
      ],
      [
        'adds a second policy',
        `${NOTE} create policy more on note using (true)`,
        'note does not have exactly one',
      ],
      [
        'refers across tenants',
        `${NOTE} alter table b add unique (id); alter table note add foreign key (id) references b (id)`,
        'b is not a table of notes: it may not be changed',
      ],
      [
        'points at something without its tenant',
        `${NOTE} alter table note add column other text references shared (name)`,
        'note: note_other_fkey is a foreign key without tenant_id',
      ],
      ['opens a table of core', 'alter table b disable row level security', 'b is not a table of notes'],
      [
        'rewrites what is written into a table of core',
        'create rule quiet as on insert to b do instead nothing',
        'b is not a table of notes',
      ],
      [
        'rewrites what is written into its own',
        `${NOTE} create rule more as on insert to note do also delete from b`,
        'note: more is a rule',
      ],
      [
        'gives a column of core a default',
        'alter table b alter id set default gen_random_uuid()',
        'b is not a table',
      ],
      ['adds rows to a table of core', `create table note () inherits (b)`, 'b is not a table of notes'],
      [
        'changes a function of core',
        `create or replace function inner_part.answer() returns int language sql return 2`,
        'inner_part.answer() is not a table of notes',
      ],
      [
        'says what was migrated',
        `insert into migration (owner, name, sha256) values ('core', '0002-b.sql', '')`,
        'what was migrated is not a table of notes',
      ],
      [
        'ends its transaction',
        'begin; create table secret (id int); grant select on secret to public; commit;',
        'It begins or ends a transaction',
      ],
      [
        'ends it after something else',
        'create table secret (id int); do $$ begin null; end $$; commit and chain; select 1',
        'It begins or ends a transaction',
      ],
      [
        'adds an index to a table of core',
        '-- no-transaction\ncreate index concurrently if not exists b_id on b (tenant_id, id)',
        'b is not a table of notes',
      ],
      ['makes what it does not declare', TABLE('secret'), 'secret is not in the tables that notes declares'],
      ['runs anything outside a transaction', `-- no-transaction\n${NOTE}`, 'create index concurrently'],
    ]

    test('breaks a rule is refused, and leaves nothing', async () => {
      const core = await setOf('core', {
        '0001-b.sql': `${TABLE('b')} create table shared (tenant_id text not null, name text unique, primary key (tenant_id));
          select pg_temp.protect('shared', areas => false);`,
      })
      await database.asAdmin('create schema inner_part authorization onewindow_owner')
      await database.asAdmin(
        'set role onewindow_owner; create function inner_part.answer() returns int language sql return 1',
      )
      await migrate(database.ownerUrl, [core])
      for (const [breaks, sql = '', says] of BREAKS) {
        const notes = { ...(await setOf('notes', { '0001-notes.sql': sql })), tables: ['note'] }
        await expect(migrate(database.ownerUrl, [core, notes]), breaks).rejects.toMatchObject({
          code: 'MIGRATION_UNPROTECTED',
          message: expect.stringContaining(says ?? ''),
        })
        expect(await tables(), breaks).toEqual(['b', 'migration', 'shared'])
      }
    })

    test('fails is told with its line', async () => {
      const notes = {
        ...(await setOf('notes', { '0001-notes.sql': `${NOTE}\nselect nothing` })),
        tables: ['note'],
      }
      await expect(migrate(database.ownerUrl, [notes])).rejects.toThrow('notes/0001-notes.sql:4')
    })

    test('sets something is alone with it', async () => {
      const tables = ['note']
      const notes = await setOf('notes', {
        '0001-notes.sql': `set search_path = nowhere, public; set lock_timeout = 0; ${NOTE}`,
        '0002-protect.sql': `create or replace function pg_temp.protect(target regclass, areas boolean, app text default '', loader text default '')
          returns void language sql as 'select'`,
      })
      const later = await setOf('later', {
        '0001-later.sql': `do $$ begin
            assert current_setting('lock_timeout') = '5s' and current_setting('search_path') not like 'nowhere%';
          end $$;
          ${TABLE('plain')}`,
      })
      await migrate(database.ownerUrl, [
        { ...notes, tables },
        { ...later, tables: ['plain'] },
      ])
    })

    test('keeps to itself and to the rules is applied, with its index', async () => {
      const files = {
        '0001-notes.sql': NOTE,
        '0002-index.sql':
          '-- no-transaction\ncreate index concurrently if not exists note_id on note (tenant_id, id)',
      }
      const notes = { ...(await setOf('notes', files)), tables: ['note'] }
      expect((await migrate(database.ownerUrl, [notes])).applied).toHaveLength(2)
    })
  })

  test('an extension’s older number comes in after core’s newer one', async () => {
    await run({ '0001-a.sql': TABLE('a'), '0009-b.sql': TABLE('b') })
    expect(await run({ '0002-c.sql': TABLE('c') }, 'nutrition')).toMatchObject({ already: 0 })
  })

  test('refuses a file that was changed after it was applied', async () => {
    await run({ '0001-a.sql': TABLE('a') })
    await expect(run({ '0001-a.sql': `${TABLE('a')} -- a word more` })).rejects.toMatchObject({
      code: 'MIGRATION_ALTERED',
      message: 'core/0001-a.sql was changed after it was applied: add a new file',
    })
    // Line ends are the checkout's, not the author's.
    expect(await run({ '0001-a.sql': TABLE('a').replaceAll('\n', '\r\n') })).toMatchObject({ already: 1 })
  })

  test('refuses a file that is gone, one out of order, and one with a bad name or number', async () => {
    await run({ '0001-a.sql': TABLE('a'), '0003-c.sql': TABLE('c') })
    await expect(run({ '0003-c.sql': TABLE('c') })).rejects.toMatchObject({ code: 'MIGRATION_MISSING' })
    const late = { '0001-a.sql': TABLE('a'), '0002-b.sql': TABLE('b'), '0003-c.sql': TABLE('c') }
    await expect(run(late)).rejects.toMatchObject({ code: 'MIGRATION_OUT_OF_ORDER' })
    await expect(run({ '1-a.sql': '' })).rejects.toMatchObject({ code: 'MIGRATION_NAME' })
    await expect(run({ '0001-a.sql': '', '0001-b.sql': '' })).rejects.toMatchObject({
      code: 'MIGRATION_NAME',
    })
    expect(await tables()).toEqual(['a', 'c', 'migration'])
  })

  test('an older release leaves a newer one’s migrations alone', async () => {
    await run({ '0001-a.sql': TABLE('a'), '0002-b.sql': TABLE('b') })
    expect(await run({ '0001-a.sql': TABLE('a') })).toEqual({ applied: [], already: 1 })
  })

  test('a file that fails leaves nothing, names its line, and keeps what came before', async () => {
    const files = { '0001-a.sql': TABLE('a'), '0002-b.sql': `${TABLE('b')}\nselect\n  nothing from a;` }
    await expect(run(files)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: 'core/0002-b.sql:4: PostgreSQL refused with 42703 column "nothing" does not exist',
    })
    expect(await tables()).toEqual(['a', 'migration'])
    expect(await run({ ...files, '0002-b.sql': TABLE('b') })).toMatchObject({ already: 1 })
  })

  test('runs a file outside a transaction where its first line asks for it', async () => {
    const files = {
      '0001-a.sql': TABLE('a'),
      '0002-index.sql':
        '-- no-transaction\ncreate index concurrently if not exists a_id on a (tenant_id, id)',
    }
    expect(await run(files)).toMatchObject({ already: 0 })
    const inside = { ...files, '0003-b.sql': 'create index concurrently b_id on a (tenant_id, id)' }
    await expect(run(inside)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching('25001'),
    })
  })

  test('two migrators at once apply everything once', async () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, i) => [
        `000${i + 1}-${name}.sql`,
        `select pg_sleep(0.1); ${TABLE(name)}`,
      ]),
    )
    // An index built concurrently waits for every older snapshot: for the waiting migrators too, if they held one.
    files['0005-index.sql'] =
      '-- no-transaction\ncreate index concurrently if not exists a_id on a (tenant_id, id)'
    const set = await setOf('core', files)
    const reports = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, [set])))
    expect(reports.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 5])
  })

  test('does not queue behind a lock for long', async () => {
    await run({ '0001-a.sql': TABLE('a') })
    await outsideWalls(database.adminUrl, async (client) => {
      await client.query('begin; lock table a')
      const alter = run({ '0001-a.sql': TABLE('a'), '0002-b.sql': 'alter table a add column note text' })
      await expect(alter).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching('55P03'),
      })
    })
  })

  test('makes everything the owner’s, whoever runs it', async () => {
    await migrate(database.adminUrl, [await setOf('core', { '0001-a.sql': TABLE('a') })])
    const rows = await database.asAdmin(
      `select distinct tableowner as owner from pg_tables where schemaname = 'public'`,
    )
    expect(rows).toEqual([{ owner: 'onewindow_owner' }])
  })

  test('cannot be run by the application', async () => {
    const set = await setOf('core', { '0001-a.sql': TABLE('a') })
    await expect(migrate(database.appUrl, [set])).rejects.toMatchObject({ code: '42501' })
  })
})
