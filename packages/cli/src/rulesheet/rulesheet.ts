import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { statementsOf } from '@onewindow/tenant'
import { closest } from 'fastest-levenshtein'
import { Failure, misused } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { scenariosOf } from '../scenarios/load.ts'
import { requireWritable, writeSlip } from '../screen/slip-file.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import { print, type Terminal } from '../terminal.ts'
import { rulesheetOf, valuesOf } from './content.ts'
import { renderRulesheet } from './render.ts'

export interface RulesheetOptions {
  readonly tenant: string | undefined
  /** All, where none is named. */
  readonly programme?: string
  readonly language?: string
  /** A folder; of one programme, a file that ends in `.html`. */
  readonly output: string
  readonly format: Format
}

/** `onewindow rulesheet`: one page per programme for its officers to read and sign. */
export async function runRulesheet(
  terminal: Terminal,
  installation: Installation,
  { tenant, programme, language, output, format }: RulesheetOptions,
): Promise<void> {
  const defined = chooseTenant(installation, tenant)
  const definition = showDiagnostics(terminal, defined)
  if (!definition) throw new Failure(`The definition of ${defined.id} has errors: correct those above first.`)
  const known = definition.programmes.map(({ id }) => id)
  if (programme !== undefined && !known.includes(programme))
    throw misused(
      `${defined.id} has no programme ${programme}. Did you mean ${closest(programme, known)}? It has: ${known.join(', ')}.`,
    )
  const spoken = definition.locales.map(({ id }) => id)
  const chosen = language ?? spoken[0] ?? 'en'
  if (!spoken.includes(chosen))
    throw misused(`${defined.id} does not speak ${chosen}. It speaks: ${spoken.join(', ')}.`)
  const isFile = /\.html?$/i.test(output)
  if (isFile && programme === undefined)
    throw misused('A file holds the sheet of one programme: name it with --programme, or give a folder.')

  const target = resolve(terminal.directory, output)
  if (isFile) await requireWritable(target)
  else
    await mkdir(target, { recursive: true }).catch((error: Error) => {
      throw new Failure(`${output} cannot be written: ${error.message}`)
    })
  const scenarios = scenariosOf(installation, defined.id)
  const written: { programme: string; file: string; statements: Record<string, string> }[] = []
  for (const each of definition.programmes.filter(({ id }) => programme === undefined || id === programme)) {
    const file = isFile ? target : join(target, `${each.id}.${chosen}.html`)
    await writeSlip(file, renderRulesheet(rulesheetOf(definition, each, { language: chosen, scenarios })))
    const own = statementsOf({ programmes: [each], parameters: valuesOf(each, definition) })
    written.push({
      programme: each.id,
      file,
      statements: Object.fromEntries(own.map(({ path, code }) => [path, code])),
    })
  }
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ tenant: defined.id, language: chosen, sheets: written }, null, 2)
      : written.map(({ file }) => file).join('\n'),
  )
}
