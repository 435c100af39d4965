import { systemActor } from '@onewindow/core'
import { createTestServer, expectIsolated, riverland, sweep } from '@onewindow/testkit'
import { LRUCache } from 'lru-cache'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { CASES, EXTENSIONS, extended, recorded } from './extended.ts'
import { deployableTenants } from './tenants.ts'

const tenants = (await deployableTenants()).map(extended)
// A tenant alone has nobody to be kept from.
const neighbours = tenants.length > 1 ? [] : [riverland.definition]
const server = await createTestServer([...tenants, ...neighbours], { extensions: EXTENSIONS })
afterAll(() => server.close())

/** What a tenant's own definition leaves no room for; everything else is exercised. */
const UNEXERCISED: Readonly<Record<string, string>> = {}

test('there are tenants, each served in each of its languages', async () => {
  expect(tenants.length).toBeGreaterThan(0)
  for (const { id, locales, roles } of tenants) {
    const role = roles.find(({ areas, institution }) => areas === 'all' && institution === undefined)
    const someone = await server.as({ tenant: id, role: role?.id ?? '' })
    const names: unknown[] = []
    for (const locale of locales) {
      const { data } = await someone.graphql<{ viewer: { roles: string[] } }>(
        '{ viewer { roles } }',
        {},
        locale.id,
      )
      names.push(...data.viewer.roles)
    }
    expect(names).toEqual(locales.map(({ id: language }) => nameOf(id, language, role?.id)))
  }
})

test.each(tenants.map(({ id }) => id))(
  'no family of %s is shown, counted, changed or betrayed to anyone else',
  async (id) => {
    const known = Object.entries(UNEXERCISED).filter(([name]) => name.startsWith(`${id} `))
    await expectIsolated(server, {
      victims: [id],
      unexercised: Object.fromEntries(known),
      cases: CASES,
      more: recorded,
    })
  },
  900_000,
)

test('a tenant is kept from a neighbour that uses neither extension, and the neighbour from it', async () => {
  const [one] = tenants
  if (!one) throw new Error('there is a tenant')
  const beside = await createTestServer([one, riverland.definition], { extensions: EXTENSIONS })
  const only = ['Query.household', ...Object.keys(CASES)]
  const swept = await sweep(beside, { victims: [one.id], cases: CASES, more: recorded, only })
  await beside.close()
  expect(swept).toMatchObject({ leaks: [], faults: [], unexercised: {} })
}, 300_000)

interface Writing {
  write(
    use: (session: { readonly actor: unknown }) => unknown,
    reach?: { readonly action: string; readonly acrossAreas: boolean },
  ): unknown
}

type Cache = LRUCache<object | string, object>

// The same sweep must see each of these.
describe('broken on purpose', () => {
  const [victim] = tenants
  if (!victim) throw new Error('there is a tenant')
  const broken = (only: readonly string[]) =>
    sweep(server, { victims: [victim.id], cases: CASES, more: recorded, only }).then(({ leaks }) => leaks)
  afterEach(() => vi.restoreAllMocks())

  test('a policy of an extension’s table that lets everyone through', async () => {
    const [policy] = await server.database.asAdmin<{ text: string }>(
      `select pg_get_expr(polqual, polrelid) as text from pg_policy where polrelid = 'school_attendance'::regclass`,
    )
    const write = (text = '') =>
      server.database.asAdmin(`alter policy wall on school_attendance using (${text}) with check (${text})`)
    await write('true')
    const leaks = await broken([]).finally(() => write(policy?.text))
    expect(leaks.filter((leak) => leak.startsWith('the wall of school_attendance:select lets'))).not.toEqual(
      [],
    )
    expect(leaks.filter((leak) => !leak.includes(' school_attendance:'))).toEqual([])
  }, 300_000)

  test('a resolver of an extension that reads as if it were the system', async () => {
    const name = 'Query.schoolAttendance'
    const field = server.schema.getQueryType()?.getFields().schoolAttendance
    const intact = field?.resolve
    if (!field || !intact) throw new Error('there is no such field')
    field.resolve = (parent, args, context, info) => {
      const { write } = context as Writing
      const read: Writing['write'] = (use) =>
        write((session) => use({ ...session, actor: systemActor('broken') }), {
          action: 'household.read',
          acrossAreas: true,
        })
      return intact(parent, args, { ...(context as Writing), read }, info)
    }
    const leaks = await broken([name]).finally(() => {
      field.resolve = intact
    })
    expect(leaks.filter((leak) => leak.startsWith(`${name}: ${victim.id}.`))).not.toEqual([])
  }, 300_000)

  test('a role that is left out of the key under which actors are kept', async () => {
    const roleless = (key: string) => key.replace(/ ([\w-]+)\.[\w-]+\.([\w-]+)$/, ' $1.$2')
    const { get, set } = LRUCache.prototype
    vi.spyOn(LRUCache.prototype, 'get').mockImplementation(function (this: Cache, key, ...rest) {
      return get.call(this, typeof key === 'string' ? roleless(key) : key, ...rest)
    })
    vi.spyOn(LRUCache.prototype, 'set').mockImplementation(function (this: Cache, key, ...rest) {
      return set.call(this, typeof key === 'string' ? roleless(key) : key, ...rest)
    })
    const leaks = await broken(['Query.accounts', 'Query.household', 'Query.schoolAttendance'])
    expect(leaks.filter((leak) => leak.startsWith('Query.'))).not.toEqual([])
  }, 300_000)
})

/** What a reader of this language is told that the role is called: by its own text, or down the chain of fallbacks. */
function nameOf(tenant: string, language: string, role: string | undefined): string | undefined {
  const { locales = [] } = tenants.find(({ id }) => id === tenant) ?? {}
  const locale = locales.find(({ id }) => id === language)
  const own = locale?.messages[`role.${role}.name`]
  return own ?? (locale?.fallback === undefined ? undefined : nameOf(tenant, locale.fallback, role))
}
