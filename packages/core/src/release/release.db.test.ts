import { type Definition, releaseHash } from '@onewindow/tenant'
import { afterAll, describe, expect, test } from 'vitest'
import {
  change,
  createTestPlatform,
  highland,
  registered,
  riverland,
  tablePrints,
  without,
} from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition, highland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

let releases = 0
/** The same rules under another name. */
const renewed = (definition: Definition): Definition => {
  const [first, ...rest] = definition.programmes
  if (!first) throw new Error('no programme')
  return { ...definition, programmes: [{ ...first, sources: [`Edition ${++releases}`] }, ...rest] }
}
const households = () => clerk.graphql('{ households(first: 1) { edges { cursor } } }')

describe('a release', () => {
  test('that is applied again changes nothing', async () => {
    await platform.apply(riverland.definition)
    const before = await tablePrints(platform.database)
    expect(await platform.apply(riverland.definition)).toMatchObject({ changed: false })
    expect(await tablePrints(platform.database)).toEqual(before)
  })

  test('that comes while a process holds another one is asked for again, and then it counts', async () => {
    expect((await households()).errors).toBeUndefined()
    await platform.apply(renewed(riverland.definition))
    expect((await households()).errors).toMatchObject([{ extensions: { code: 'RELEASE_CHANGED' } }])
    expect((await households()).errors).toBeUndefined()
    const { data } = await clerk.graphql<{ programmes: { sources: string[] }[] }>(
      '{ programmes { sources } }',
    )
    expect(data.programmes[0]?.sources).toEqual([`Edition ${releases}`])
  })

  test('that comes before a change refuses it: nothing is written, and the same key works afterwards', async () => {
    const input = riverland.family(1, 'R1')
    await households()
    await platform.apply(renewed(riverland.definition))
    const before = await tablePrints(platform.database)
    expect(await change(clerk, 'registerHousehold', input)).toMatchObject({
      __typename: 'Refusal',
      code: 'RELEASE_CHANGED',
      message: 'The rules have just been renewed. Please try again.',
    })
    expect(without(await tablePrints(platform.database), 'audit')).toEqual(without(before, 'audit'))
    expect((await registered(clerk, input)).area.id).toBe('R1')
  })

  test('that comes beside another one is applied after it', async () => {
    const [one, two] = [renewed(riverland.definition), renewed(riverland.definition)]
    const applied = await Promise.all([platform.apply(one), platform.apply(two), platform.apply(one)])
    expect(applied.map(({ hash }) => hash)).toEqual([one, two, one].map(releaseHash))
    await households()
  })

  test('may have more areas than a statement takes values', async () => {
    const village = (_: unknown, number: number) =>
      ({ id: `V${number}`, level: 'village', parent: 'R1', names: { en: `Village ${number}` } }) as const
    const { levels, areas } = highland.definition
    const many = {
      ...highland.definition,
      levels: [...levels, 'village'],
      areas: [...areas, ...Array.from({ length: 22_000 }, village)],
    }
    await platform.apply(many)
    const [counted] = await platform.database.asAdmin<{ count: number }>(
      `select count(*)::int as count from area where tenant_id = 'highland'`,
    )
    expect(counted?.count).toBe(many.areas.length)
    await platform.apply(highland.definition)
  })

  test('of one tenant does not disturb another', async () => {
    const agent = platform.as({ tenant: 'highland', role: 'agent', area: 'H1' })
    await agent.graphql('{ households { edges { cursor } } }')
    await platform.apply(renewed(riverland.definition))
    expect((await agent.graphql('{ households { edges { cursor } } }')).errors).toBeUndefined()
    await households()
  })

  test('is kept for ever under its hash, and reads back as it was applied', async () => {
    const rows = await platform.database.asAdmin<{ hash: string; id: string }>(
      `select hash, definition->>'id' as id from release where tenant_id = 'riverland'`,
    )
    expect(rows).toHaveLength(releases + 1)
    const { hash } = await platform.apply(riverland.definition)
    expect(rows.map((row) => row.hash)).toContain(hash)
  })
})

test('a tenant is ready once a release was applied to it', async () => {
  expect(await platform.platform.readiness('riverland')).toEqual({ ready: true })
  expect(await platform.platform.readiness('atlantis')).toMatchObject({ ready: false })
})
