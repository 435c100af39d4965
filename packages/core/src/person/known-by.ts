import type { Insertable } from 'kysely'
import type { Birth } from './birth.ts'
import type { NameTokenTable } from './table.ts'

export type Word = Pick<Insertable<NameTokenTable>, 'kind' | 'token'>

/**
 * All that a person is known by in 52 bits, what a number of JavaScript holds: two for each word, one for each five
 * years in which they may be born. Whoever holds a word has its bits; not everyone who has the bits holds the word.
 */
export const knownBy = (words: readonly Word[], birth: Omit<Birth, 'birth_precision'>): number =>
  wordBits(words) +
  (birth.birth_from === null || birth.birth_to === null
    ? ALL_YEARS
    : yearBits(yearOf(birth.birth_from), yearOf(birth.birth_to)))

export const wordBits = (words: readonly Word[]): number => sum(words.flatMap(bitsOf))

/** Of those born in one of these years any bit is there. */
export const yearBits = (from: number, to: number): number =>
  sum(
    Array.from(
      { length: Math.floor(to / YEARS) - Math.floor(from / YEARS) + 1 },
      (_, step) => WORD_BITS + ((Math.floor(from / YEARS) + step) % YEAR_BITS),
    ),
  )

const WORD_BITS = 40
const YEAR_BITS = 12
const YEARS = 5
const ALL_YEARS = 2 ** (WORD_BITS + YEAR_BITS) - 2 ** WORD_BITS

const yearOf = (day: string): number => Number(day.slice(0, 4))
const sum = (bits: readonly number[]): number => [...new Set(bits)].reduce((all, bit) => all + 2 ** bit, 0)

/** By FNV-1a, which must never change: the bits are stored. */
function bitsOf({ kind, token }: Word): number[] {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(`${kind} ${token}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return [hash % WORD_BITS, Math.floor(hash / WORD_BITS) % WORD_BITS]
}
const encoder = new TextEncoder()
