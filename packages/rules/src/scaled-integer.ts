import { RuleError } from './error.ts'
import type { Rounding } from './expression.ts'

/** Throws `RULE_NUMBER_UNSAFE` rather than count inexactly. */
export function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RuleError('RULE_NUMBER_UNSAFE', { value })
  return value + 0 // -0 is 0
}

/** `scaledInteger('16.17', 2)` is 1617; digits beyond the scale are an error, never rounded away. */
export function scaledInteger(text: string, scale: number): number {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '' || fraction.length > scale) {
    throw new RuleError('RULE_NUMBER_MALFORMED', { text, scale })
  }
  return safe(Number(sign + whole + fraction.padEnd(scale, '0')))
}

/** Exact: a value is only ever shown with more digits. */
export const rescale = (value: number, from: number, to: number): number => safe(value * 10 ** (to - from))

/** A value of scale `from` divided by a positive whole number, at scale `to`. Rounds half up towards +∞. */
export function quotient(
  value: number,
  by: number,
  { from, to, rounding }: { from: number; to: number; rounding: Rounding },
): number {
  const numerator = rescale(value, 0, Math.max(to - from, 0))
  const denominator = rescale(by, 0, Math.max(from - to, 0))
  switch (rounding) {
    case 'down':
      return floorDivide(numerator, denominator)
    case 'up':
      return safe(-floorDivide(-numerator, denominator))
    case 'half_up':
      return floorDivide(safe(2 * numerator + denominator), safe(2 * denominator))
  }
}

// Through the remainder, since a quotient in floating point can round up to the next whole number.
function floorDivide(numerator: number, denominator: number): number {
  const remainder = ((numerator % denominator) + denominator) % denominator
  return safe((numerator - remainder) / denominator)
}
