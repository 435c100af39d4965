import type { Route } from '@onewindow/tenant'
import type { ApplicationState, ScanType, Step } from './table.ts'

const NEXT: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  submitted: ['in_review', 'approved', 'declined', 'withdrawn'],
  in_review: ['approved', 'declined', 'withdrawn'],
  approved: [],
  declined: [],
  withdrawn: [],
}

export const mayBecome = (from: ApplicationState, to: ApplicationState): boolean => NEXT[from].includes(to)
export const isOpen = (state: ApplicationState): boolean => NEXT[state].length > 0

const STEP: Readonly<Record<Route, Step>> = {
  institution: 'sent_to_institution',
  registry_desk: 'referred_to_desk',
  automatic: 'told_nothing_needed',
  announced_call: 'waits_for_call',
  employer: 'told_employer',
}

/** What a window does about a programme of this route. */
export const stepFor = (route: Route): Step => STEP[route]

/** Where no institution answers by itself, somebody has to ask: the window writes down when. */
export const needsAskingAgain = (route: Route): boolean => route !== 'institution'

export const DECLINE_REASONS = [
  'criteria_not_met',
  'documents_missing',
  'already_helped',
  'duplicate',
  'no_places',
  'other_reason',
] as const
export const WITHDRAW_REASONS = ['family_request', 'moved_away', 'died', 'applied_by_mistake'] as const
export const ASKED_AGAIN = 'asked_again'
export const APPLICATION_REASONS = [...DECLINE_REASONS, ...WITHDRAW_REASONS, ASKED_AGAIN] as const
export type ApplicationReason = (typeof APPLICATION_REASONS)[number]

/** A refusal says why, an approval has nothing to say. */
export const decisionReasonFits = (
  decision: 'approved' | 'declined',
  reason: ApplicationReason | null | undefined,
): boolean =>
  decision === 'approved' ? reason == null : DECLINE_REASONS.some((fitting) => fitting === reason)

export const SCAN_BYTES = 2 * 1024 * 1024

const SIGNATURES: Readonly<Record<ScanType, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}

/** The bytes of a scan in base64; null where they are too many, or are not what they are said to be. */
export function readScan(type: ScanType, base64: string): Buffer | null {
  // Longer than any that fits: not even decoded.
  if (base64.length > Math.ceil(SCAN_BYTES / 3) * 4) return null
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > SCAN_BYTES || bytes.toString('base64') !== base64) return null
  return SIGNATURES[type].every((byte, index) => bytes[index] === byte) ? bytes : null
}
