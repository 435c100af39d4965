import { DatabaseError } from '@onewindow/db'

/** PostgreSQL ended a statement: for its length, or because its job stops. */
const ENDED = '57014'

/** Rows of one step; what a busy server does not manage in time makes those after it smaller. */
export interface StepSize {
  rows: number
}

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
      return await step(size.rows)
    } catch (error) {
      const tooLong = error instanceof DatabaseError && error.code === ENDED && !signal.aborted
      if (!tooLong || size.rows === 1) throw error
      size.rows = Math.ceil(size.rows / 2)
    }
  }
}
