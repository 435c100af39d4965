import { distance } from 'fastest-levenshtein'

/** Folded tokens of someone's names, as `foldName` makes them. */
export interface Tokens {
  readonly name: readonly string[]
  readonly parent: readonly string[]
  readonly village: readonly string[]
}

/** A token that has to be there, in one of these spellings. */
export interface Slot {
  readonly kind: 'name' | 'parent'
  readonly token: string
}

/** How often each token occurs in an area, by kind. */
export type Vocabulary = Readonly<Record<Slot['kind'], ReadonlyMap<string, number>>>

/** Skeletons of two letters are one letter from half of all names. */
const SHORTEST = 3

export const isNear = (one: string, other: string): boolean =>
  one === other ||
  (Math.min(one.length, other.length) >= SHORTEST &&
    Math.abs(one.length - other.length) <= 1 &&
    distance(one, other) === 1)

/** What is searched for of names: by the rarest token first, the others beside it. Without both names nobody is looked for. */
export function searchOf(
  { name, parent }: Tokens,
  vocabulary: Vocabulary,
): { readonly lead: Spelled; readonly rest: readonly Spelled[] } | undefined {
  if (name.length === 0 || parent.length === 0) return undefined
  const slots: Slot[] = [
    ...name.map((token) => ({ kind: 'name', token }) as const),
    ...parent.map((token) => ({ kind: 'parent', token }) as const),
  ]
  const spelled = slots.map((slot) => spell(slot, vocabulary)).sort((one, other) => one.times - other.times)
  const [lead, ...rest] = spelled
  if (!lead || spelled.some(({ tokens }) => tokens.length === 0)) return undefined
  return { lead, rest }
}

export interface Spelled {
  readonly kind: Slot['kind']
  readonly tokens: readonly string[]
  readonly times: number
}

function spell({ kind, token }: Slot, vocabulary: Vocabulary): Spelled {
  const words = vocabulary[kind]
  const tokens = [...words.keys()].filter((word) => isNear(word, token))
  return { kind, tokens, times: tokens.reduce((sum, word) => sum + (words.get(word) ?? 0), 0) }
}

/**
 * How like the names of a line and of someone registered are: 100 where all agree and so does the village. One token may
 * be spelled otherwise, and then the village may not be another; null where they are not like each other.
 */
export function likenessOf(line: Tokens, person: Tokens): number | null {
  const differing = [...missing(line.name, person.name), ...missing(line.parent, person.parent)]
  const village =
    line.village.length === 0 || person.village.length === 0
      ? 'unknown'
      : line.village.every((token) => person.village.includes(token))
        ? 'same'
        : 'other'
  if (differing.length > 1 || differing.includes('far')) return null
  if (differing.length === 1 && village === 'other') return null
  return 100 - 30 * differing.length - { same: 0, unknown: 5, other: 20 }[village]
}

/** Of each token that is not there as it is: whether one like it is. */
const missing = (wanted: readonly string[], there: readonly string[]): ('near' | 'far')[] =>
  wanted
    .filter((token) => !there.includes(token))
    .map((token) => (there.some((other) => isNear(token, other)) ? 'near' : 'far'))

/** Whether a document that fits names someone else altogether: its number may be mistyped. */
export const isSomeoneElse = (line: Tokens, person: Tokens): boolean =>
  [
    [line.name, person.name],
    [line.parent, person.parent],
  ].every(([wanted = [], there = []]) => !wanted.some((token) => there.some((other) => isNear(token, other))))
