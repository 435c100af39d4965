import { applyRelease } from '@onewindow/core'
import type { Diagnostic } from '@onewindow/tenant'
import { withDatabase, withPool } from './database.ts'
import { Failure } from './failure.ts'
import type { Format } from './format.ts'
import { chooseTenant, type Installation } from './installation.ts'
import { readSettings } from './settings.ts'
import { showDiagnostics } from './show-diagnostics.ts'
import { print, type Terminal } from './terminal.ts'

export interface ApplyOptions {
  readonly tenant: string | undefined
  readonly format: Format
}

interface Applied {
  readonly tenant: string
  /** Content hash of the release; absent where the definition has errors. */
  readonly hash?: string
  readonly changed: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** `onewindow apply`: makes each definition its tenant's current release. One with errors does not stop the others. */
export async function runApply(
  terminal: Terminal,
  installation: Installation,
  { tenant, format }: ApplyOptions,
): Promise<void> {
  const chosen = tenant === undefined ? installation.tenants : [chooseTenant(installation, tenant)]
  const definitions = chosen.map((defined) => ({ defined, definition: showDiagnostics(terminal, defined) }))
  const sound = definitions.flatMap(({ definition }) => definition ?? [])
  const releases = new Map<string, { readonly hash: string; readonly changed: boolean }>()
  if (sound.length > 0)
    await withDatabase(readSettings(terminal.environment), installation.state, (url) =>
      withPool(
        url('app'),
        async (db) => {
          for (const definition of sound)
            releases.set(definition.id, await applyRelease(db, definition, { by: '[apply]', at: new Date() }))
        },
        installation.extensions,
      ),
    )
  const applied = chosen.map(
    ({ id, diagnostics }): Applied => ({ tenant: id, changed: false, ...releases.get(id), diagnostics }),
  )
  print(terminal, format === 'json' ? JSON.stringify(applied, null, 2) : applied.map(describe).join('\n'))
  const broken = chosen.filter(({ definition }) => !definition).map(({ id }) => id)
  if (broken.length > 0) throw new Failure(`Not applied: ${broken.join(', ')}. Correct the errors above.`)
}

function describe({ tenant, hash, changed }: Applied): string {
  if (hash === undefined) return `${tenant}  has errors`
  return `${tenant}  ${hash}  ${changed ? 'applied' : 'unchanged'}`
}
