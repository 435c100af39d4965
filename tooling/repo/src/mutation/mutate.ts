/** A number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number

/** The same numbers for the same seed, in any process (mulberry32). */
export function seeded(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export interface Mutated {
  readonly kind: string
  readonly text: string
}

type Mutation = (text: string, draw: Draw) => string

/** A file with one slip in it that an author's hand might make. */
export function mutate(path: string, text: string, draw: Draw): Mutated {
  const mutations = [
    ...EVERYWHERE,
    ...(path.endsWith('.ts') ? IN_CODE : path.endsWith('.csv') ? IN_TABLES : IN_JSON),
  ]
  // Some slips are not possible in every file.
  for (let attempt = 0; attempt < 20; attempt++) {
    const [kind, mutation] = mutations[draw(mutations.length)] ?? EVERYWHERE[0]
    const changed = mutation(text, draw)
    if (changed !== text) return { kind, text: changed }
  }
  return { kind: 'emptied', text: '' }
}

const replaceOne = (text: string, found: RegExp, draw: Draw, to: (match: string) => string): string => {
  const matches = [...text.matchAll(found)]
  const match = matches[draw(matches.length)]
  if (!match) return text
  return text.slice(0, match.index) + to(match[0]) + text.slice(match.index + match[0].length)
}

const lines = (text: string, draw: Draw, change: (all: string[], at: number) => void): string => {
  const all = text.split('\n')
  change(all, draw(all.length))
  return all.join('\n')
}

const swapLetters = (word: string, draw: Draw): string => {
  const at = draw(Math.max(1, word.length - 1))
  return word.slice(0, at) + (word[at + 1] ?? 'x') + (word[at] ?? '') + word.slice(at + 2)
}

const EVERYWHERE: readonly [readonly [string, Mutation], ...(readonly [string, Mutation])[]] = [
  ['a line deleted', (text, draw) => lines(text, draw, (all, at) => all.splice(at, 1))],
  ['a line twice', (text, draw) => lines(text, draw, (all, at) => all.splice(at, 0, all[at] ?? ''))],
  [
    'a character lost',
    (text, draw) => {
      const at = draw(text.length)
      return text.slice(0, at) + text.slice(at + 1)
    },
  ],
  ['cut off', (text, draw) => text.slice(0, draw(text.length))],
  [
    'a day that is none',
    (text, draw) => replaceOne(text, /\d{4}-\d{2}-\d{2}/g, draw, (day) => `${day.slice(0, 8)}31`),
  ],
  ['another number', (text, draw) => replaceOne(text, /\b\d+\b/g, draw, (number) => `-${number}9`)],
]

const STRING = /'[^'\n]*'/g

const IN_CODE: readonly (readonly [string, Mutation])[] = [
  [
    'a key misspelt',
    (text, draw) => replaceOne(text, /\b[a-zA-Z]+(?=:)/g, draw, (key) => swapLetters(key, draw)),
  ],
  ['a key left out', (text, draw) => replaceOne(text, /\b[a-zA-Z]+: [^,{}[\]\n]+,/g, draw, () => '')],
  [
    'a string misspelt',
    (text, draw) => replaceOne(text, STRING, draw, (string) => `'${swapLetters(string.slice(1, -1), draw)}'`),
  ],
  [
    'another string in its place',
    (text, draw) => {
      const strings = text.match(STRING) ?? []
      return replaceOne(text, STRING, draw, () => strings[draw(strings.length)] ?? "''")
    },
  ],
  [
    'nothing for a string',
    (text, draw) =>
      replaceOne(text, STRING, draw, () => ['undefined', 'null', '{}', "''", '[]'][draw(5)] ?? ''),
  ],
  ['a number for a string', (text, draw) => replaceOne(text, STRING, draw, () => '7')],
  [
    'true for false',
    (text, draw) => replaceOne(text, /\b(true|false)\b/g, draw, (word) => String(word !== 'true')),
  ],
  [
    'a name misspelt',
    (text, draw) => replaceOne(text, /\b[a-z][a-zA-Z]+(?=[(),])/g, draw, (name) => swapLetters(name, draw)),
  ],
  ['an argument left out', (text, draw) => replaceOne(text, /, [a-zA-Z0-9'_.-]+(?=\))/g, draw, () => '')],
  ['an empty list', (text, draw) => replaceOne(text, /\[[^[\]]*\]/g, draw, () => '[]')],
]

const IN_TABLES: readonly (readonly [string, Mutation])[] = [
  ['a cell emptied', (text, draw) => replaceOne(text, /(?<=,)[^,\n"]+(?=,)/g, draw, () => '')],
  [
    'a cell elsewhere',
    (text, draw) =>
      replaceOne(text, /[^,\n"]+,[^,\n"]+(?=,)/g, draw, (cells) => cells.split(',').reverse().join(',')),
  ],
  [
    'a header misspelt',
    (text, draw) => swapLetters(text.split('\n')[0] ?? '', draw) + text.slice(text.indexOf('\n')),
  ],
  ['a quote too many', (text, draw) => replaceOne(text, /,/g, draw, () => ',"')],
  ['another id', (text, draw) => replaceOne(text, /^[^,\n]+/gm, draw, (id) => `${id}x`)],
]

const IN_JSON: readonly (readonly [string, Mutation])[] = [
  [
    'a key misspelt',
    (text, draw) =>
      replaceOne(text, /"[^"\n]+"(?=:)/g, draw, (key) => `"${swapLetters(key.slice(1, -1), draw)}"`),
  ],
  ['a brace open', (text, draw) => replaceOne(text, /(?<=: ")[^"\n]+/g, draw, (message) => `${message} {`)],
  [
    'no text',
    (text, draw) =>
      replaceOne(text, /(?<=: )"[^"\n]*"/g, draw, () => ['null', '[]', '1', '{}'][draw(4)] ?? ''),
  ],
]
