import { noConnectionFree } from './database-error.ts'

/** Lets each key hold at most `share` places at once, the rest wait in order of arrival. */
export class PoolShare {
  readonly #share: number
  readonly #held = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(share: number) {
    this.#share = share
  }

  /** Resolves to the function that gives the place back; rejects with the signal's reason, or after `milliseconds`. */
  async take(key: string, signal: AbortSignal, milliseconds: number): Promise<() => void> {
    signal.throwIfAborted()
    const held = this.#held.get(key) ?? 0
    if (held < this.#share) this.#held.set(key, held + 1)
    else {
      const patience = AbortSignal.timeout(milliseconds)
      await this.#wait(key, AbortSignal.any([signal, patience])).catch((reason) => {
        throw reason === patience.reason ? noConnectionFree() : reason
      })
    }
    return () => this.#giveBack(key)
  }

  #wait(key: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const queue = this.#waiting.get(key) ?? []
    this.#waiting.set(key, queue)
    const leave = () => {
      queue.splice(queue.indexOf(enter), 1)
      reject(signal.reason)
    }
    const enter = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    queue.push(enter)
    signal.addEventListener('abort', leave, { once: true })
    return promise
  }

  /** The place passes straight to the next in the queue, so nobody can slip in between. */
  #giveBack(key: string): void {
    const next = this.#waiting.get(key)?.shift()
    const held = (this.#held.get(key) ?? 1) - 1
    if (next) next()
    else if (held > 0) this.#held.set(key, held)
    else {
      this.#held.delete(key)
      this.#waiting.delete(key)
    }
  }
}
