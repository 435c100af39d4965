import { GraphQLError } from 'graphql'

/** An error as the log may show it. */
export interface DescribedError {
  readonly type: string
  readonly code?: string
  /** Only in development: messages quote values. */
  readonly message?: string
  /** The field's name in the schema, never its alias, which is the client's text. */
  readonly field?: string
  readonly frames: readonly string[]
  readonly cause?: DescribedError
}

/**
 * What may be known of any error without the values that its message, its details or its input quote: class, code and
 * stack frames.
 */
export function describeError(error: unknown, withMessage: boolean, depth = 0): DescribedError {
  if (error instanceof GraphQLError && error.originalError) {
    const field = fieldOf(error)
    return { ...describeError(error.originalError, withMessage, depth), ...(field && { field }) }
  }
  if (!(error instanceof Error)) return { type: typeof error, frames: [] }
  const code = 'code' in error ? error.code : undefined
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(withMessage && { message: error.message }),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(error.cause !== undefined &&
      depth < 3 && { cause: describeError(error.cause, withMessage, depth + 1) }),
  }
}

function fieldOf(error: GraphQLError): string | undefined {
  const node = error.nodes?.[0]
  return node && 'name' in node && node.name?.kind === 'Name' ? node.name.value : undefined
}
