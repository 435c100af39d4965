import { loadScenarios, type ScenarioFile } from '@onewindow/testkit/scenarios'
import { Failure } from '../failure.ts'
import type { Installation } from '../installation.ts'

/** The families that a configuration names for a tenant; none where it names no folder. Throws `ScenarioError`. */
export function scenariosOf({ scenarios = [] }: Installation, tenant: string): readonly ScenarioFile[] {
  return scenarios
    .filter((own) => own.tenant === tenant)
    .flatMap(({ directory }) => {
      try {
        return loadScenarios(directory)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
          throw new Failure(`The folder of scenarios of ${tenant} is not there: ${directory.pathname}`)
        throw error
      }
    })
}
