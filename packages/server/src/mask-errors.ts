import type { FastifyBaseLogger } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

export interface MaskOptions {
  readonly log: FastifyBaseLogger
  readonly requestId: string
}

/** Leaves expected failures (a `code` in the extensions) as they are; logs every other error and says only that it was one. */
export const maskErrors = (errors: readonly GraphQLError[], options: MaskOptions): GraphQLError[] =>
  errors.map((error) => (isExpected(error) ? error : maskError(error, options)))

/** What the client sees of a bug: where it stopped, and the request's id to ask about. */
export function maskError(error: unknown, { log, requestId }: MaskOptions): GraphQLError {
  log.error({ err: error }, 'an operation failed unexpectedly')
  const path = error instanceof GraphQLError ? error.path : undefined
  return new GraphQLError('Internal error', { path, extensions: { code: 'INTERNAL', requestId } })
}

const isExpected = ({ extensions }: GraphQLError): boolean =>
  typeof extensions.code === 'string' && extensions.code !== 'INTERNAL_SERVER_ERROR'

/** Apollo's `formatError`: its own failures lose their message, and where the schema is not public, suggestions go. */
export const formatError =
  (schemaIsPublic: boolean) =>
  (formatted: GraphQLFormattedError): GraphQLFormattedError => {
    if (formatted.extensions?.code === 'INTERNAL_SERVER_ERROR')
      return { message: 'Internal error', extensions: { code: 'INTERNAL' } }
    if (schemaIsPublic) return formatted
    return { ...formatted, message: formatted.message.replace(/ ?Did you mean [^?]*\?/g, '') }
  }
