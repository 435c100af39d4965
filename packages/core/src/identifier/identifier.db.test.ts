import { afterAll, expect, test } from 'vitest'
import { createTestPlatform, highland, registered, riverland } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition, highland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const NUMBER = '9000000000007'

await registered(clerk, riverland.family(7, 'R1'))

/** Every table's rows as text. */
async function everything(): Promise<string> {
  const tables = await platform.database.asAdmin<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  const dumps = tables.map(({ name }) => `select line::text from "${name}" as line`)
  const rows = await platform.database.asAdmin<{ line: string }>(dumps.join(' union all '))
  return rows.map(({ line }) => line).join('\n')
}

test('a document number is in no table, in no form that can be read', async () => {
  const text = await everything()
  expect(text).toContain('Zarmina 7')
  for (const form of [NUMBER, '90000-0000000-7', Buffer.from(NUMBER).toString('base64'), '39303030303030'])
    expect(text).not.toContain(form)
})

test('a ciphertext opens in its own row alone, and for its own tenant', async () => {
  const [row] = await platform.database.asAdmin<{ ciphertext: string; identifier_id: string }>(
    'select ciphertext, identifier_id from identifier',
  )
  if (!row) throw new Error('no identifier')
  const place = { tenant: 'riverland', row: row.identifier_id, column: 'identifier.ciphertext' }
  expect(platform.cipher.decrypt(row.ciphertext, place)).toBe(NUMBER)
  for (const other of [
    { ...place, tenant: 'highland' },
    { ...place, row: '01890a5d-ac96-774b-bcce-b302099a8057' },
    { ...place, column: 'person.name' },
  ])
    expect(() => platform.cipher.decrypt(row.ciphertext, other)).toThrow()
})

test('whoever may not read documents is refused before any SQL', async () => {
  const officer = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  await officer.graphql('{ viewer { id } }')
  platform.statements()
  const { data, errors } = await officer.graphql(
    '{ people(name: "Zarmina") { edges { node { identifiers { number } } } } }',
  )
  expect(data).toBeUndefined()
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
  expect(platform.statements()).toEqual([])
})
