/** Why something was refused, as every `Problem` of the schema says it. */
export interface Problem {
  /** Stable: programs may rely on it. */
  readonly code: string
  /** For people, in the language of the client. */
  readonly message: string
  /** The place in the input, from the outside in. */
  readonly path: readonly string[]
}

/** The server could not be reached, or did not answer in GraphQL. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  /** Of HTTP; absent where nothing was answered. */
  readonly status: number | undefined

  constructor(message: string, options: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.status = options.status
  }
}

/** The server answered with errors instead of data: the request is wrong, forbidden, too much or too soon. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  /** Of the first error, such as `UNAUTHENTICATED`, `FORBIDDEN`, `RATE_LIMITED`, `RELEASE_CHANGED`. */
  readonly code: string
  readonly status: number
  /** Of all errors, in their order. */
  readonly codes: readonly string[]
  /** To ask about, where the failure is the server's own. */
  readonly requestId: string | undefined

  constructor(status: number, errors: readonly ResponseError[]) {
    super(errors[0]?.message ?? 'The server refused the request.')
    this.status = status
    this.codes = errors.map(({ extensions }) => String(extensions?.code ?? 'UNKNOWN'))
    this.code = this.codes[0] ?? 'UNKNOWN'
    const requestId = errors[0]?.extensions?.requestId
    this.requestId = typeof requestId === 'string' ? requestId : undefined
  }
}

/** An entry of `errors`. */
export interface ResponseError {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** A mutation's result was a `Problem`; nothing was written. */
export class ProblemError extends Error implements Problem {
  override readonly name = 'ProblemError'
  readonly code: string
  readonly path: readonly string[]
  /** With what this kind of problem says besides, such as candidates. */
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.code = problem.code
    this.path = problem.path
    this.problem = problem
  }
}
