import type { Attempt } from './exchange.ts'
import { exchange } from './exchange.ts'
import { type Intent, isKeyed, type Keyed, type WithoutKey } from './intent.ts'
import { type Operation, type Sendable, toSendable } from './operation.ts'
import { type Connection, nodes } from './pages.ts'
import { holdsPassingProblem, isPassing, pause, waitBefore } from './retry.ts'

export interface ClientOptions {
  /** Of one tenant: `https://…/{tenant}/graphql`. */
  readonly url: string
  /**
   * Gives the bearer token, before every request. `expired` is true where the server has just refused the one given:
   * get another; the request is then sent once more.
   */
  readonly token: (expired: boolean) => string | Promise<string>
  /** Such as `ur`: what texts and messages are in. Default: the tenant's first. */
  readonly language?: string
  /** How often what is safe to send again is sent again. Default 3. */
  readonly retries?: number
  /** Sends hashes instead of documents, to a server that was given their manifest. */
  readonly trusted?: boolean
  readonly fetch?: typeof fetch
}

export interface SendOptions {
  readonly signal?: AbortSignal
}

export interface Client {
  /**
   * Sends a query or mutation and gives its data.
   *
   * Queries, and mutations whose variables carry an idempotency key, are sent again where the network, a closing server,
   * a rate limit or rules renewed meanwhile stood in the way. Other mutations never are.
   *
   * @throws TransportError · RequestError · what `signal` was aborted with
   */
  send<Data, Variables extends object>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: SendOptions,
  ): Promise<Data>

  /**
   * A mutation that is meant once. Make it when the person begins, not when they press the button: every `send`
   * carries the same idempotency key, whether it is a retry or a second press.
   *
   * @example
   * const registering = client.intent(RegisterHousehold)
   * const data = await registering.send({ input })
   */
  intent<Data, Variables extends Keyed>(operation: Operation<Data, Variables>): Intent<Data, Variables>

  /**
   * Every node of a connection; the operation takes its cursor as `$after`.
   *
   * @throws as `send`, and TypeError where `$after` does not turn the page
   * @example
   * for await (const household of client.each(Households, { first: 50 }, (data) => data.households)) …
   */
  each<Data, Variables extends { readonly after?: unknown }, Node>(
    operation: Operation<Data, Variables>,
    variables: Omit<Variables, 'after'>,
    connection: (data: Data) => Connection<Node>,
    options?: SendOptions,
  ): AsyncGenerator<Node, void, undefined>
}

/**
 * A client of one tenant's API.
 *
 * @example
 * const client = createClient({ url: 'https://api.example.org/riverland/graphql', token: () => session.token })
 * const { household } = await client.send(Household, { reference: 'K7Q-29X-MWK' })
 */
export function createClient(options: ClientOptions): Client {
  const send: Client['send'] = async (operation, variables, { signal } = {}) => {
    // What the operation selects, by the types that its build gave it.
    const data = await deliver(options, { ...toSendable(operation), variables, signal })
    return data as never
  }
  return {
    send,
    intent(operation) {
      const idempotencyKey = crypto.randomUUID()
      return {
        idempotencyKey,
        send: (variables, sending) => send(operation, withKey(variables, idempotencyKey) as never, sending),
      }
    },
    each: (operation, variables, connection, sending) =>
      nodes(async (after) => connection(await send(operation, { ...variables, after } as never, sending))),
  }
}

const withKey = (variables: WithoutKey<object> & { input?: object }, idempotencyKey: string): object =>
  variables.input
    ? { ...variables, input: { ...variables.input, idempotencyKey } }
    : { ...variables, idempotencyKey }

interface Delivery extends Sendable {
  readonly variables: object
  readonly signal: AbortSignal | undefined
}

async function deliver(options: ClientOptions, delivery: Delivery): Promise<object> {
  const { kind, variables, signal } = delivery
  const retries = kind === 'query' || isKeyed(variables) ? (options.retries ?? 3) : 0
  for (let attempt = 1; ; attempt++) {
    const result = await withFreshToken(options, delivery)
    const last = attempt > retries
    if ('data' in result) {
      if (last || !holdsPassingProblem(result.data)) return result.data
      await pause(waitBefore(attempt, null) ?? 0, signal)
      continue
    }
    const wait = last || !isPassing(result.error) ? null : waitBefore(attempt, result.retryAfter)
    if (wait === null) throw result.error
    await pause(wait, signal)
  }
}

/** Nothing was done for a token that was refused, so even an unsafe request may go again with another. */
async function withFreshToken(options: ClientOptions, delivery: Delivery): Promise<Attempt> {
  const result = await attempt(options, delivery, await options.token(false))
  if (!('error' in result) || result.error.status !== 401) return result
  delivery.signal?.throwIfAborted()
  return attempt(options, delivery, await options.token(true))
}

function attempt(options: ClientOptions, delivery: Delivery, token: string): Promise<Attempt> {
  const { url, language, trusted = false } = options
  const { text, hash, variables, signal } = delivery
  if (trusted && hash === undefined)
    throw new TypeError('The operation’s build wrote no hash to be trusted by.')
  return exchange({
    fetch: options.fetch ?? globalThis.fetch,
    url,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(language && { 'accept-language': language }),
    },
    body: JSON.stringify({ ...(trusted ? { documentId: hash } : { query: text }), variables }),
    signal,
  })
}
