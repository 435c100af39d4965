import type { Definition } from '@onewindow/tenant'
import {
  formatProblem,
  outcomeOf,
  runScenario,
  ScenarioError,
  type ScenarioFile,
  type ScenarioProblem,
  screenScenario,
} from '@onewindow/testkit/scenarios'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import { chooseTenant, type Installation } from '../installation.ts'
import { showDiagnostics } from '../show-diagnostics.ts'
import { paint, print, type Terminal } from '../terminal.ts'
import { scenariosOf } from './load.ts'

export interface TestOptions {
  readonly tenant: string | undefined
  readonly format: Format
}

/** What a family's file says of one programme on one day, and what came of it. */
interface Answered {
  readonly on: string
  readonly programme: string
  readonly unit: string
  readonly expected: string
  /** Null where the programme gave no result for the unit. */
  readonly got: string | null
}

interface TestedFamily {
  readonly file: string
  readonly family: string
  readonly ok: boolean
  readonly answers: readonly Answered[]
  /** In words, beyond the outcome too: criteria, amounts, what is still to be asked. */
  readonly differences: readonly string[]
  /** Why it could not be screened at all. */
  readonly problems: readonly ScenarioProblem[]
}

interface Tested {
  readonly tenant: string
  readonly ok: boolean
  readonly families: readonly TestedFamily[]
  /** Files that are no scenarios. */
  readonly problems: readonly ScenarioProblem[]
}

/** `onewindow test`: asks a tenant's rules about the families of its scenarios; needs no database. */
export async function runTest(
  terminal: Terminal,
  installation: Installation,
  { tenant, format }: TestOptions,
): Promise<void> {
  const chosen = tenant === undefined ? installation.tenants : [chooseTenant(installation, tenant)]
  const tested = chosen.map((defined) => {
    const definition = showDiagnostics(terminal, defined)
    if (!definition)
      throw new Failure(`The definition of ${defined.id} has errors: correct those above first.`)
    return testTenant(installation, definition)
  })
  print(
    terminal,
    format === 'json'
      ? JSON.stringify(tested, null, 2)
      : tested.map((each) => describe(terminal, each)).join('\n\n'),
  )
  const broken = tested.filter(({ ok }) => !ok).map((each) => each.tenant)
  if (broken.length > 0) throw new Failure(`Not as expected: ${broken.join(', ')}.`)
}

function testTenant(installation: Installation, definition: Definition): Tested {
  const tenant = definition.id
  try {
    const families = scenariosOf(installation, tenant).map((file) => testFamily(definition, file))
    return { tenant, ok: families.every(({ ok }) => ok), families, problems: [] }
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return { tenant, ok: false, families: [], problems: error.problems }
  }
}

function testFamily(definition: Definition, file: ScenarioFile): TestedFamily {
  const family = { file: file.file, family: file.scenario.family }
  try {
    const differences = runScenario(definition, file).flatMap((run) =>
      run.differences.map((words) => `${run.on} ${words}`),
    )
    const answers = answersOf(definition, file)
    return { ...family, ok: differences.length === 0, answers, differences, problems: [] }
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return { ...family, ok: false, answers: [], differences: [], problems: error.problems }
  }
}

const answersOf = (definition: Definition, { scenario }: ScenarioFile): readonly Answered[] =>
  scenario.days.flatMap((day) => {
    const { results } = screenScenario(definition, scenario, day)
    return Object.entries(day.expect).flatMap(([programme, units]) =>
      Object.entries(units).map(([unit, said]): Answered => {
        const result = results.find((each) => each.programme === programme && each.unit.id === unit)
        return { on: day.on, programme, unit, expected: outcomeOf(said), got: result?.outcome ?? null }
      }),
    )
  })

function describe({ stdout }: Terminal, { tenant, families, problems }: Tested): string {
  const wrong = families.filter(({ ok }) => !ok).length
  return [
    paint(stdout, 'bold', tenant),
    ...families.flatMap(({ ok, file, family, answers, differences, problems }) => [
      `${ok ? paint(stdout, 'green', '✓') : paint(stdout, 'red', '✗')} ${family} (${file})`,
      ...answers.map(
        ({ on, programme, unit, expected, got }) =>
          `    ${on}  ${programme} for ${unit}: expected ${expected}, got ${got ?? 'no result'}`,
      ),
      ...differences.map((words) => paint(stdout, 'red', `  ✗ ${words}`)),
      ...problems.map((problem) => paint(stdout, 'red', `  ✗ ${formatProblem(problem)}`)),
    ]),
    ...problems.map((problem) => paint(stdout, 'red', `✗ ${formatProblem(problem)}`)),
    families.length === 0 && problems.length === 0
      ? 'No family: name a folder of scenarios in the configuration.'
      : `Families: ${families.length}, ${wrong === 0 ? 'all as expected' : `${wrong} not as expected`}.`,
  ].join('\n')
}
