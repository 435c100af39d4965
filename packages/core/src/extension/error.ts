export type ExtensionErrorCode =
  | 'EXTENSION_INVALID'
  | 'EXTENSION_INCOMPATIBLE'
  | 'EXTENSION_CLASH'
  | 'EXTENSION_OTHER_CORE'

/** Extensions that cannot be loaded: nothing is migrated or served with them. The message names who and what. */
export class ExtensionError extends Error {
  override readonly name = 'ExtensionError'
  readonly code: ExtensionErrorCode

  constructor(code: ExtensionErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
