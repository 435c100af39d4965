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
      enrolments: [{ person: id, programme: programme.id, enrolled, level: 'declared', asOf }],
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

test('of someone in its programme an institution sees where they live, and not where they lived', async () => {
  const [old, next] = [
    await registered(clerk, riverland.family(2, 'R1')),
    await registered(clerk, riverland.family(3, 'R1')),
  ]
  const { id } = member(old, 0).person
  await changed(clerk, 'declareEnrolments', {
    household: old.id,
    enrolments: [{ person: id, programme: programme.id, enrolled: true, level: 'declared' }],
  })
  await changed(clerk, 'endMembership', {
    household: old.id,
    person: id,
    until: '2024-02-01',
    reason: 'moved',
  })
  await changed(clerk, 'setMembership', { household: next.id, person: id, from: '2024-02-01' })
  const { data, errors } = await officer.graphql(
    '{ people(name: "Zarmina 2") { edges { node { memberships { until household { id } } } } } }',
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    people: {
      edges: [
        {
          node: {
            memberships: [
              { until: '2024-02-01', household: null },
              { until: null, household: { id: next.id } },
            ],
          },
        },
      ],
    },
  })
})
