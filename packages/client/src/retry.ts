import { RequestError, TransportError } from './errors.ts'
import { isProblem } from './result.ts'

const PASSING = new Set(['RELEASE_CHANGED', 'CONFLICT'])
const PASSING_STATUS = new Set([429, 502, 503, 504])

/** Milliseconds. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 30_000

/** Whether the same request may succeed a little later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof TransportError) return error.status === undefined || PASSING_STATUS.has(error.status)
  return error instanceof RequestError && (PASSING_STATUS.has(error.status) || PASSING.has(error.code))
}

/** Whether a root field was refused for a reason that passes; nothing was written. */
export const holdsPassingProblem = (data: object): boolean =>
  Object.values(data).some((result) => isProblem(result) && PASSING.has(result.code))

/**
 * Milliseconds to wait before another attempt, or null where the server asks for more patience than a person has.
 *
 * @param retryAfter the response's header: seconds or an HTTP date
 */
export function waitBefore(attempt: number, retryAfter: string | null, now = Date.now()): number | null {
  if (retryAfter !== null) {
    const seconds = Number(retryAfter)
    const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1_000
    if (!Number.isNaN(wait)) return wait > LONGEST_WAIT ? null : Math.max(wait, 0)
  }
  // Clients that failed together must not come back together.
  return FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
}

/** Waits; throws the signal's reason where it is aborted meanwhile. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
