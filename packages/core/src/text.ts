import { invalid } from './errors.ts'

/** Characters of a name, a village or a key. */
const SHORT = 200
/** Characters of an address or a reason. */
export const LONG = 1000

// Control characters break what shows them, NUL the database too; bidirectional overrides make a text read as another.
const UNFIT = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

/** Throws `TEXT_MALFORMED`, naming the place in the input, for a text that is too long or that nobody can have typed. */
export function checkText(
  text: string | null | undefined,
  path: readonly string[],
  most: number = SHORT,
): void {
  if (text != null && (text.length > most || UNFIT.test(text)))
    throw invalid('TEXT_MALFORMED', path, { most })
}

/** As `checkText`, for a text that may not be empty. */
export function checkKey(text: string, path: readonly string[]): void {
  if (text.trim() === '') throw invalid('TEXT_MALFORMED', path, { most: SHORT })
  checkText(text, path)
}

/** A reason is given for whatever is corrected, ended or undone. Throws `REASON_REQUIRED` or `TEXT_MALFORMED`. */
export function checkReason(reason: string, path: readonly string[] = ['reason']): void {
  checkText(reason, path, LONG)
  if (reason.trim() === '') throw invalid('REASON_REQUIRED', path)
}
