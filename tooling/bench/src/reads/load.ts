import autocannon from 'autocannon'

export interface Asked {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface LoadOrder {
  readonly url: string
  readonly requests: readonly Asked[]
  readonly connections: number
  /** For so long, which cuts off what is under way; or so many, to the end. */
  readonly length: { readonly seconds: number } | { readonly amount: number }
}

export interface LoadResult {
  readonly seconds: number
  /** Milliseconds of each answer. */
  readonly times: readonly number[]
  /** Answers that are none, or that hold errors. */
  readonly failed: number
}

// The process that only asks: what it takes is the same for every server.
process.on('message', async (order: LoadOrder) => {
  process.send?.(await load(order))
})
process.on('disconnect', () => process.exit())

function load({ url, requests, connections, length }: LoadOrder): Promise<LoadResult> {
  const times: number[] = []
  const began = performance.now()
  // autocannon itself looks at the clock once a second.
  let last = began
  const { promise, resolve, reject } = Promise.withResolvers<LoadResult>()
  const options = {
    url,
    connections,
    ...('amount' in length ? { amount: length.amount } : { duration: length.seconds }),
    requests: requests.map((request) => ({ ...request, method: 'POST' as const })),
    verifyBody: (body: unknown) => /^.?"data"/.test(String(body)),
  }
  const running = autocannon(options, (error, result) => {
    if (error) return reject(error)
    const { errors, timeouts, non2xx, mismatches } = result
    const failed = errors + timeouts + non2xx + mismatches
    resolve({ seconds: (last - began) / 1_000, times, failed })
  })
  running.on('response', (_client, _status, _bytes, time) => {
    times.push(time)
    last = performance.now()
  })
  return promise
}
