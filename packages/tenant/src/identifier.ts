import type { IdentifierKind } from './definition.ts'
import { parseDigits } from './digits.ts'

/** `EMPTY`: no character of a number was written. `SHAPE`: it is not a number of this kind. */
export type IdentifierProblem = 'EMPTY' | 'SHAPE'

/** A number longer than any authority issues. */
const LONGEST = 40

/**
 * What someone wrote or read out, as the number alone: ASCII digits and capital letters, without separators and
 * invisible marks. Only its shape is checked: whether it is anyone's, its issuer knows.
 *
 * @param options `demo` also accepts numbers that no authority issues, where demo data is allowed.
 * @example normaliseIdentifier(cnic, '۱۷۱۰۱-۱۲۳۴۵۶۷-۸') // { number: '1710112345678' }
 */
export function normaliseIdentifier(
  { pattern, demoPattern }: Pick<IdentifierKind, 'pattern' | 'demoPattern'>,
  text: string,
  options: { readonly demo?: boolean } = {},
): { readonly number: string } | { readonly problem: IdentifierProblem } {
  const number = parseDigits(text.normalize('NFKC'))
    .replace(/[\s\p{Cf}\p{Pd}./_ـ]/gu, '')
    .toUpperCase()
  if (number === '') return { problem: 'EMPTY' }
  const accepted = [
    pattern ?? String.raw`^[\p{L}\p{N}]+$`,
    ...(options.demo && demoPattern ? [demoPattern] : []),
  ]
  const fits = number.length <= LONGEST && accepted.some((each) => new RegExp(each, 'u').test(number))
  return fits ? { number } : { problem: 'SHAPE' }
}

/** The number as it is printed on the document: `17101-1234567-8`. */
export function displayIdentifier({ display }: Pick<IdentifierKind, 'display'>, number: string): string {
  if (display?.replace(/[^#]/g, '').length !== number.length) return number
  let next = 0
  return display.replace(/#/g, () => number.charAt(next++))
}
