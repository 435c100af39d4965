import { age, atMost, booleanFact, count, household, members, not } from '@onewindow/rules'
import type { Scorecard } from '@onewindow/tenant'

const small = count(members(), (who) => atMost(age(who), 14))
const tap = booleanFact(household, 'tap_at_home')

/** A screening aid that the window computes; never an entitlement. */
export const scorecards: readonly Scorecard[] = [
  {
    id: 'two-questions',
    title: 'Two-question scorecard',
    source: 'made up',
    direction: 'higher_is_less_poor',
    indicators: [
      {
        id: 'children',
        bands: [
          { when: atMost(small, 0), points: 50 },
          { when: atMost(small, 2), points: 25 },
          { when: not(atMost(small, 2)), points: 0 },
        ],
      },
      {
        id: 'water',
        bands: [
          { when: tap, points: 50 },
          { when: not(tap), points: 0 },
        ],
      },
    ],
    // From score, to score, of a hundred households below the line.
    likelihoods: {
      national: [
        [0, 25, 70],
        [26, 75, 30],
        [76, 100, 5],
      ],
    },
  },
]
