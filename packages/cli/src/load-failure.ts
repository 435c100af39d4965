import { fileURLToPath } from 'node:url'
import { type DefinitionError, type Diagnostic, formatDiagnostic } from '@onewindow/tenant'
import { Failure } from './failure.ts'

/** A configuration, or something that it imports, that cannot be loaded. */
export class LoadFailure extends Failure {
  /** Whose definition is why; null where it is a file. */
  readonly tenant: string | null
  readonly diagnostics: readonly Diagnostic[]

  constructor(error: unknown, config: string) {
    const wrong = definitionError(error)
    const { path, message, fix } = diagnoseLoad(error, config)
    super(
      wrong
        ? `${wrong.diagnostics.map(formatDiagnostic).join('\n')}\n${path} needs the definition of ${wrong.definition}: correct the errors above first.`
        : `${path} cannot be loaded: ${message}\n  ${fix}`,
    )
    this.tenant = wrong?.definition ?? null
    this.diagnostics = wrong?.diagnostics ?? [diagnoseLoad(error, config)]
  }
}

/** By name: the author's package may have a `@onewindow/tenant` of its own. */
const definitionError = (error: unknown): DefinitionError | undefined =>
  error instanceof Error && error.name === 'DefinitionError' && 'diagnostics' in error
    ? (error as DefinitionError)
    : undefined

/** What went wrong while a configuration was loaded, and in which file: the author's, not the one that noticed. */
export function diagnoseLoad(error: unknown, config: string): Diagnostic {
  const { message, stack = '', name } = error instanceof Error ? error : new Error(String(error))
  return {
    code: 'LOAD_FAILED',
    severity: 'error',
    path: / (?:imported from|extension ".*" for) (\/[^?\n]+)/.exec(message)?.[1] ?? placeOf(stack) ?? config,
    message: message.split('\n')[0] ?? name,
    fix: adviceFor(error, message),
  }
}

/** Where OneWindow's own packages lie beside each other: their frames say nothing to an author. */
const OWN = fileURLToPath(new URL('../..', import.meta.url))
const PLACE = /(?:file:\/\/)?(\/[^\s()?]+\.(?:[cm]?[jt]sx?|json))(?:\?[^\s:]*)?:(\d+)/g

/** `file:line` of the author's file that is nearest to the failure. */
function placeOf(stack: string): string | undefined {
  const places = [...stack.matchAll(PLACE)].map(([, file = '', line]) => ({ file: decodeURI(file), line }))
  const own = places.find(({ file }) => !file.includes('/node_modules/') && !file.startsWith(OWN))
  return own && `${own.file}:${own.line}`
}

function adviceFor(error: unknown, message: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (error instanceof SyntaxError || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX')
    return 'Correct the line: it is no TypeScript that Node can run.'
  if (code === 'ERR_MODULE_NOT_FOUND') return 'Correct the import, or install the package that it names.'
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return 'Import code; a table is read with `readTable`.'
  if (code === 'ENOENT') return 'Put the file there, or correct its name.'
  if (/before initialization/.test(message))
    return 'Two files import each other in a circle: move what both need into a third.'
  return 'Correct the file: it must load without an error.'
}
