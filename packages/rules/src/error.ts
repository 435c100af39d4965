export type RuleErrorCode =
  /** A scaled integer left the range in which JavaScript counts exactly. */
  | 'RULE_NUMBER_UNSAFE'
  /** Not a decimal number, or one with more digits than its scale. */
  | 'RULE_NUMBER_MALFORMED'
  /** Not an ISO day of the calendar. */
  | 'RULE_DATE_MALFORMED'
  /** A node that the language does not have, or one that breaks its own rules. */
  | 'RULE_NODE_MALFORMED'
  | 'RULE_NAME_UNBOUND'
  | 'RULE_UNIT_UNKNOWN'
  | 'RULE_PARAMETER_UNKNOWN'

/** A rule, parameter or household that cannot be read at all; a missing fact never throws. `data` names the place. */
export class RuleError extends Error {
  readonly code: RuleErrorCode
  readonly data: Readonly<Record<string, unknown>>

  constructor(code: RuleErrorCode, data: Readonly<Record<string, unknown>>) {
    super(`${code} ${JSON.stringify(data)}`)
    this.name = 'RuleError'
    this.code = code
    this.data = data
  }
}

/** For the end of a `switch` that handles every node: reached only by a tree that TypeScript never saw. */
export function malformed(node: never): never {
  throw new RuleError('RULE_NODE_MALFORMED', { node })
}
