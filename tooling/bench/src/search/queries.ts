import { CALLED, LANGUAGES, type Language } from './names.ts'
import { otherSpelling, wrongLetter } from './spelling.ts'

/** Someone of the register, by the ids of what they are called. */
export interface Known {
  readonly id: string
  readonly sex: 'female' | 'male'
  readonly name: number
  readonly parent: number
  readonly village: number
  readonly language: Language
  readonly year: number
}

export interface Query {
  readonly name?: string
  readonly parentName?: string
  readonly village?: string
  readonly birthYear?: number
}

export interface Asked {
  readonly query: Query
  /** What those who are meant are called by; nobody is meant by someone made up. */
  readonly meant: Partial<Pick<Known, 'name' | 'parent' | 'village' | 'year'>> & Pick<Known, 'sex'>
}

export interface QueryClass {
  readonly title: string
  /** Held to the goal: the others say what else it costs. */
  readonly isGoal: boolean
  ask(known: Known, n: number): Asked
}

const text = (kind: keyof typeof CALLED, id: number, language: Language): string =>
  CALLED[kind][id]?.written[language] ?? ''
const other = ({ language }: Known, n: number): Language =>
  LANGUAGES[(LANGUAGES.indexOf(language) + 1 + (n % 2)) % LANGUAGES.length] ?? 'en'
const nameOf = (known: Known, language = known.language) => text(known.sex, known.name, language)
const fatherOf = ({ parent, language }: Known, written = language) => text('male', parent, written)
const villageOf = ({ village, language }: Known, written = language) => text('village', village, written)

export const CLASSES: readonly QueryClass[] = [
  {
    title: 'name, father and village in another script',
    isGoal: true,
    ask: (known, n) => ({
      query: {
        name: nameOf(known, other(known, n)),
        parentName: fatherOf(known, other(known, n)),
        village: villageOf(known, other(known, n)),
      },
      meant: pick(known, 'name', 'parent', 'village'),
    }),
  },
  {
    title: 'name and father in another spelling',
    isGoal: true,
    ask: (known, n) => ({
      query: { name: otherSpelling(nameOf(known), n), parentName: otherSpelling(fatherOf(known), n) },
      meant: pick(known, 'name', 'parent'),
    }),
  },
  {
    title: 'name and village in another spelling',
    isGoal: true,
    ask: (known, n) => ({
      query: { name: otherSpelling(nameOf(known), n), village: otherSpelling(villageOf(known), n) },
      meant: pick(known, 'name', 'village'),
    }),
  },
  {
    title: 'name, father and a year one off',
    isGoal: true,
    ask: (known, n) => ({
      query: { name: nameOf(known), parentName: fatherOf(known), birthYear: known.year + (n % 2 ? 1 : -1) },
      meant: { ...pick(known, 'name', 'parent'), year: known.year + (n % 2 ? 1 : -1) },
    }),
  },
  {
    title: 'name and year in another script',
    isGoal: true,
    ask: (known, n) => ({
      query: { name: nameOf(known, other(known, n)), birthYear: known.year },
      meant: pick(known, 'name', 'year'),
    }),
  },
  {
    title: 'name alone in another script',
    isGoal: true,
    ask: (known, n) => ({ query: { name: nameOf(known, other(known, n)) }, meant: pick(known, 'name') }),
  },
  {
    title: 'Muhammad, and a common name of the father',
    isGoal: true,
    ask: (known) => ({
      query: { name: 'Mohammed', parentName: fatherOf(known) },
      meant: { ...pick(known, 'parent'), sex: 'male', name: MUHAMMAD },
    }),
  },
  {
    title: 'name with a wrong letter, father and village',
    isGoal: false,
    ask: (known, n) => ({
      query: {
        name: wrongLetter(nameOf(known), n),
        parentName: fatherOf(known),
        village: villageOf(known),
      },
      meant: pick(known, 'name', 'parent', 'village'),
    }),
  },
  {
    title: 'name with a wrong letter and village',
    isGoal: false,
    ask: (known, n) => ({
      query: { name: wrongLetter(nameOf(known), n), village: villageOf(known) },
      meant: pick(known, 'name', 'village'),
    }),
  },
  {
    title: 'nobody: a name, father and village of three people',
    isGoal: false,
    ask: (known, n) => ({
      query: {
        name: text('female', (known.name * 7 + n) % CALLED.female.length, known.language),
        parentName: text('male', (known.parent * 11 + n) % CALLED.male.length, known.language),
        village: text('village', (known.village * 13 + n) % CALLED.village.length, known.language),
      },
      meant: {
        sex: 'female',
        name: (known.name * 7 + n) % CALLED.female.length,
        parent: (known.parent * 11 + n) % CALLED.male.length,
        village: (known.village * 13 + n) % CALLED.village.length,
      },
    }),
  },
]

/** Stands for whoever is called so among other names. */
export const MUHAMMAD = -1

const pick = <Key extends 'name' | 'parent' | 'village' | 'year'>(known: Known, ...keys: Key[]) => ({
  sex: known.sex,
  ...(Object.fromEntries(keys.map((key) => [key, known[key]])) as Pick<Known, Key>),
})
