import { type ProgrammeResult, parametersOn, screenHousehold } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'
import { differences } from './compare.ts'
import { householdOn } from './household.ts'
import type { ScenarioFile } from './load.ts'
import { unknownNames } from './names.ts'
import { ScenarioError } from './problem.ts'
import type { Scenario, ScenarioDay } from './scenario.ts'

interface Screened {
  /** Units are called as the scenario calls them: a person's name, or `household`. */
  readonly results: readonly ProgrammeResult[]
  /** `person.fact` that no window would have recorded. */
  readonly refused: readonly string[]
}

/** A scenario's family on one of its days, under any definition: what that one does not know is left out. */
export function screenScenario(definition: Definition, scenario: Scenario, day: ScenarioDay): Screened {
  const { household, refused } = householdOn(definition, scenario, day)
  const results = screenHousehold({
    programmes: definition.programmes,
    household,
    on: day.on,
    parameter: parametersOn(definition.parameters, day.on),
  })
  return { results, refused }
}

/** One day of a scenario: what the rules answered otherwise than expected; empty where all agree. */
export interface ScenarioRun {
  readonly on: string
  readonly differences: readonly string[]
}

/**
 * Every day of a scenario. Throws `ScenarioError` where it names a fact, programme, person, criterion or committee that
 * is not there.
 *
 * @example loadScenarios(folder).flatMap((file) => runScenario(definition, file))
 */
export function runScenario(definition: Definition, file: ScenarioFile): readonly ScenarioRun[] {
  const problems = unknownNames(definition, file)
  if (problems.length > 0) throw new ScenarioError(problems)
  return file.scenario.days.map((day) => {
    const { results, refused } = screenScenario(definition, file.scenario, day)
    return {
      on: day.on,
      differences: [
        ...refusals(day.refused ?? [], refused),
        ...differences(definition.formats, day.expect, results),
      ],
    }
  })
}

const refusals = (expected: readonly string[], refused: readonly string[]): readonly string[] => [
  ...expected.filter((fact) => !refused.includes(fact)).map((fact) => `${fact}: expected to be refused`),
  ...refused
    .filter((fact) => !expected.includes(fact))
    .map((fact) => `${fact}: was refused: no committee in office`),
]
