import { DatabaseError } from '@onewindow/db'

/** PostgreSQL ended a statement: for its length, or because its job stops. */
const ENDED = '57014'

/** Steps in time, after which a larger one is tried again. */
const ENOUGH = 10

/** Rows of one step: fewer on a busy server, and as many as at first once it manages. */
export interface StepSize {
  rows: number
  readonly most: number
  inTime: number
}

export const stepSize = (rows: number): StepSize => ({ rows, most: rows, inTime: 0 })

/**
 * Runs a step, and where the server does not manage it in time, again with half the rows: the same step tried again would
 * meet the same limit.
 */
export async function inTime<Result>(
  size: StepSize,
  { signal }: { readonly signal: AbortSignal },
  step: (rows: number) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      const result = await step(size.rows)
      if (++size.inTime % ENOUGH === 0) size.rows = Math.min(size.most, size.rows * 2)
      return result
    } catch (error) {
      const tooLong = error instanceof DatabaseError && error.code === ENDED && !signal.aborted
      if (!tooLong || size.rows === 1) throw error
      size.rows = Math.ceil(size.rows / 2)
      size.inTime = 0
    }
  }
}
