import type { Random } from './random.ts'

/** How one sound is written in several ways, each pair in either direction. */
const LATIN = [
  ['ee', 'i'],
  ['oo', 'u'],
  ['ou', 'au'],
  ['ai', 'ay'],
  ['q', 'k'],
  ['z', 's'],
  ['ah', 'a'],
  ['mm', 'm'],
] as const
const ARABIC = [
  ['ی', 'ي'],
  ['ہ', 'ه'],
  ['ک', 'ك'],
  ['ق', 'ک'],
  ['ص', 'س'],
  ['ذ', 'ز'],
  ['ح', 'ہ'],
  ['ٰ', ''],
] as const

/**
 * A name as another clerk would have written it: another transliteration, another letter of the same sound, or a
 * letter doubled or left out.
 */
export function misspell(name: string, random: Random): string {
  const pairs = /[A-Za-z]/.test(name) ? LATIN : ARABIC
  const possible = pairs
    .flatMap(([one, other]) => [[one, other] as const, [other, one] as const])
    .filter(([from]) => from !== '' && name.toLowerCase().includes(from))
  if (possible.length > 0 && random.chance(0.7)) {
    const [from, to] = random.pick(possible)
    const at = name.toLowerCase().indexOf(from)
    const written = name.slice(0, at) + to + name.slice(at + from.length)
    return at === 0 ? written.charAt(0).toUpperCase() + written.slice(1) : written
  }
  const at = random.between(1, Math.max(name.length - 2, 1))
  return random.chance(0.5)
    ? name.slice(0, at) + name.charAt(at) + name.slice(at)
    : name.slice(0, at) + name.slice(at + 1)
}
