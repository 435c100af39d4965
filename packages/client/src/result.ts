import { type Problem, ProblemError } from './errors.ts'

/** Whether a member of a result union is one of its problems; the operation selects `... on Problem { code message path }`. */
export const isProblem = (result: unknown): result is Problem =>
  typeof result === 'object' && result !== null && 'code' in result && 'message' in result && 'path' in result

/**
 * The result that a mutation promises.
 *
 * @throws ProblemError
 * @example
 * const { household } = orThrow(data.registerHousehold)
 */
export function orThrow<Result>(result: Result): Exclude<Result, Problem> {
  if (isProblem(result)) throw new ProblemError(result)
  // What is no problem is what is left of the union; the compiler does not narrow a type parameter by exclusion.
  return result as Exclude<Result, Problem>
}
