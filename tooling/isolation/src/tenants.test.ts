import { createTestServer, expectIsolated, riverland } from '@onewindow/testkit'
import { afterAll, expect, test } from 'vitest'
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

/** What a reader of this language is told that the role is called: by its own text, or down the chain of fallbacks. */
function nameOf(tenant: string, language: string, role: string | undefined): string | undefined {
  const { locales = [] } = tenants.find(({ id }) => id === tenant) ?? {}
  const locale = locales.find(({ id }) => id === language)
  const own = locale?.messages[`role.${role}.name`]
  return own ?? (locale?.fallback === undefined ? undefined : nameOf(tenant, locale.fallback, role))
}
