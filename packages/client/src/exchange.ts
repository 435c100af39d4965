import { RequestError, type ResponseError, TransportError } from './errors.ts'

/** What one attempt came to. */
export type Attempt =
  | { readonly data: object }
  | { readonly error: RequestError | TransportError; readonly retryAfter: string | null }

export interface Exchange {
  readonly fetch: typeof fetch
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal | undefined
}

/** Sends one request and reads its answer; throws only what the signal was aborted with. */
export async function exchange({ fetch, url, headers, body, signal }: Exchange): Promise<Attempt> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: signal ?? null })
    const answer = parse(await response.text())
    const retryAfter = response.headers.get('retry-after')
    const { status } = response
    if (answer?.errors?.length) return { error: new RequestError(status, answer.errors), retryAfter }
    if (answer?.data) return { data: answer.data }
    const message = `The server answered ${status}, and not in GraphQL.`
    return { error: new TransportError(message, { status }), retryAfter }
  } catch (cause) {
    signal?.throwIfAborted()
    return { error: new TransportError('The server could not be reached.', { cause }), retryAfter: null }
  }
}

interface Answer {
  readonly data?: object | null
  readonly errors?: readonly ResponseError[]
}

/** A proxy in between answers with a page of its own. */
function parse(text: string): Answer | null {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' ? answer : null
  } catch {
    return null
  }
}
