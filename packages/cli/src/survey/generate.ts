import { basename, resolve } from 'node:path'
import {
  type Calibration,
  type Compared,
  countPopulation,
  type Format,
  generatePopulation,
  writePopulation,
} from '@onewindow/survey'
import type { Definition } from '@onewindow/tenant'
import Table from 'cli-table3'
import { Failure } from '../failure.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { step } from '../progress.ts'
import { requireWritable } from '../screen/slip-file.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import { print, type Terminal } from '../terminal.ts'

export interface GenerateOptions {
  readonly file: string
  readonly tenant?: string
  readonly households: number
  readonly seed: number
  readonly format: Format
  /** Percent. */
  readonly bad: number
  /** Percent. */
  readonly misspelt: number
  readonly summary?: boolean
}

/** `onewindow generate households`: the same options give the same bytes. */
export async function runGenerate(
  terminal: Terminal,
  installation: Installation,
  options: GenerateOptions,
): Promise<void> {
  const { definition, calibration } = chooseCalibration(terminal, installation, options.tenant)
  const { households, seed, format, bad, misspelt } = options
  const path = resolve(terminal.directory, options.file)
  await requireWritable(path)
  const count = countPopulation(definition, calibration)
  const made = generatePopulation({
    definition,
    calibration,
    households,
    seed,
    badShare: bad / 100,
    misspelt: misspelt / 100,
    format,
  })
  await step(terminal, {
    name: `${households} households`,
    run: (report) =>
      writePopulation(made, {
        path,
        format,
        definition,
        onHousehold(each, written) {
          terminal.stopped.throwIfAborted()
          if (options.summary) count.add(each)
          if (written % 500 === 0) report({ done: written, total: households })
        },
      }).catch((error: unknown) => {
        throw error instanceof RangeError ? new Failure(`${error.message}: choose csv or ndjson.`) : error
      }),
    done: () => options.file,
  })
  if (!/synthetic|demo/i.test(basename(path)))
    terminal.stderr.write('! Call it synthetic-… so that nobody takes these people for real ones.\n')
  if (options.summary) print(terminal, summaryText(count.result()))
}

/** The definition and what its made-up people are drawn from. */
export function chooseCalibration(
  terminal: Terminal,
  installation: Installation,
  tenant: string | undefined,
): { readonly definition: Definition; readonly calibration: Calibration } {
  const defined = chooseTenant(installation, tenant)
  const definition = showDiagnostics(terminal, defined)
  if (!definition) throw new Failure(`The definition of ${defined.id} has errors.`)
  const found = installation.populations?.find((each) => each.tenant === defined.id)
  if (!found)
    throw new Failure(`The configuration has no population for ${defined.id}: add it to populations.`)
  return { definition, calibration: found.calibration }
}

const NAMES: Readonly<Record<Compared['what'], string>> = {
  householdSize: 'persons to a household',
  under15: 'under 15, of persons',
  over64: '65 and older, of persons',
  female: 'female, of persons',
  femaleHead: 'headed by a woman, of households',
  poor: 'below the line by the scorecard, of persons',
}

function summaryText(result: ReturnType<ReturnType<typeof countPopulation>['result']>): string {
  const table = new Table({
    head: ['', 'made up', 'calibrated to', 'evidence'],
    style: { head: [], border: [] },
  })
  const shown = (what: Compared['what'], value: number) =>
    what === 'householdSize' ? value.toFixed(2) : `${(value * 100).toFixed(1)} %`
  for (const { what, made, calibration } of result.compared)
    table.push([NAMES[what], shown(what, made), shown(what, calibration.value), calibration.evidence])
  const defects = Object.entries(result.defects).sort(([one], [other]) => one.localeCompare(other))
  return [
    `${result.households} households, ${result.persons} persons, ${result.bad} households with a mistake`,
    table.toString(),
    ...defects.map(([kind, times]) => `${kind.padEnd(20)} ${times}`),
  ].join('\n')
}
