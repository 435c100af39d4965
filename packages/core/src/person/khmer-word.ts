/**
 * Orthographic clusters of a word in Khmer script: a base letter with what is written below, above and around it, each
 * in one order. What is typed otherwise and looks the same is the same.
 *
 * @example clustersOf('សុខា') // ['សុ', 'ខា']
 */
export const clustersOf = (word: string): string[] =>
  (word.replace(/[\u17B4\u17B5]/g, '').match(CLUSTER) ?? []).map(inOrder)

const CLUSTER = /\p{L}(?:\u17D2\p{L}|\p{M})*/gu
const PART = /\u17D2\p{L}|./gu
const BELOW = '\u17D2'
const RO_BELOW = `${BELOW}\u179A`
/** Deprecated letters, and da below a base: no reader tells it from ta. */
const SAME: Readonly<Record<string, string>> = {
  '\u17A3': '\u17A2',
  '\u17A4': '\u17A2\u17B6',
  '\u17B2': '\u17B1',
  [`${BELOW}\u178A`]: `${BELOW}\u178F`,
}
/** Vowels and a sign above, beside which a shifter moves below and looks like the vowel u. */
const ABOVE = /[\u17B7-\u17BA\u17BE\u17D0]/
const LOWERED = /[\u17BB\u17C9\u17CA]+/g

function inOrder(cluster: string): string {
  const [base = '', ...parts] = (cluster.match(PART) ?? []).map((part) => SAME[part] ?? part)
  const below = parts.filter((part) => part.length > 1)
  const marks = [...new Set(parts.filter((part) => part.length === 1 && part !== BELOW))]
    .sort()
    .join('')
    // Two halves that were typed one by one.
    .replace('\u17B6\u17C1', '\u17C4')
    .replace('\u17B8\u17C1', '\u17BE')
  // Ro is written around the others and typed first or last.
  return [
    base,
    ...below.filter((part) => part !== RO_BELOW),
    ...below.filter((part) => part === RO_BELOW),
    ABOVE.test(marks) && marks.search(LOWERED) >= 0 ? `${marks.replace(LOWERED, '')}\u17BB` : marks,
  ].join('')
}
