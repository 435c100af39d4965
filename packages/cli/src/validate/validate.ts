import { type Diagnostic, formatDiagnostic, releaseHash } from '@onewindow/tenant'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { LoadFailure } from '../load-failure.ts'
import { paint, print, type Terminal } from '../terminal.ts'

export interface ValidateOptions {
  readonly tenant: string | undefined
  readonly format: Format
  /** Warnings fail too. */
  readonly strict: boolean
}

interface Validated {
  /** Null where the configuration does not load, and no definition is why. */
  readonly tenant: string | null
  /** Content hash of the release that it would be; absent where there are errors. */
  readonly hash?: string
  readonly diagnostics: readonly Diagnostic[]
}

/** `onewindow validate`: what is wrong with the definitions. Reads files, and nothing else. */
export async function runValidate(
  terminal: Terminal,
  load: () => Promise<Installation>,
  { tenant, format, strict }: ValidateOptions,
): Promise<void> {
  const validated = await validate(load, tenant)
  print(
    terminal,
    format === 'json'
      ? JSON.stringify(validated, null, 2)
      : validated.flatMap((each) => describe(terminal, each)).join('\n'),
  )
  const { errors, warnings } = count(validated.flatMap(({ diagnostics }) => diagnostics))
  if (errors > 0 || (strict && warnings > 0)) throw new Failure(`${words({ errors, warnings })}.`)
}

async function validate(
  load: () => Promise<Installation>,
  tenant: string | undefined,
): Promise<readonly Validated[]> {
  try {
    const installation = await load()
    const chosen = tenant === undefined ? installation.tenants : [chooseTenant(installation, tenant)]
    return chosen.map(({ id, definition, diagnostics }) => ({
      tenant: id,
      ...(definition && { hash: releaseHash(definition) }),
      diagnostics,
    }))
  } catch (error) {
    if (!(error instanceof LoadFailure)) throw error
    return [{ tenant: error.tenant, diagnostics: error.diagnostics }]
  }
}

function describe({ stdout }: Terminal, { tenant, diagnostics }: Validated): string[] {
  const { errors, warnings } = count(diagnostics)
  const colour = errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green'
  return [
    ...diagnostics.map((diagnostic) =>
      paint(stdout, diagnostic.severity === 'error' ? 'red' : 'yellow', formatDiagnostic(diagnostic)),
    ),
    ...(tenant === null ? [] : [`${tenant}  ${paint(stdout, colour, words({ errors, warnings }))}`]),
  ]
}

const count = (diagnostics: readonly Diagnostic[]) => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return { errors, warnings: diagnostics.length - errors }
}

function words({ errors, warnings }: ReturnType<typeof count>): string {
  if (errors + warnings === 0) return 'sound'
  const some = (number: number, what: string) =>
    number === 0 ? [] : [`${number} ${what}${number > 1 ? 's' : ''}`]
  return [...some(errors, 'error'), ...some(warnings, 'warning')].join(', ')
}
