import { applyRelease, findCurrentRelease, ReleaseError, type Tables, type Use } from '@onewindow/core'
import type { Database } from '@onewindow/db'
import { type Change, type Definition, type Diagnostic, definitionChanges } from '@onewindow/tenant'
import { withDatabase, withPool } from './database.ts'
import { Failure } from './failure.ts'
import type { Format } from './format.ts'
import { chooseTenant, type Installation } from './installation.ts'
import { summary } from './plan/present.ts'
import { readSettings } from './settings.ts'
import { showDiagnostics } from './show-diagnostics.ts'
import { print, type Terminal } from './terminal.ts'

export interface ApplyOptions {
  readonly tenant: string | undefined
  readonly format: Format
}

interface Applied {
  readonly tenant: string
  /** Content hash of the release; absent where the definition has errors or was refused. */
  readonly hash?: string
  readonly changed: boolean
  /** What is other than in the release before; none for the first. */
  readonly changes: readonly Change[]
  /** Why it was not applied. */
  readonly refused?: { readonly code: string; readonly message: string; readonly uses: readonly Use[] }
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
  const releases = new Map<string, Partial<Applied>>()
  if (sound.length > 0)
    await withDatabase(readSettings(terminal.environment), installation.state, (url) =>
      withPool(
        url('app'),
        async (db) => {
          for (const definition of sound) releases.set(definition.id, await applied(db, definition))
        },
        installation.extensions,
      ),
    )
  const answers = chosen.map(
    ({ id, diagnostics }): Applied => ({
      tenant: id,
      changed: false,
      changes: [],
      ...releases.get(id),
      diagnostics,
    }),
  )
  print(terminal, format === 'json' ? JSON.stringify(answers, null, 2) : answers.map(describe).join('\n'))
  const refused = answers.flatMap(({ refused }) => refused?.message ?? [])
  const broken = chosen.filter(({ definition }) => !definition).map(({ id }) => id)
  const failures = [
    ...refused,
    ...(broken.length > 0 ? [`Not applied: ${broken.join(', ')}. Correct the errors above.`] : []),
  ]
  if (failures.length > 0) throw new Failure(failures.join('\n'))
}

async function applied(db: Database<Tables>, definition: Definition): Promise<Partial<Applied>> {
  try {
    const before = await findCurrentRelease(db, definition.id)
    const release = await applyRelease(db, definition, { by: '[apply]', at: new Date() })
    return {
      ...release,
      changes: before && release.changed ? definitionChanges(before.definition, definition) : [],
    }
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error
    const { code, message, uses } = error
    return { refused: { code, message, uses } }
  }
}

function describe({ tenant, hash, changed, changes, refused }: Applied): string {
  if (refused !== undefined) return `${tenant}  refused`
  if (hash === undefined) return `${tenant}  has errors`
  return [
    `${tenant}  ${hash}  ${changed ? 'applied' : 'unchanged'}`,
    ...summary(changes).map((line) => `  ${line}`),
  ].join('\n')
}
