import { type Bounds, compareBounds } from './bounds.ts'
import type { Comparison, Rounding } from './expression.ts'
import { quotient, rescale, safe } from './scaled-integer.ts'
import type { Truth } from './truth.ts'

/** What a number can be: scaled integers, so `{ lo: 1617, hi: 1617, scale: 2 }` is exactly 16.17. */
export interface NumberInterval extends Bounds<number> {
  readonly scale: number
}

export const exactly = (value: number, scale: number): NumberInterval => ({
  lo: safe(value),
  hi: value,
  scale,
})
export const unbounded = (scale: number): NumberInterval => ({ lo: null, hi: null, scale })

type Bound = number | null

const both = (a: Bound, b: Bound, how: (a: number, b: number) => number): Bound =>
  a === null || b === null ? null : safe(how(a, b))

export function align(of: NumberInterval, scale: number): NumberInterval {
  const bound = (value: Bound) => (value === null ? null : rescale(value, of.scale, scale))
  return { lo: bound(of.lo), hi: bound(of.hi), scale }
}

function aligned(left: NumberInterval, right: NumberInterval): [NumberInterval, NumberInterval] {
  const scale = Math.max(left.scale, right.scale)
  return [align(left, scale), align(right, scale)]
}

export function compareNumbers(how: Comparison, left: NumberInterval, right: NumberInterval): Truth {
  return compareBounds(how, ...aligned(left, right))
}

export function add(left: NumberInterval, right: NumberInterval): NumberInterval {
  const [a, b] = aligned(left, right)
  const plus = (x: number, y: number) => x + y
  return { lo: both(a.lo, b.lo, plus), hi: both(a.hi, b.hi, plus), scale: a.scale }
}

export function subtract(left: NumberInterval, right: NumberInterval): NumberInterval {
  const [a, b] = aligned(left, right)
  const minus = (x: number, y: number) => x - y
  return { lo: both(a.lo, b.hi, minus), hi: both(a.hi, b.lo, minus), scale: a.scale }
}

/** One unknown bound leaves both unknown: its sign could be either. */
export function multiply(left: NumberInterval, right: NumberInterval): NumberInterval {
  const scale = left.scale + right.scale
  if (left.lo === null || left.hi === null || right.lo === null || right.hi === null) return unbounded(scale)
  const products = [left.lo * right.lo, left.lo * right.hi, left.hi * right.lo, left.hi * right.hi].map(safe)
  return { lo: Math.min(...products), hi: Math.max(...products), scale }
}

/** The smaller of two is at most each of them, so one known upper bound is enough. */
export function least(left: NumberInterval, right: NumberInterval): NumberInterval {
  const [a, b] = aligned(left, right)
  return { lo: both(a.lo, b.lo, Math.min), hi: both(a.hi ?? b.hi, b.hi ?? a.hi, Math.min), scale: a.scale }
}

export function greatest(left: NumberInterval, right: NumberInterval): NumberInterval {
  const [a, b] = aligned(left, right)
  return { lo: both(a.lo ?? b.lo, b.lo ?? a.lo, Math.max), hi: both(a.hi, b.hi, Math.max), scale: a.scale }
}

/** The narrowest interval that holds both. */
export function hull(left: NumberInterval, right: NumberInterval): NumberInterval {
  const [a, b] = aligned(left, right)
  return { lo: both(a.lo, b.lo, Math.min), hi: both(a.hi, b.hi, Math.max), scale: a.scale }
}

/** Rounding keeps order, so bounds go to bounds. */
export function divide(
  of: NumberInterval,
  by: number,
  { scale, rounding }: { scale: number; rounding: Rounding },
): NumberInterval {
  const bound = (value: Bound) =>
    value === null ? null : quotient(value, by, { from: of.scale, to: scale, rounding })
  return { lo: bound(of.lo), hi: bound(of.hi), scale }
}
