/** Values that a message may show. Never a name, a number of a document, or a fact of a person. */
export type MessageValues = Readonly<Record<string, string | number>>

/**
 * A failure that users cause or must know of. `code` is stable and is also the message's key (`error.<code>`); `path`
 * names the place in the input. Everything else that is thrown is a bug.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: string
  readonly path: readonly string[]
  readonly values: MessageValues

  constructor(code: string, path: readonly string[] = [], values: MessageValues = {}) {
    super(code)
    this.code = code
    this.path = path
    this.values = values
  }
}

/** The input names something impossible; nothing was written. */
export const invalid = (code: string, path: readonly string[], values?: MessageValues): DomainError =>
  new DomainError(code, path, values)

/** "Not yours" and "not there" read the same. */
export const notFound = (path: readonly string[] = []): DomainError => new DomainError('NOT_FOUND', path)
