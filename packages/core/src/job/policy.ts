import { DatabaseError } from '@onewindow/db'
import { DomainError, type MessageValues } from '../errors.ts'
import type { JobState } from './table.ts'

interface Move {
  readonly from: readonly JobState[]
  readonly to: JobState
}

/** Every way from one state to another. */
export const MOVES = {
  /** From `running` where the run before lost its lease. */
  start: { from: ['queued', 'running'], to: 'running' },
  /** Given back, to go on from its checkpoint: the process stops, or what failed may pass. */
  release: { from: ['running'], to: 'queued' },
  succeed: { from: ['running'], to: 'succeeded' },
  fail: { from: ['running'], to: 'failed' },
  cancel: { from: ['queued', 'running'], to: 'cancelled' },
  retry: { from: ['failed', 'cancelled'], to: 'queued' },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof MOVES

/** Starts without a saved checkpoint in between, after which a job is given up. */
export const MOST_ATTEMPTS = 10

/** Seconds until what failed is tried again: 2, 4, 8 … 300. */
export const patience = (attempts: number): number => Math.min(300, 2 ** attempts)

export interface JobFailure {
  readonly code: string
  readonly values: MessageValues
  /** It may pass by itself. */
  readonly passes: boolean
  /** Nobody expected it: the log must tell. */
  readonly isBug: boolean
}

const PASSING: ReadonlySet<string> = new Set(['CONFLICT', 'RELEASE_CHANGED', 'JOB_KIND_UNKNOWN'])
/** Serialization failure, deadlock, lock timeout. */
const CONTENTION = /^(40001|40P01|55P03)$/
/** No connection, too many, shut down, a statement or a transaction that was ended for its length. */
const UNAVAILABLE = /^(08...|53...|57...|25P03)$/

export function failureOf(error: unknown): JobFailure {
  if (error instanceof DomainError)
    return { code: error.code, values: error.values, passes: PASSING.has(error.code), isBug: false }
  const passing = (code: string) => ({ code, values: {}, passes: true, isBug: false })
  if (error instanceof DatabaseError && CONTENTION.test(error.code)) return passing('CONFLICT')
  if (error instanceof DatabaseError && UNAVAILABLE.test(error.code)) return passing('DATABASE_UNAVAILABLE')
  return { code: 'JOB_BUG', values: {}, passes: false, isBug: true }
}
