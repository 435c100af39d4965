import { readBoolean, readNumber } from './evaluate.ts'
import type { BooleanExpression, NumberExpression } from './expression.ts'
import { missingInBoolean } from './missing.ts'
import type { NumberInterval } from './number-interval.ts'
import type { MissingFact, Reading, Scope } from './programme.ts'
import { readerOf } from './reader.ts'
import type { Truth } from './truth.ts'

/** A result with what it came from: each reading once, in reading order. */
export interface Explained<Value> {
  readonly value: Value
  readonly reads: readonly Reading[]
}

/**
 * As `evaluateBoolean`, with what was read and, while the result is unknown, the facts that could decide it.
 *
 * @example explainBoolean(atMost(numberFact(unit, 'score', 2), parameter('cut-off', 2)), scope).reads
 */
export function explainBoolean(
  expression: BooleanExpression,
  scope: Scope,
): Explained<Truth> & { readonly missing: readonly MissingFact[] } {
  const explained = witnessed(scope, (reader) => readBoolean(expression, reader))
  return { ...explained, missing: unique(missingInBoolean(expression, readerOf(scope))) }
}

/** As `evaluateNumber`, with what was read. */
export const explainNumber = (expression: NumberExpression, scope: Scope): Explained<NumberInterval> =>
  witnessed(scope, (reader) => readNumber(expression, reader))

function witnessed<Value>(
  scope: Scope,
  read: (reader: ReturnType<typeof readerOf>) => Value,
): Explained<Value> {
  const reads: Reading[] = []
  const value = read(readerOf(scope, (reading) => reads.push(reading)))
  return { value, reads: unique(reads) }
}

/** By value, first occurrence first. */
export function unique<Item extends object>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [JSON.stringify(item), item])).values()].toReversed()
}
