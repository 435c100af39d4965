import { closest, distance } from 'fastest-levenshtein'

/** ` Did you mean "criteria"?`, where one of the known words is near enough; else nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known]
  if (words.length === 0) return ''
  const nearest = closest(word, words)
  return distance(word, nearest) <= Math.max(2, word.length / 3) ? ` Did you mean "${nearest}"?` : ''
}
