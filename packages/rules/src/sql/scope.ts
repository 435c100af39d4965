import { RuleError } from '../error.ts'
import { HOUSEHOLD, UNIT, type Who } from '../expression.ts'
import type { ResolvedParameter } from '../parameter.ts'
import type { Passes } from './passes.ts'
import type { RowValues } from './row-values.ts'
import type { Shape } from './shape.ts'

/** A row that has facts: the table alias that stands for a person or household. */
export interface Row {
  readonly kind: 'household' | 'person'
  readonly alias: string
}

export interface SqlScope {
  /** ISO day. */
  readonly on: string
  readonly parameter: (id: string) => ResolvedParameter
  readonly shape: Shape
  readonly rows: ReadonlyMap<Who, Row>
  /** The placeholder of a value. */
  readonly bind: (value: unknown) => string
  /** A table alias that nothing else has. */
  readonly alias: (prefix: string) => string
  /** Where a statement has them: not inside of one. */
  readonly passes?: Passes
  readonly shared?: RowValues
}

export interface SqlOptions {
  readonly on: string
  readonly parameter: (id: string) => ResolvedParameter
  readonly shape: Shape
  /** What the unit is: a household, row `h` of the statement; or a person, row `u`, whose household is `h`. */
  readonly unit: 'household' | 'person'
  /** How many values the statement binds already: the first placeholder is the next one. */
  readonly bound?: number
}

export const HOUSEHOLD_ALIAS = 'h'
export const PERSON_ALIAS = 'u'

/** A scope, and the values that compiling in it will have bound. */
export function openScope({ unit, bound = 0, ...options }: SqlOptions): {
  readonly scope: SqlScope
  readonly values: readonly unknown[]
} {
  const values: unknown[] = []
  const keys: string[] = []
  let aliases = 0
  const household: Row = { kind: 'household', alias: HOUSEHOLD_ALIAS }
  const rows = new Map<Who, Row>([
    [UNIT, unit === 'household' ? household : { kind: 'person', alias: PERSON_ALIAS }],
    [HOUSEHOLD, household],
  ])
  function bind(value: unknown): string {
    const key = JSON.stringify(value)
    if (!keys.includes(key)) {
      keys.push(key)
      values.push(value)
    }
    return `$${bound + keys.indexOf(key) + 1}`
  }
  const alias = (prefix: string) => `${prefix}${++aliases}`
  return { scope: { ...options, rows, bind, alias }, values }
}

export function rowOf(scope: SqlScope, who: Who): Row {
  const row = scope.rows.get(who)
  if (row === undefined) throw new RuleError('RULE_NAME_UNBOUND', { who })
  return row
}

/** The unit's household, which every member belongs to. */
export const householdOf = (scope: SqlScope): Row => rowOf(scope, HOUSEHOLD)
