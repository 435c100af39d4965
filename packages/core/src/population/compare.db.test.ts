import type { Definition } from '@onewindow/tenant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadRelease } from '../release/service.ts'
import { createTestPlatform, registered, riverland, tablePrints } from '../testing/index.ts'
import { comparePopulation } from './compare.ts'

const platform = await createTestPlatform([riverland.definition])
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
afterAll(() => platform.close())

const { definition } = riverland
const ON = '2024-02-01'
const references: string[] = []

beforeAll(async () => {
  for (let seed = 0; seed < 5; seed++)
    references.push((await registered(clerk, riverland.family(seed, 'R1'))).reference)
})

const compare = (after: Definition, before: Definition = definition) =>
  comparePopulation(
    platform.db,
    { before: loadRelease(before, 'before'), after: loadRelease(after, 'after') },
    { on: ON, now: platform.clock.now(), size: 2 },
  )
const withCutOff = (value: string): Definition => ({
  ...definition,
  parameters: definition.parameters.map((parameter) =>
    parameter.id === 'cut_off'
      ? { ...parameter, history: parameter.history.map((dated) => ({ ...dated, values: [value] })) }
      : parameter,
  ),
})

describe('everyone under two releases', () => {
  test('a lower limit is told with whom it meets, and by which criterion', async () => {
    const before = await tablePrints(platform.database)
    const found = await compare(withCutOff('10.00'))
    expect(found).toMatchObject({
      on: ON,
      programmes: ['grant'],
      households: 5,
      transitions: [
        {
          programme: 'grant',
          before: 'ELIGIBLE',
          after: 'NOT_ELIGIBLE',
          count: 5,
          examples: Array.from({ length: 3 }, () => ({
            household: expect.stringMatching(/^[A-Z0-9-]+$/),
            member: 1,
            flips: [{ criterion: 'score', before: 'met', after: 'not_met' }],
          })),
        },
      ],
    })
    for (const { household } of found.transitions.flatMap(({ examples }) => examples))
      expect(references).toContain(household)
    expect(await tablePrints(platform.database)).toEqual(before)
  })

  test('a programme that is gone, and one that comes', async () => {
    const gone = { ...definition, programmes: definition.programmes.filter(({ id }) => id !== 'grant') }
    const seen = (before: string, after: string) =>
      expect.arrayContaining([expect.objectContaining({ programme: 'grant', before, after, count: 5 })])
    expect((await compare(gone)).transitions).toEqual(seen('ELIGIBLE', 'NONE'))
    expect((await compare(definition, gone)).transitions).toEqual(seen('NONE', 'ELIGIBLE'))
  })

  test('where nothing that a rule reads is another, nobody is looked at', async () => {
    const renamed = {
      ...definition,
      programmes: definition.programmes.map((each) => ({ ...each, sources: ['x'] })),
    }
    platform.statements()
    expect(await compare(renamed)).toEqual({ on: ON, programmes: [], households: 5, transitions: [] })
    expect(platform.statements().join()).not.toContain('scratch')
  })
})
