import type { Rounding } from '../expression.ts'

/** Unbounded for no value. */
export const literal = (value: number | undefined) =>
  value === undefined ? 'null::numeric' : `(${value})::numeric`

export const total = (of: readonly string[]) => (of.length === 0 ? literal(0) : `(${of.join(' + ')})`)

/** PostgreSQL's `least` and `greatest` pass over nulls. */
export const whereAnyKnown = (extreme: 'least' | 'greatest', of: readonly string[]) =>
  of.length === 0 ? literal(undefined) : `${extreme}(${of.join(', ')})`

export const whereAllKnown = (extreme: 'least' | 'greatest', of: readonly string[]) =>
  of.length === 0
    ? literal(undefined)
    : `case when num_nulls(${of.join(', ')}) = 0 then ${extreme}(${of.join(', ')}) end`

/** As `quotient`, for one bound. */
export function quotientToSql(
  value: string,
  by: number,
  { from, to, rounding }: { readonly from: number; readonly to: number; readonly rounding: Rounding },
): string {
  const numerator = `(${value} * ${10 ** Math.max(to - from, 0)})`
  const denominator = by * 10 ** Math.max(from - to, 0)
  switch (rounding) {
    case 'down':
      return floorDivide(numerator, denominator)
    case 'up':
      return `(-${floorDivide(`(-${numerator})`, denominator)})`
    case 'half_up':
      return floorDivide(`(2 * ${numerator} + ${denominator})`, 2 * denominator)
  }
}

// `div` is exact and truncates; `/` rounds to some digits, which can reach the next whole number.
const floorDivide = (numerator: string, denominator: number) =>
  `(div(${numerator}, ${denominator}) - case when mod(${numerator}, ${denominator}) < 0 then 1 else 0 end)`
