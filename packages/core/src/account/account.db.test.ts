import type { Role } from '@onewindow/tenant'
import { afterAll, describe, expect, test } from 'vitest'
import { createTestPlatform, registered, riverland, TEST_ISSUER } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const administrator = platform.as({ tenant: 'riverland', role: 'administrator' })

interface Account {
  readonly id: string
  readonly subject: string
  readonly roles: readonly {
    readonly id: string
    readonly role: string
    readonly area: { id: string } | null
  }[]
}
const ACCOUNT = 'id subject name roles { id role name area { id } institution }'
const RESULT = `__typename ... on Problem { code message path } ... on AccountPayload { account { ${ACCOUNT} } }`

const open = async (subject: string, roles: object[], name = subject) =>
  (
    await administrator.graphql<{ openAccount: { account?: Account; code?: string; path?: string[] } }>(
      `mutation ($input: OpenAccountInput!) { openAccount(input: $input) { ${RESULT} } }`,
      { input: { issuer: TEST_ISSUER, subject, name, roles } },
    )
  ).data.openAccount
const grant = async (account: string | undefined, role: object) =>
  (
    await administrator.graphql<{ grantRole: { account?: Account; code?: string; path?: string[] } }>(
      `mutation ($account: ID!, $grant: GrantInput!) { grantRole(account: $account, grant: $grant) { ${RESULT} } }`,
      { account, grant: role },
    )
  ).data.grantRole
const revoke = async (role: string | undefined) =>
  (
    await administrator.graphql<{ revokeRole: { account?: Account; code?: string } }>(
      `mutation ($role: ID!) { revokeRole(role: $role) { ${RESULT} } }`,
      { role },
    )
  ).data.revokeRole
const actor = (subject: string) => platform.platform.actor('riverland', { issuer: TEST_ISSUER, subject })
const may = async (subject: string) =>
  Object.fromEntries(
    [...((await actor(subject))?.permissions ?? [])].map(([action, areas]) => [action, areas]),
  )

describe('an account', () => {
  test('is opened for a subject of the identity provider, once', async () => {
    const first = await open('amina', [{ role: 'clerk', area: 'R1' }])
    const again = await open(
      'amina',
      [
        { role: 'clerk', area: 'R1' },
        { role: 'clerk', area: 'R2' },
      ],
      'Amina',
    )
    expect(again.account?.id).toBe(first.account?.id)
    expect(again.account).toMatchObject({
      name: 'Amina',
      roles: [
        { role: 'clerk', name: 'Clerk', area: { id: 'R1' } },
        { role: 'clerk', name: 'Clerk', area: { id: 'R2' } },
      ],
    })
    expect(await may('amina')).toMatchObject({ 'household.read': ['R1', 'R2'] })
  })

  test('of another issuer is somebody else', async () => {
    expect(
      await platform.platform.actor('riverland', { issuer: 'https://else.test', subject: 'amina' }),
    ).toBeNull()
  })

  test.each([
    ['an unknown role', { role: 'wizard' }, 'UNKNOWN_ROLE roles.0.role'],
    ['a role without its area', { role: 'clerk' }, 'ROLE_NEEDS_AREA roles.0.area'],
    ['an area above the operating level', { role: 'clerk', area: 'R' }, 'ROLE_NEEDS_AREA roles.0.area'],
    ['another tenant’s area', { role: 'clerk', area: 'H1' }, 'ROLE_NEEDS_AREA roles.0.area'],
    [
      'a role without its institution',
      { role: 'programme-officer' },
      'ROLE_NEEDS_INSTITUTION roles.0.institution',
    ],
    ['an area that its role does not have', { role: 'donor', area: 'H1' }, 'ROLE_WITHOUT_PLACE roles.0.role'],
    [
      'an institution that its role does not have',
      { role: 'clerk', area: 'R1', institution: 'guild' },
      'ROLE_WITHOUT_PLACE roles.0.role',
    ],
    [
      'an unknown institution',
      { role: 'programme-officer', institution: 'guild' },
      'ROLE_NEEDS_INSTITUTION roles.0.institution',
    ],
  ])('is not opened with %s', async (_, role, expected) => {
    const { code, path } = await open('nobody', [role])
    expect(`${code} ${path?.join('.')}`).toBe(expected)
    expect(await actor('nobody')).toBeNull()
  })
})

test.each([
  ['', 'name', 'TEXT_MALFORMED subject'],
  ['sub\0ject', 'name', 'TEXT_MALFORMED subject'],
  ['x'.repeat(201), 'name', 'TEXT_MALFORMED subject'],
  ['subject', 'na\u2066me', 'TEXT_MALFORMED name'],
])('no account is opened for a malformed text (%j, %j)', async (subject, name, expected) => {
  const { code, path } = await open(subject, [{ role: 'donor' }], name)
  expect(`${code} ${path?.join('.')}`).toBe(expected)
})

