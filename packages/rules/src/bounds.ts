import type { Comparison } from './expression.ts'
import { negate, type Truth } from './truth.ts'

/** The least and greatest value something can have, both included; `null` is unbounded. */
export interface Bounds<Value extends number | string> {
  readonly lo: Value | null
  readonly hi: Value | null
}

/** Days as ISO text, whose order is that of the calendar. */
export type DayBounds = Bounds<string>

export function isExact<Value extends number | string>(of: Bounds<Value>): boolean {
  return of.lo !== null && of.lo === of.hi
}

const precedes = <Value extends number | string>(a: Value | null, b: Value | null): boolean =>
  a !== null && b !== null && a < b

/** True or false only where the bounds decide. */
export function compareBounds<Value extends number | string>(
  how: Comparison,
  left: Bounds<Value>,
  right: Bounds<Value>,
): Truth {
  switch (how) {
    case 'lt':
      if (precedes(left.hi, right.lo)) return true
      return left.lo !== null && right.hi !== null && left.lo >= right.hi ? false : null
    case 'gt':
      return compareBounds('lt', right, left)
    case 'le':
      return negate(compareBounds('lt', right, left))
    case 'ge':
      return negate(compareBounds('lt', left, right))
    case 'eq':
      if (precedes(left.hi, right.lo) || precedes(right.hi, left.lo)) return false
      return isExact(left) && isExact(right) ? true : null
    case 'ne':
      return negate(compareBounds('eq', left, right))
  }
}
