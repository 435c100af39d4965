import type { FastifyReply, FastifyRequest } from 'fastify'

/** A refusal before GraphQL; answered in GraphQL's shape, so that clients read one kind of error. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, options: HttpErrorOptions) {
    super(options.message, { cause: options.cause })
    this.status = status
    this.code = code
    this.headers = options.headers ?? {}
  }
}

interface HttpErrorOptions {
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** The one answer to no token, a bad one, another tenant's, an unknown tenant and an unknown account. */
export const unauthenticated = (cause?: unknown): HttpError =>
  new HttpError(401, 'UNAUTHENTICATED', {
    message: 'A valid bearer token for this tenant is needed.',
    headers: { 'www-authenticate': 'Bearer' },
    cause,
  })

export const notFound = (): HttpError =>
  new HttpError(404, 'NOT_FOUND', { message: 'There is nothing here.' })

/** Fastify's own refusals; its messages quote the request. */
const ofFastify: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'The request is malformed.'],
  413: ['LIMIT_EXCEEDED', 'The request’s body is too large.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'The body’s content type must be application/json.'],
  503: ['UNAVAILABLE', 'The server is closing.'],
}

/** Fastify's error handler: says what is expected, logs and masks the rest. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = asHttpError(error)
  if (known) {
    if (known.cause !== undefined) logCause(known, request)
    send(reply, known, {})
    return
  }
  request.log.error({ err: error }, 'a request failed unexpectedly')
  const internal = new HttpError(500, 'INTERNAL', { message: 'Internal error' })
  send(reply, internal, { requestId: request.id })
}

/** Why a token was refused is a code; why something did not answer is an error to look into. */
function logCause({ status, cause }: HttpError, { log }: FastifyRequest): void {
  if (status >= 500) log.error({ err: cause }, 'a request could not be served')
  else log.info({ reason: cause instanceof Error && 'code' in cause ? cause.code : undefined }, 'refused')
}

function asHttpError(error: unknown): HttpError | null {
  if (error instanceof HttpError) return error
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return null
  const [code, message] = ofFastify[error.statusCode] ?? []
  return code && message ? new HttpError(error.statusCode, code, { message }) : null
}

function send(reply: FastifyReply, { status, code, message, headers }: HttpError, extensions: object): void {
  void reply
    .code(status)
    .headers(headers)
    .send({ errors: [{ message, extensions: { code, ...extensions } }] })
}
