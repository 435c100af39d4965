import { type Diagnostic, formatDiagnostic } from './diagnostic.ts'

/** A definition that code needs and that has errors: the message lists every diagnostic. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError'
  /** Of the tenant or layer. */
  readonly definition: string
  readonly diagnostics: readonly Diagnostic[]

  constructor(definition: string, diagnostics: readonly Diagnostic[]) {
    super(`The definition of ${definition} has errors.\n${diagnostics.map(formatDiagnostic).join('\n')}`)
    this.definition = definition
    this.diagnostics = diagnostics
  }
}
