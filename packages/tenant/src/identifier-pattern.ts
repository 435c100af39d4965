// Characters or classes of them, each with an exact or bounded count: linear to match, and no more than a shape.
const ATOM = String.raw`(?:\\d|[A-Z0-9]|\[[A-Z0-9-]+\])`
const SEQUENCE = String.raw`${ATOM}(?:\{[1-9]\d?(?:,\d{1,2})?\})?(?:${ATOM}(?:\{\d{1,2}(?:,\d{1,2})?\}|\?)?)*`
const SAFE = new RegExp(String.raw`^\^(?:${SEQUENCE}|\(\?:${SEQUENCE}(?:\|${SEQUENCE})*\))\$$`)
const FIRST_ATOMS = new RegExp(String.raw`(?<=^\^(?:\(\?:)?|\|)${ATOM}`, 'g')
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** True for a pattern of the small language that identifier kinds are written in, `^[1-8]\d{12}$` or `^(?:A\d{8}|\d{9})$`. */
export function isSafePattern(pattern: string): boolean {
  if (!SAFE.test(pattern)) return false
  try {
    new RegExp(pattern)
    return true
  } catch {
    return false // a class or a count that runs backwards: [8-1], {3,2}
  }
}

/** Whether two safe patterns accept numbers that begin with the same character. */
export const acceptsSameStart = (left: string, right: string): boolean =>
  CHARACTERS.some((character) => startsWith(left, character) && startsWith(right, character))

const startsWith = (pattern: string, character: string) =>
  (pattern.match(FIRST_ATOMS) ?? []).some((atom) => new RegExp(atom).test(character))
