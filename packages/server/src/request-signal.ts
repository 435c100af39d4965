import type { FastifyReply } from 'fastify'

/** The reason of a signal whose request took too long. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

/**
 * Aborts when the client goes away before its answer, or after the seconds a request may take. Fastify's own
 * `request.signal` and `handlerTimeout` do not do: both end with the request's body (Fastify 5.12).
 */
export function requestSignal(reply: FastifyReply, seconds: number): AbortSignal {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimedOut()), seconds * 1_000)
  reply.raw.once('close', () => {
    clearTimeout(timer)
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

/** Settles like the promise, or rejects with the signal's reason where that comes first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  if (signal.aborted) reject(signal.reason)
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return Promise.race([promise, aborted])
}
