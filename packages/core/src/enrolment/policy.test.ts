import { describe, expect, test } from 'vitest'
import { countsAsEnrolled, ENROLMENT_REASONS, fits, HAND_STATES, mayBecome, mayMoveByHand } from './policy.ts'
import { ENROLMENT_STATES } from './table.ts'

const pairs = ENROLMENT_STATES.flatMap((from) => ENROLMENT_STATES.map((to) => [from, to] as const))

test('a participation moves like this, and in no other way', () => {
  expect(pairs.filter(([from, to]) => mayBecome(from, to)).map((pair) => pair.join(' → '))).toEqual([
    'waitlisted → enrolled',
    'waitlisted → exited',
    'enrolled → suspended',
    'enrolled → exited',
    'suspended → enrolled',
    'suspended → exited',
  ])
})

test('nobody is taken off the waiting list by hand but to leave it', () => {
  const byHand = HAND_STATES.filter((to) => mayMoveByHand('waitlisted', to))
  expect(byHand).toEqual(['exited'])
})

test.each([
  ['waitlisted', false],
  ['enrolled', true],
  ['suspended', true],
  ['exited', false],
] as const)('the rules read %s as %s', (state, counts) => expect(countsAsEnrolled(state)).toBe(counts))

describe('a reason', () => {
  test.each(ENROLMENT_REASONS)('%s fits some move', (reason) => {
    expect(HAND_STATES.some((to) => fits(to, reason))).toBe(true)
  })
  test('of an end is none of a pause', () => expect(fits('suspended', 'died')).toBe(false))
})
