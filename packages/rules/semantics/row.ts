import type { BooleanExpression, DateExpression, NumberExpression } from '../src/expression.ts'
import type { family } from '../test/family.ts'

/**
 * One line of the table of semantics: what is so, and a case that shows it. Every line is read by `evaluate`, `explain` and
 * `toSql`, and all three must give `gives`.
 */
export type Row = {
  readonly says: string
  /** Default: a household of which nothing is known. */
  readonly given?: Parameters<typeof family>[0]
  /** A member's name; default: the household. */
  readonly unit?: string
  readonly on?: string
} & (
  | { readonly rule: BooleanExpression; readonly gives: boolean | null }
  | { readonly number: NumberExpression; readonly gives: Interval<number> }
  | { readonly date: DateExpression; readonly gives: Interval<string> }
)

/** Least and greatest value, at the expression's scale; null where it is not known. */
type Interval<Value> = readonly [Value | null, Value | null]
