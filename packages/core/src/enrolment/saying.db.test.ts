import { afterAll, describe, expect, test } from 'vitest'
import { declareEnrolments } from '../household/service.ts'
import { change, changed, createTestPlatform, member, registered, riverland } from '../testing/index.ts'

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })

const grant = { programme: 'grant', enrolled: true, asOf: '2024-02-01' } as const
let families = 0
const family = () => registered(clerk, riverland.family(++families, 'R1'))

describe('more than a family’s word', () => {
  test.each(['listed', 'confirmed'])('%s, is not a clerk’s to say', async (level) => {
    const household = await family()
    const person = member(household, 0).person.id
    const said = { ...grant, level }
    const refused = { code: 'ENROLMENT_LEVEL' }
    expect(
      await change(clerk, 'declareEnrolments', {
        household: household.id,
        enrolments: [{ person, ...said }],
      }),
    ).toMatchObject({ ...refused, path: ['enrolments', '0', 'level'] })
    const other = riverland.family(++families, 'R1')
    const [mother, ...rest] = other.members
    expect(
      await change(clerk, 'registerHousehold', {
        ...other,
        members: [{ ...mother, enrolments: [said] }, ...rest],
      }),
    ).toMatchObject({ ...refused, path: ['members', '0', 'enrolments', '0', 'level'] })
    const relief = { programme: 'relief', enrolled: true, level }
    expect(await change(clerk, 'registerHousehold', { ...other, enrolments: [relief] })).toMatchObject(
      refused,
    )
  })

  test('is neither taken back nor made less sure by it', async () => {
    const household = await family()
    const person = member(household, 0).person.id
    await platform.inSession('riverland', (session) =>
      declareEnrolments(session, {
        household: household.id,
        enrolments: [{ person, ...grant, level: 'listed' }],
      }),
    )
    for (const enrolled of [true, false]) {
      const word = { person, programme: 'grant', enrolled, level: 'declared', asOf: '2024-02-20' }
      expect(
        await change(clerk, 'declareEnrolments', { household: household.id, enrolments: [word] }),
      ).toMatchObject({ code: 'ENROLMENT_DECIDED' })
    }
  })
})

test('the audit does not tell that someone takes part where something sensitive is asked for', async () => {
  const household = await family()
  const person = member(household, 0).person.id
  await changed(clerk, 'declareEnrolments', {
    household: household.id,
    enrolments: [{ person, programme: 'nutrition', enrolled: true, level: 'declared' }],
  })
  const entries = await platform.database.asAdmin<{ detail: object }>(
    `select detail from audit where action = 'enrolment.declare' and $1 = any(subjects)`,
    [person],
  )
  expect(entries).toEqual([{ detail: { programmes: ['sensitive'] } }])
})
