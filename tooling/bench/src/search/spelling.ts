/** How one sound is written in several ways, in either direction. */
const LATIN = [
  ['ee', 'i'],
  ['oo', 'u'],
  ['ou', 'u'],
  ['q', 'k'],
  ['ay', 'ai'],
  ['aa', 'a'],
  ['mm', 'm'],
  ['w', 'v'],
  ['ph', 'f'],
] as const
const ARABIC = [
  ['ی', 'ي'],
  ['ہ', 'ه'],
  ['ک', 'ك'],
  ['گ', 'ګ'],
  ['ٹ', 'ت'],
  ['ں', 'ن'],
] as const
const isLatin = (text: string) => /[A-Za-z]/.test(text)

/** The same name as another clerk writes it. */
export function otherSpelling(text: string, n: number): string {
  const ways = (isLatin(text) ? LATIN : ARABIC)
    .flatMap(([one, two]) => [[one, two] as const, [two, one] as const])
    .filter(([from]) => text.includes(from))
  const [from, to] = ways[n % Math.max(1, ways.length)] ?? ['', '']
  return from === '' ? text.toUpperCase() : text.replace(from, to)
}

const WRONG = { latin: Array.from('bdfgklmnprst'), arabic: Array.from('بدفگلمنرست') }

/** The longest word with a letter too many, one left out, another one, or two in each other's place. */
export function wrongLetter(text: string, n: number): string {
  const words = text.split(' ')
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '')
  const letters = isLatin(text) ? WRONG.latin : WRONG.arabic
  const at = 1 + (n % Math.max(1, longest.length - 2))
  const letter = letters[n % letters.length] ?? ''
  const [before, after] = [longest.slice(0, at), longest.slice(at)]
  const wrong = [
    before + letter + after,
    before + after.slice(1),
    before + letter + after.slice(1),
    before + after.charAt(1) + after.charAt(0) + after.slice(2),
  ][n % 4]
  return words.map((word) => (word === longest ? wrong : word)).join(' ')
}
