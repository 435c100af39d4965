import { type Facts, type Household, parametersOn } from '@onewindow/rules'
import { expect, test } from 'vitest'
import type { Scorecard } from './definition.ts'
import { riverland } from './riverland.fixture.ts'
import { computeScorecard } from './scorecard.ts'

const [card] = riverland.scorecards ?? []
const household = (facts: Facts): Household => ({
  id: 'h',
  facts,
  members: [],
  others: [],
  relationships: [],
  enrolments: [],
})
const compute = (of: Scorecard, facts: Facts) =>
  computeScorecard(of, {
    household: household(facts),
    on: '2024-01-01',
    parameter: parametersOn([], '2024-01-01'),
  })

test.each([
  [1, { score: 0, points: 0, national: 80 }],
  [2, { score: 7, points: 7, national: 20 }],
])('%i rooms', (rooms, { score, points, national }) => {
  if (!card) throw new Error('riverland has a scorecard')
  expect(compute(card, { rooms: { value: rooms } })).toEqual({
    score,
    bands: [{ indicator: 'rooms', points }],
    missing: [],
    likelihoods: { national },
  })
})

test('an unknown fact leaves the score open, and is named once', () => {
  if (!card) throw new Error('riverland has a scorecard')
  const twice = { ...card, indicators: [...card.indicators, ...card.indicators] }
  expect(compute(twice, {})).toEqual({
    score: null,
    bands: [
      { indicator: 'rooms', points: null },
      { indicator: 'rooms', points: null },
    ],
    missing: [{ subject: 'h', fact: 'rooms' }],
    likelihoods: {},
  })
})
