import type { EnrolmentState } from './table.ts'

/** Who waits may be taken in or leave; who is in may be stopped for a while, taken up again, or leave for good. */
const NEXT: Readonly<Record<EnrolmentState, readonly EnrolmentState[]>> = {
  waitlisted: ['enrolled', 'exited'],
  enrolled: ['suspended', 'exited'],
  suspended: ['enrolled', 'exited'],
  exited: [],
}

export const mayBecome = (from: EnrolmentState, to: EnrolmentState): boolean => NEXT[from].includes(to)

/** Why a participation is suspended, taken up again or ended. */
export const ENROLMENT_REASONS = [
  'verification',
  'documents_expired',
  'complaint',
  'resolved',
  'no_longer_eligible',
  'graduated',
  'moved_away',
  'died',
  'family_request',
  'recorded_by_mistake',
] as const
export type EnrolmentReason = (typeof ENROLMENT_REASONS)[number]

/** States that a colleague may set by hand: a place on the waiting list is filled, not given. */
export const HAND_STATES = ['enrolled', 'suspended', 'exited'] as const
export type HandState = (typeof HAND_STATES)[number]

const FITTING: Readonly<Record<HandState, readonly EnrolmentReason[]>> = {
  suspended: ['verification', 'documents_expired', 'complaint'],
  enrolled: ['resolved', 'recorded_by_mistake'],
  exited: [
    'no_longer_eligible',
    'graduated',
    'moved_away',
    'died',
    'family_request',
    'documents_expired',
    'recorded_by_mistake',
  ],
}

export const fits = (to: HandState, reason: EnrolmentReason): boolean => FITTING[to].includes(reason)

/** The rules count whoever is suspended as taking part: a suspended benefit still bars another. */
export const countsAsEnrolled = (state: EnrolmentState): boolean =>
  state === 'enrolled' || state === 'suspended'

/** By hand nobody leaves the waiting list but by leaving it altogether. */
export const mayMoveByHand = (from: EnrolmentState, to: HandState): boolean =>
  mayBecome(from, to) && !(from === 'waitlisted' && to === 'enrolled')
