/** What is wrong with a scenario file, and where. */
export interface ScenarioProblem {
  /** Path of the file. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** `days.0.expect.old-age-grant`; empty for the file itself. */
  readonly path: string
  readonly message: string
}

/** `scenarios/widow.yaml:12:7 people.amina: there is no fact "widowd" about a person. Did you mean "widowed"?` */
export function formatProblem({ file, line, column, path, message }: ScenarioProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${place}${path === '' ? '' : ` ${path}`}: ${message}`
}

/** Scenario files that cannot be read, or name what the tenant does not have: all that was found. */
export class ScenarioError extends Error {
  readonly problems: readonly ScenarioProblem[]

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.name = 'ScenarioError'
    this.problems = problems
  }
}
