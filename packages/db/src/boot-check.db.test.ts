import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY } from '../fixtures/registry.ts'
import { BootCheckError, connect, createDatabase, dropDatabase, inDatabase, type Role } from './index.ts'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from './testing/index.ts'

describe.each(TEST_SERVERS)('connect on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  let database: TestDatabase

  /** What stops the boot, or nothing. */
  const problems = async (url: string, role: Role) => {
    try {
      const db = await connect({ url, role })
      await db.ping()
      await db.close()
      return []
    } catch (error) {
      if (error instanceof BootCheckError) return error.problems
      throw error
    }
  }
  /** Breaks something for the length of one look. Roles are the whole server's, so these tests use roles of their own. */
  const broken = async (role: Role, breakIt: string, mendIt: string) => {
    await database.asAdmin(breakIt)
    try {
      return await problems(urlOf(role), role)
    } finally {
      await database.asAdmin(mendIt)
    }
  }
  const urlOf = (role: Role) => {
    const url = new URL(database.appUrl)
    url.username = `boot_${role}`
    url.password = 'boot'
    return url.href
  }

  beforeAll(async () => {
    database = await createTestDatabase([REGISTRY], server)
    await database.asAdmin(`
      create role boot_app login password 'boot'; create role boot_loader login password 'boot' bypassrls;
      create role boot_admin superuser;
      grant select, insert, update on household to boot_app;
      grant insert on household to boot_loader; grant select, delete on staging_list to boot_loader`)
  })
  afterAll(async () => {
    await database?.asAdmin(
      `drop owned by boot_app, boot_loader, boot_admin; drop role boot_app, boot_loader, boot_admin`,
    )
    await database?.drop()
  })

  test('lets in the roles that migrations grant to', async () => {
    expect(await problems(database.appUrl, 'app')).toEqual([])
    expect(await problems(database.loaderUrl, 'loader')).toEqual([])
    expect(await problems(urlOf('app'), 'app')).toEqual([])
    expect(await problems(urlOf('loader'), 'loader')).toEqual([])
  })

  test('stops for a role that is stronger than its name', async () => {
    expect(await problems(database.adminUrl, 'app')).toEqual(['role postgres is a superuser'])
    expect(await problems(database.loaderUrl, 'app')).toEqual(['role onewindow_loader bypasses row security'])
    expect((await problems(database.ownerUrl, 'app')).join()).toMatch('role onewindow_owner owns household')
    expect((await problems(database.appUrl, 'loader')).join()).toMatch('does not bypass row security')
  })

  test.each([
    [
      'alter role boot_app bypassrls',
      'alter role boot_app nobypassrls',
      'role boot_app bypasses row security',
    ],
    [
      'alter role boot_app createrole',
      'alter role boot_app nocreaterole',
      'role boot_app may create roles or databases',
    ],
    [
      'grant onewindow_owner to boot_app',
      'revoke onewindow_owner from boot_app',
      'role boot_app may become onewindow_owner',
    ],
    [
      'grant boot_admin to boot_app',
      'revoke boot_admin from boot_app',
      'role boot_app may become boot_admin',
    ],
    [
      'create table mine (); alter table mine owner to boot_app',
      'drop table mine',
      'role boot_app owns mine',
    ],
    [
      'grant truncate on household to boot_app',
      'revoke truncate on household from boot_app',
      'role boot_app holds truncate on household',
    ],
    [
      'grant references (household_id) on household to boot_app',
      'revoke references (household_id) on household from boot_app',
      'role boot_app holds references on household',
    ],
    [
      'grant trigger on household to public',
      'revoke trigger on household from public',
      'role boot_app holds trigger on household',
    ],
  ])('the application: %s', async (breakIt, mendIt, problem) => {
    expect((await broken('app', breakIt, mendIt)).join()).toMatch(problem)
    expect(await problems(urlOf('app'), 'app')).toEqual([])
  })

  test.each([
    [
      'grant select on household to boot_loader',
      'revoke select on household from boot_loader',
      'select on household',
    ],
    [
      'grant select (reference) on household to boot_loader',
      'revoke select (reference) on household from boot_loader',
      'select on household',
    ],
    [
      'grant update on household to boot_loader',
      'revoke update on household from boot_loader',
      'update on household',
    ],
    [
      'grant delete on household to boot_loader',
      'revoke delete on household from boot_loader',
      'delete on household',
    ],
  ])('the loader: %s', async (breakIt, mendIt, more) => {
    expect(await broken('loader', breakIt, mendIt)).toEqual([
      `role boot_loader holds more than insert: ${more}`,
    ])
  })

  test('stops for a database that is not UTF8', async () => {
    const name = 'ascii_only'
    await database.asAdmin(`create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`)
    expect(await problems(inDatabase(database.appUrl, name), 'app')).toEqual([
      'the encoding is SQL_ASCII, create the database with UTF8',
    ])
    await dropDatabase(database.adminUrl, name)
  })

  test('a new database orders text bytewise and holds Urdu', async () => {
    const name = 'urdu'
    await createDatabase(database.adminUrl, { name })
    await createDatabase(database.adminUrl, { name, unlessExists: true })
    await expect(createDatabase(database.adminUrl, { name })).rejects.toMatchObject({ code: '42P04' })
    const rows = await database.asAdmin(
      `select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database where datname = $1`,
      [name],
    )
    expect(rows).toEqual([{ datcollate: 'C', encoding: 'UTF8' }])
    await dropDatabase(database.adminUrl, name)
  })

  test('says that there is no server, and no password in it', async () => {
    const url = 'postgres://onewindow_app:secret@127.0.0.1:1/onewindow'
    await expect(connect({ url, role: 'app' })).rejects.toMatchObject({
      name: 'DatabaseError',
      code: '08006',
      message: 'No connection to PostgreSQL: ECONNREFUSED',
    })
    const wrong = database.appUrl.replace(/:[^:@/]+@/, ':secret@')
    await expect(connect({ url: wrong, role: 'app' })).rejects.toMatchObject({ code: '28P01' })
  })
})
