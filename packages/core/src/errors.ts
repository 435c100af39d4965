/** Values that a message may show. Never a name, a number of a document, or a fact of a person. */
export type MessageValues = Readonly<Record<string, string | number>>

/**
 * A failure that users cause or must know of. `code` is stable and is also the message's key (`error.<code>`); `place`
 * is where in the input, from the outside in. Everything else that is thrown is a bug.
 *
 * Not `path`: graphql-js takes an error with a path for one that it has located already, and lets it through as it is.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: string
  readonly place: readonly string[]
  readonly values: MessageValues

  constructor(code: string, place: readonly string[] = [], values: MessageValues = {}) {
    super(code)
    this.code = code
    this.place = place
    this.values = values
  }
}

/** The input names something impossible; nothing was written. */
export const invalid = (code: string, path: readonly string[], values?: MessageValues): DomainError =>
  new DomainError(code, path, values)

/** "Not yours" and "not there" read the same. */
export const notFound = (path: readonly string[] = []): DomainError => new DomainError('NOT_FOUND', path)
