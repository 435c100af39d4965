import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, escapeLiteral, DatabaseError as PgError } from 'pg'
import { withoutValues } from './database-error.ts'
import { applyWithinWalls } from './extension-walls.ts'
import {
  MIGRATION_TABLE_NAME,
  MigrationError,
  type MigrationFile,
  type MigrationSet,
  readMigrations,
} from './migration-file.ts'
import { outsideWalls } from './outside-walls.ts'
import { POLICY_NAME, type PolicyForm, policyForm, policySql } from './policy.ts'
import { ROLES } from './roles.ts'

export interface MigrationReport {
  /** What this run applied, in order. */
  readonly applied: readonly { readonly owner: string; readonly name: string }[]
  /** How many had been applied before. */
  readonly already: number
}

/**
 * Brings the database up to the sets' files: forward only, each set in the order of its numbers, sets in the order given,
 * one transaction per file, one migrator at a time. Applied files are recorded with their sha256 and may never change.
 * Migrations of a newer release than this one's are left alone.
 *
 * Each file runs as `onewindow_owner` (which `ownerUrl` must be, or may become), with `lock_timeout` 5 s, and may call
 *
 *     select pg_temp.protect('household', areas => true);                     -- app: select, insert, update
 *     select pg_temp.protect('fact', areas => true, app => 'select, insert'); -- append-only
 *     select pg_temp.protect('staging_list', areas => false, loader => 'select, insert');
 *
 * which puts both walls around a table (row security enabled and forced, the one policy) and grants to the roles; `areas`
 * says that the table has `operating_area`. An extension's file (`tables` are named) that breaks a rule of the wall is undone. A file whose first line is `-- no-transaction` holds one statement that may be
 * run again, such as `create index concurrently if not exists`.
 *
 * @throws MigrationError
 * @example
 * await migrate(ownerUrl, [{ owner: 'core', directory: new URL('../migrations/', import.meta.url) }])
 */
export async function migrate(ownerUrl: string, sets: readonly MigrationSet[]): Promise<MigrationReport> {
  const files = await Promise.all(sets.map(readMigrations))
  return outsideWalls(ownerUrl, async (client) => {
    await lock(client)
    await client.query(SESSION)
    await client.query(MIGRATION_TABLE)
    const protect = protectFunction(await policyForm(client))
    const pending = await pendingOf(client, files)
    for (const file of pending) {
      // The file before may have set something, or made the function another.
      await client.query(`${SESSION}; ${protect}`)
      await apply(client, file)
    }
    const applied = pending.map(({ owner, name }) => ({ owner, name }))
    return { applied, already: files.flat().length - applied.length }
  })
}

/**
 * The files that `migrate` would apply, in order; changes nothing, and any role may ask that may read what was applied.
 *
 * @throws MigrationError where `migrate` would refuse · DatabaseError
 */
export async function pendingMigrations(
  url: string,
  sets: readonly MigrationSet[],
): Promise<MigrationReport['applied']> {
  const files = await Promise.all(sets.map(readMigrations))
  const pending = await outsideWalls(url, async (client) => {
    const { rowCount } = await client.query('select from pg_tables where tablename = $1', [
      MIGRATION_TABLE_NAME,
    ])
    return rowCount === 0 ? files.flat() : pendingOf(client, files)
  })
  return pending.map(({ owner, name }) => ({ owner, name }))
}

/** Whoever administers the server, what migrations make belongs to the owner. */
const SESSION = `reset all; set lock_timeout = '5s'; set role ${ROLES.owner}`

const MIGRATION_TABLE = `
  create table if not exists ${MIGRATION_TABLE_NAME} (
    owner text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
    primary key (owner, name));
  grant select on ${MIGRATION_TABLE_NAME} to ${ROLES.app}`

/** Trying, not waiting: a waiting statement holds a snapshot, for which `create index concurrently` would wait in turn. */
async function lock(client: Client): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('onewindow migrations')) as locked`,
    )
    if (rows[0]?.locked) return
    await sleep(200)
  }
  throw new MigrationError('MIGRATION_BUSY', 'Another migrator has held the lock for a minute')
}

function protectFunction(form: PolicyForm): string {
  const tenant = escapeLiteral(policySql({ areas: false, form }))
  const both = escapeLiteral(policySql({ areas: true, form }))
  return `
    create or replace function pg_temp.protect(
      target regclass, areas boolean, app text default 'select, insert, update', loader text default ''
    ) returns void language plpgsql as $protect$
    declare walls text := case when areas then ${both} else ${tenant} end;
    begin
      execute format('alter table %s enable row level security', target);
      execute format('alter table %s force row level security', target);
      execute format('create policy ${POLICY_NAME} on %s using (%s) with check (%s)', target, walls, walls);
      if app <> '' then execute format('grant %s on %s to ${ROLES.app}', app, target); end if;
      if loader <> '' then execute format('grant %s on %s to ${ROLES.loader}', loader, target); end if;
    end $protect$`
}

async function pendingOf(client: Client, sets: readonly MigrationFile[][]): Promise<MigrationFile[]> {
  const { rows } = await client.query<{ owner: string; name: string; sha256: string }>(
    `select owner, name, sha256 from ${MIGRATION_TABLE_NAME} order by owner collate "C", name collate "C"`,
  )
  return sets.flatMap((files) => {
    const done = rows.filter(({ owner }) => owner === files[0]?.owner)
    const lastDone = done.at(-1)?.name ?? ''
    const lastKnown = files.at(-1)?.name ?? ''
    for (const { owner, name } of done) {
      if (name <= lastKnown && !files.some((file) => file.name === name))
        throw new MigrationError('MIGRATION_MISSING', `${owner}/${name} was applied, but the file is gone`)
    }
    return files.filter(({ owner, name, sha256 }) => {
      const record = done.find((row) => row.name === name)
      if (record && record.sha256 !== sha256)
        throw new MigrationError(
          'MIGRATION_ALTERED',
          `${owner}/${name} was changed after it was applied: add a new file`,
        )
      if (!record && name < lastDone)
        throw new MigrationError(
          'MIGRATION_OUT_OF_ORDER',
          `${owner}/${name} sorts before ${lastDone}, which was applied`,
        )
      return !record
    })
  })
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  const { owner, name, sql, sha256, transaction } = file
  const record = {
    text: `insert into ${MIGRATION_TABLE_NAME} (owner, name, sha256) values ($1, $2, $3)`,
    values: [owner, name, sha256],
  }
  try {
    if (transaction) await client.query('begin')
    await (file.tables ? applyWithinWalls(client, file, file.tables) : client.query(sql))
    await client.query(record)
    if (transaction) await client.query('commit')
  } catch (error) {
    if (transaction) await client.query('rollback')
    if (error instanceof MigrationError) throw error
    const cause = withoutValues(error)
    const place = `${owner}/${name}${lineOf(error, sql)}`
    throw new MigrationError(
      'MIGRATION_FAILED',
      `${place}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof PgError)) return ''
  const position = error.position ?? (error.internalQuery === sql ? error.internalPosition : undefined)
  return position === undefined ? '' : `:${sql.slice(0, Number(position)).split('\n').length}`
}
