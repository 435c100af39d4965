import { type Defined, type Definition, formatDiagnostic } from '@onewindow/tenant'
import { paint, type Terminal } from './terminal.ts'

/** Shows what is wrong with a definition, and answers with it unless that is an error. */
export function showDiagnostics(
  { stderr }: Terminal,
  { definition, diagnostics }: Defined,
): Definition | null {
  for (const diagnostic of diagnostics) {
    const text = formatDiagnostic(diagnostic)
    stderr.write(`${paint(stderr, diagnostic.severity === 'error' ? 'red' : 'yellow', text)}\n`)
  }
  return definition ?? null
}
