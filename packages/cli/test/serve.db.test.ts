import {
  applyRelease,
  findCurrentRelease,
  openAccount,
  opening,
  systemActor,
  type Tables,
} from '@onewindow/core'
import { connect, inTenant } from '@onewindow/db'
import { loadConfig, startDevelopmentProvider } from '@onewindow/server'
import { riverland } from '@onewindow/testkit'
import { expect, onTestFinished, test } from 'vitest'
import { cipherOf } from '../src/settings.ts'
import { folderWith, launch, onewindow } from './command.ts'
import { database } from './database.ts'

test('serves an applied tenant to an account, and ends when it is asked to', async () => {
  const { appUrl } = await database('migrated')
  const holder = { subject: 'riverland-clerk', tenant: 'riverland' }
  const provider = await startDevelopmentProvider({ profile: 'development', port: 0, accounts: [holder] })
  onTestFinished(() => provider.close())
  const db = await connect<Tables>({ url: appUrl, role: 'app', opening })
  onTestFinished(() => db.close())
  await applyRelease(db, riverland.definition, { by: '[test]', at: new Date() })
  const tenant = await findCurrentRelease(db, 'riverland')
  if (!tenant) throw new Error('no release')
  await inTenant(db, { scope: { tenant: 'riverland', areas: 'all' }, mode: 'write' }, (tx) =>
    openAccount(
      {
        tx,
        tenant,
        actor: systemActor('test'),
        now: new Date(),
        cipher: cipherOf(loadConfig({})),
        demo: false,
      },
      {
        issuer: provider.issuer.issuer,
        subject: holder.subject,
        name: 'Clerk',
        roles: [{ role: 'clerk', area: 'R1' }],
      },
    ),
  )

  const serving = launch(['serve'], await folderWith('sound'), {
    ONEWINDOW_PROFILE: 'development',
    DATABASE_URL: appUrl,
    ONEWINDOW_ISSUERS: JSON.stringify([provider.issuer]),
    ONEWINDOW_PORT: '0',
  })
  await serving.until('"serving"')
  const { url } = JSON.parse(
    serving
      .stdout()
      .split('\n')
      .find((line) => line.includes('"serving"')) ?? '',
  )
  const answer = await fetch(`${url}/riverland/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.issueDemoToken(holder)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: '{ households(first: 5) { edges { node { id } } } }' }),
  })
  expect(await answer.json()).toEqual({ data: { households: { edges: [] } } })
  expect(await serving.end('SIGTERM')).toBe(0)
  expect(serving.stderr()).toBe('')
})

test('refuses a database that waits for migrations', async () => {
  const { appUrl } = await database('empty')
  const { code, stderr } = await onewindow(['serve'], await folderWith('sound'), {
    ONEWINDOW_PROFILE: 'development',
    DATABASE_URL: appUrl,
    ONEWINDOW_ISSUERS: '[{"issuer":"http://127.0.0.1:9","audience":"onewindow"}]',
  })
  expect(stderr).toContain('The database waits for 0001-registry.sql')
  expect(code).toBe(1)
})

test('refuses the role that owns the tables', async () => {
  const { ownerUrl } = await database('migrated')
  const { code, stderr } = await onewindow(['serve'], await folderWith('sound'), {
    ONEWINDOW_PROFILE: 'development',
    DATABASE_URL: ownerUrl,
    ONEWINDOW_ISSUERS: '[{"issuer":"http://127.0.0.1:9","audience":"onewindow"}]',
  })
  expect(stderr).toContain('The database is not safe to serve from: role onewindow_owner owns')
  expect(code).toBe(1)
})

test.each([
  ['no database', { ONEWINDOW_PROFILE: 'development' }, 'set DATABASE_URL, or use `onewindow start`'],
  [
    'no issuer',
    { ONEWINDOW_PROFILE: 'development', DATABASE_URL: 'postgres://app@127.0.0.1:9/onewindow' },
    'set ONEWINDOW_ISSUERS',
  ],
  ['production', { NODE_ENV: 'production' }, 'DEVELOPMENT_KEY: Identifiers would be encrypted'],
  ['production where nothing is said', {}, 'DEVELOPMENT_KEY: Identifiers would be encrypted'],
  ['production where NODE_ENV says less', { NODE_ENV: 'development' }, 'NO_ISSUER'],
])('refuses: %s', async (_name, environment, said) => {
  const { code, stderr } = await onewindow(['serve'], await folderWith('sound'), environment)
  expect(stderr).toContain(said)
  expect(code).toBe(1)
})
