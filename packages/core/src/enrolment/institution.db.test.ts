import { afterAll, expect, test } from 'vitest'
import { changed, createTestPlatform, member, registered, riverland } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const [programme] = riverland.definition.programmes.filter(({ unit }) => unit.kind === 'person')
if (!programme) throw new Error('riverland has a programme for persons')
const officer = platform.as({
  tenant: 'riverland',
  role: 'programme-officer',
  institution: programme.institution,
})

const sees = async (id: string) =>
  (
    await officer.graphql<{ household: object | null }>('query ($id: ID!) { household(id: $id) { id } }', {
      id,
    })
  ).data.household !== null

test('an institution sees a family while someone who lives in it is in one of its programmes', async () => {
  const family = await registered(clerk, riverland.family(1, 'R1'))
  const { id } = member(family, 0).person
  const declare = (enrolled: boolean, asOf: string) =>
    changed(clerk, 'declareEnrolments', {
      household: family.id,
      enrolments: [{ person: id, programme: programme.id, enrolled, level: 'confirmed', asOf }],
    })
  expect(await sees(family.id)).toBe(false)
  await declare(true, '2024-01-10')
  expect(await sees(family.id)).toBe(true)
  await declare(false, '2024-01-20')
  expect(await sees(family.id)).toBe(false)
  await declare(true, '2024-01-30')
  expect(await sees(family.id)).toBe(true)
  await changed(clerk, 'endMembership', {
    household: family.id,
    person: id,
    until: '2024-01-31',
    reason: 'moved',
  })
  expect(await sees(family.id)).toBe(false)
})
