import type { Programme } from '@onewindow/tenant'
import { describe, expect, test } from 'vitest'
import { riverland } from '../testing/index.ts'
import { packOutcomes, unpackOutcomes } from './pack.ts'
import { ageGroup, type CountedHousehold, tally } from './tally.ts'

const [grant, nutrition, alms, relief] = riverland.definition.programmes as [
  Programme,
  Programme,
  Programme,
  Programme,
]

const person = (id: string) =>
  ({
    id,
    sex: 'female',
    ageGroup: '18-59',
    disability: 'unknown',
    here: true,
  }) as CountedHousehold['members'][number]
const household = (outcomes: CountedHousehold['outcomes'], ...members: string[]): CountedHousehold => ({
  id: 'home' as CountedHousehold['id'],
  area: 'R1',
  members: members.map(person),
  outcomes,
})
const of = (measure: string, subject: string, cells: ReturnType<typeof tally>) =>
  cells
    .filter((cell) => cell.measure === measure && cell.subject === subject)
    .map(({ unit, enrolled, eligible, unknown, barred, not_eligible }) => [
      unit,
      enrolled,
      eligible,
      unknown,
      barred,
      not_eligible,
    ])

describe('tally', () => {
  test('counts units by programme, and nobody where nobody is a candidate', () => {
    const cells = tally([household('en|=n|=f|=a', 'a', 'b')], [grant, nutrition, alms, relief])
    expect(of('programme', 'grant', cells)).toEqual([['person', 0, 1, 0, 0, 1]])
    expect(of('programme', 'nutrition', cells)).toEqual([])
    expect(of('programme', 'alms', cells)).toEqual([])
    expect(of('programme', 'relief', cells)).toEqual([['household', 1, 0, 0, 0, 0]])
  })

  test('counts a person of a guarantee once, at the best that any programme gives them or their household', () => {
    const cells = tally([household('ie|=a', 'a', 'b'), household('n|=i', 'c')], [grant, relief])
    expect(of('guarantee', 'active_age', cells)).toEqual([['person', 2, 0, 1, 0, 0]])
  })
})

test.each([
  [{ from: 17, to: 17 }, '0-17'],
  [{ from: 18, to: 59 }, '18-59'],
  [{ from: 60, to: 61 }, '60+'],
  [{ from: 17, to: 18 }, 'unknown'],
  [null, 'unknown'],
])('ages %j are the group %s', (ages, group) => {
  expect(ageGroup(ages, [18, 60])).toBe(group)
})

test('outcomes are packed into letters, and unpacked again', () => {
  const who = { household: 'home', members: ['a', 'b'] }
  const outcomes = [
    new Map([['home', 'ELIGIBLE']] as const),
    new Map([['b', 'EXCLUDED_BY_OVERLAP']] as const),
    new Map([
      ['a', 'NOT_IN_FORCE'],
      ['b', 'ALREADY_ENROLLED'],
    ] as const),
  ]
  const packed = packOutcomes({ household: 'enn', members: ['--f', '-xa'] })
  expect(packed).toBe('=e|-x|fa')
  expect(unpackOutcomes(packed, who)).toEqual(outcomes)
  expect(() => unpackOutcomes('abc', who)).toThrow('abc is not of 2 units')
})
