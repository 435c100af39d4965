import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  comparePopulation,
  compareRelease,
  describeUse,
  loadRelease,
  type PopulationDifference,
  type Tables,
  today,
  type Use,
} from '@onewindow/core'
import type { Database } from '@onewindow/db'
import {
  type Change,
  changedDays,
  type Definition,
  type Diagnostic,
  definitionChanges,
  type LanguageCoverage,
  languageCoverage,
  releaseHash,
  restoreDefinition,
} from '@onewindow/tenant'
import { openDatabase, withPool } from '../database.ts'
import { Failure, misused } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation, loadInstallation } from '../installation.ts'
import { step } from '../progress.ts'
import { pendingMigrations } from '../require-migrated.ts'
import { readSettings } from '../settings.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import { print, type Terminal } from '../terminal.ts'
import { compareScenarios, type ScenarioDifference } from './compare-scenarios.ts'
import { present } from './present.ts'

export interface PlanOptions {
  readonly tenant: string | undefined
  readonly format: Format
  /** Compare with a definition in a file instead of the release in the database. */
  readonly from?: string
  /** Screen everyone registered too. */
  readonly population: boolean
  /** Instead of today and the days of what is changed. */
  readonly on?: string
}

/** What applying a definition would do. */
export interface Plan {
  readonly tenant: string
  readonly diagnostics: readonly Diagnostic[]
  /** Content hashes; null where nothing is applied yet. */
  readonly from: string | null
  readonly to: string
  readonly changes: readonly Change[]
  /** What rows name that would be gone: with any, it is refused. */
  readonly refused: readonly Use[]
  readonly migrations: { readonly pending: readonly string[] }
  /** With how many texts were missing before; null where there was no such language. */
  readonly languages: readonly (Pick<LanguageCoverage, 'id' | 'needed' | 'missing'> & {
    readonly before: number | null
  })[]
  /** Null where the configuration names no scenarios of the tenant, or there is nothing to compare with. */
  readonly scenarios: ScenarioDifference | null
  /** For each day; null where it was not asked for. */
  readonly population: readonly PopulationDifference[] | null
}

/** `onewindow plan`: what `apply` would change, and for whom. Only reads. */
export async function runPlan(
  terminal: Terminal,
  installation: Installation,
  options: PlanOptions,
): Promise<void> {
  const defined = chooseTenant(installation, options.tenant)
  const definition = showDiagnostics(terminal, defined)
  if (!definition) throw new Failure(`${defined.id} has errors. Correct those above.`)
  if (options.from !== undefined && options.population)
    throw misused('--population screens those in the database, under its release: leave out --from.')
  const plan =
    options.from === undefined
      ? await planOfDatabase(terminal, installation, { definition, options })
      : planOf(installation, {
          before: await definitionFrom(terminal, options.from, definition.id),
          definition,
          options,
        })
  const full = { ...plan, diagnostics: defined.diagnostics }
  print(
    terminal,
    options.format === 'json' ? JSON.stringify(full, null, 2) : present(terminal, full, definition),
  )
  if (plan.migrations.pending.length > 0)
    throw new Failure('The database waits for migrations. Run: onewindow migrate, and then plan again.')
  if (plan.refused.length > 0)
    throw new Failure(
      `It would not be applied: ${plan.refused.map(describeUse).join('; ')}. Keep what is in use, with a last day where it has one.`,
    )
}

type Planned = Omit<Plan, 'diagnostics'>

async function planOfDatabase(
  terminal: Terminal,
  installation: Installation,
  { definition, options }: { readonly definition: Definition; readonly options: PlanOptions },
): Promise<Planned> {
  const database = await openDatabase(readSettings(terminal.environment), installation.state)
  try {
    const pending = await pendingMigrations(database.url('app'), installation.extensions)
    if (pending.length > 0)
      return { ...planOf(installation, { before: null, definition, options }), migrations: { pending } }
    return await withPool(database.url('app'), async (db) => {
      const { current, uses } = await compareRelease(db, definition)
      const before = current?.definition ?? null
      const plan = { ...planOf(installation, { before, definition, options }), refused: uses }
      if (!options.population || !before) return plan
      return { ...plan, population: await populationUnder(terminal, { db, before, definition, options }) }
    })
  } finally {
    await database.close()
  }
}

function planOf(
  { scenarios = [] }: Installation,
  {
    before,
    definition,
    options,
  }: {
    readonly before: Definition | null
    readonly definition: Definition
    readonly options: PlanOptions
  },
): Planned {
  const folders = scenarios.filter(({ tenant }) => tenant === definition.id)
  const lacked = new Map(
    (before ? languageCoverage(before) : []).map(({ id, missing }) => [id, missing.length]),
  )
  const days = before ? daysOf(before, definition, options) : []
  return {
    tenant: definition.id,
    from: before && releaseHash(before),
    to: releaseHash(definition),
    changes: before ? definitionChanges(before, definition) : [],
    refused: [],
    migrations: { pending: [] },
    languages: languageCoverage(definition).map(({ id, needed, missing }) => ({
      id,
      needed,
      missing,
      before: lacked.get(id) ?? null,
    })),
    scenarios:
      before && folders.length > 0
        ? compareScenarios(
            { before, after: definition },
            { folders: folders.map(({ directory }) => directory), days },
          )
        : null,
    population: null,
  }
}

/** Today, and the days on which something of the change begins or ends. */
function daysOf(before: Definition, definition: Definition, { on }: PlanOptions): string[] {
  if (on !== undefined) return [on]
  const now = today({ now: new Date(), tenant: loadRelease(definition, '') })
  return [...new Set([now, ...changedDays(before, definition)])].sort()
}

async function populationUnder(
  terminal: Terminal,
  {
    db,
    before,
    definition,
    options,
  }: {
    readonly db: Database<Tables>
    readonly before: Definition
    readonly definition: Definition
    readonly options: PlanOptions
  },
): Promise<readonly PopulationDifference[]> {
  const sides = {
    before: loadRelease(before, releaseHash(before)),
    after: loadRelease(definition, releaseHash(definition)),
  }
  const now = new Date()
  const from = today({ now, tenant: sides.after })
  const found: PopulationDifference[] = []
  // What was so in the past, today shows; what comes is screened as of its day.
  for (const on of daysOf(before, definition, options).filter((day) => day >= from || day === options.on))
    found.push(
      await step(terminal, {
        name: `Everyone on ${on}`,
        run: (report) =>
          comparePopulation(db, sides, { on, now, signal: terminal.stopped, progress: report }),
        done: ({ households, programmes }) =>
          `${households.toLocaleString('en')} households, ${programmes.length} ${programmes.length === 1 ? 'programme' : 'programmes'}`,
      }),
    )
  return found
}

/** A definition as JSON, or that of another configuration. */
async function definitionFrom(terminal: Terminal, named: string, tenant: string): Promise<Definition> {
  const file = resolve(terminal.directory, named)
  if (!file.endsWith('.json')) {
    const { definition } = chooseTenant(await loadInstallation(terminal, file), tenant)
    if (definition) return definition
    throw new Failure(`${tenant} has errors in ${named}. Run: onewindow validate --config ${named}`)
  }
  try {
    return restoreDefinition(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Failure(`${named} is no definition: ${error instanceof Error ? error.message : String(error)}`)
  }
}