describe('a role', () => {
  test('that was granted or revoked counts within a minute', async () => {
    const { account } = await open('bilal', [{ role: 'clerk', area: 'R1' }])
    expect(await may('bilal')).toMatchObject({ 'household.read': ['R1'] })

    await grant(account?.id, { role: 'clerk', area: 'R2' })
    platform.clock.advance(61_000)
    expect(await may('bilal')).toMatchObject({ 'household.read': ['R1', 'R2'] })

    const revoked = await revoke(account?.roles[0]?.id)
    expect(revoked.account?.roles.map(({ area }) => area?.id)).toEqual(['R2'])
    platform.clock.advance(61_000)
    expect(await may('bilal')).toMatchObject({ 'household.read': ['R2'] })
  })

  test('that was revoked opens nothing any more', async () => {
    const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R3' })
    const { data } = await administrator.graphql<{ accounts: Account[] }>(`{ accounts { ${ACCOUNT} } }`)
    const account = data.accounts.find(({ subject }) => subject === 'riverland.clerk.R3')
    expect((await registered(clerk, riverland.family(1, 'R3'))).area.id).toBe('R3')
    await revoke(account?.roles[0]?.id)
    platform.clock.advance(61_000)
    const { errors } = await clerk.graphql('{ households { edges { cursor } } }')
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('is revoked once', async () => {
    const { account } = await open('chandni', [{ role: 'donor' }])
    const role = account?.roles[0]?.id
    expect((await revoke(role)).account?.roles).toEqual([])
    expect(await revoke(role)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await revoke('x')).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is granted to an account that is there', async () => {
    for (const account of ['01890a5d-ac96-774b-bcce-b302099a8057', 'x'])
      expect(await grant(account, { role: 'donor' })).toMatchObject({ code: 'NOT_FOUND', path: ['account'] })
  })
})

test('an account that was disabled is nobody', async () => {
  await open('daud', [{ role: 'donor' }])
  expect(await actor('daud')).not.toBeNull()
  await platform.database.asAdmin(`update account set disabled_at = now() where subject = 'daud'`)
  platform.clock.advance(61_000)
  expect(await actor('daud')).toBeNull()
})

test('whoever looks after one county sees the staff of that county', async () => {
  const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  await open('both', [
    { role: 'clerk', area: 'R1' },
    { role: 'clerk', area: 'R2' },
  ])
  const { data } = await officer.graphql<{ accounts: Account[] }>(`{ accounts { ${ACCOUNT} } }`)
  const seen = data.accounts.map(({ subject }) => subject)
  expect(seen).toEqual(expect.arrayContaining(['riverland.clerk.R1', 'riverland.officer.R1', 'both']))
  expect(seen).not.toContain('riverland.clerk.R2')
  expect(seen).not.toContain('riverland.administrator')
  const both = data.accounts.find(({ subject }) => subject === 'both')
  expect(both?.roles.map(({ area }) => area?.id)).toEqual(['R1'])
})

test('the viewer is told what they may do, and where', async () => {
  const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
  const { data } = await clerk.graphql('{ viewer { roles permissions { action everywhere areas } } }')
  expect(data).toEqual({
    viewer: {
      roles: ['Clerk'],
      permissions: expect.arrayContaining([{ action: 'person.read', everywhere: false, areas: ['R1'] }]),
    },
  })
  const { data: all } = await administrator.graphql('{ viewer { permissions { action everywhere areas } } }')
  expect(all).toMatchObject({
    viewer: { permissions: expect.arrayContaining([{ action: 'audit.read', everywhere: true, areas: [] }]) },
  })
})

test('whoever manages the accounts of one county gives and takes roles there alone', async () => {
  const chief: Role = { id: 'chief', areas: 'own', actions: ['account.read', 'account.manage'] }
  const roles = [...riverland.definition.roles, chief]
  await platform.apply({ ...riverland.definition, roles })
  await administrator.graphql('{ accounts { id } }')
  await open('chief', [{ role: 'chief', area: 'R1' }])
  const identity = { issuer: TEST_ISSUER, subject: 'chief' }
  const own = platform.signIn('riverland', identity)
  const call = async (query: string) => JSON.stringify((await own.graphql(`mutation { ${query} }`)).data)
  const account = (await open('novice', [{ role: 'clerk', area: 'R2' }])).account

  const give = (grant: string) =>
    call(
      `grantRole(account: "${account?.id}", grant: { ${grant} }) { __typename ... on Problem { code path } }`,
    )
  expect(await give('role: "clerk", area: "R1"')).toContain('AccountPayload')
  for (const beyond of [
    'role: "clerk", area: "R2"',
    'role: "administrator"',
    'role: "administrator", area: "R1"',
  ])
    expect(await give(beyond)).toContain('AREA_NOT_YOURS')
  expect(await call(`revokeRole(role: "${account?.roles[0]?.id}") { ... on Problem { code } }`)).toContain(
    'NOT_FOUND',
  )
  expect((await actor('novice'))?.permissions.get('household.read')).toEqual(expect.arrayContaining(['R2']))
})

test('nobody gives themselves a role', async () => {
  const { data } = await administrator.graphql<{ viewer: { id: string } }>('{ viewer { id } }')
  expect(await grant(data.viewer.id, { role: 'clerk', area: 'R1' })).toMatchObject({ code: 'OWN_ACCOUNT' })
})
