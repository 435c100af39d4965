import { afterAll, expect, test } from 'vitest'
import { changed, createTestPlatform } from '../testing/index.ts'
import { applied, approval, call, newFamily, town } from './town.fixture.ts'

const platform = await createTestPlatform([town.definition])
afterAll(() => platform.close())
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
const manager = platform.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
const agency = platform.as({ tenant: 'riverland', role: 'programme-officer', institution: 'agency' })

const decide = (id: string) => call(agency, 'decideApplication', approval(id))
const fill = (programme: string) => call(manager, 'fillPlaces', { programme, area: 'R1' }, 'FillResult')
const quota = (programme: string, places: number) =>
  call(manager, 'setQuota', { programme, area: 'R1', fiscalYear: 2023, places }, 'QuotaResult')

type Made = Awaited<ReturnType<typeof newFamily>>
const leave = ({ family }: Made, person: string) =>
  changed(clerk, 'endMembership', { household: family.id, person, until: '2024-02-05', reason: 'moved' })
const join = ({ family }: Made, person: string) =>
  changed(clerk, 'setMembership', { household: family.id, person, from: '2024-02-05' })
const die = ({ family }: Made, person: string) =>
  changed(clerk, 'recordDeath', { household: family.id, person, diedOn: '2024-02-05', reason: 'seen' })

test('whoever moves to another house after applying is held to what its people have', async () => {
  const [old, house] = [await newFamily(clerk), await newFamily(clerk)]
  await decide((await applied(clerk, house, 'bread')).id)
  const { id } = await applied(clerk, { family: old.family, mother: old.child }, 'bread')
  await leave(old, old.child)
  await join(house, old.child)
  expect(await decide(id)).toMatchObject({ code: 'OVERLAP_STOPS' })
})

test('whoever has left every house gets nothing until they live somewhere: what they have could not be seen', async () => {
  const made = await newFamily(clerk)
  await decide((await applied(clerk, made, 'fuel')).id)
  const { id } = await applied(clerk, made, 'rent')
  await leave(made, made.mother)
  expect(await decide(id)).toMatchObject({ code: 'LIVES_NOWHERE' })
  await join(made, made.mother)
  expect(await decide(id)).toMatchObject({ code: 'OVERLAP_STOPS' })
})

test('the dead are taken into no programme, nor given a place that came free', async () => {
  const made = await newFamily(clerk)
  await quota('fuel', 0)
  await decide((await applied(clerk, made, 'fuel')).id)
  const { id } = await applied(clerk, made, 'shoes')
  await die(made, made.mother)
  expect(await decide(id)).toMatchObject({ code: 'DEAD' })
  await quota('fuel', 5)
  expect(await fill('fuel')).toMatchObject({ filled: 0, barred: 1 })
})

test('a place goes to nobody in whose new house someone has one', async () => {
  const [old, house] = [await newFamily(clerk), await newFamily(clerk)]
  await decide((await applied(clerk, house, 'bread')).id)
  await quota('bread', 1)
  await decide((await applied(clerk, { family: old.family, mother: old.child }, 'bread')).id)
  await leave(old, old.child)
  await join(house, old.child)
  await quota('bread', 9)
  expect(await fill('bread')).toMatchObject({ filled: 0, barred: 1 })
})
