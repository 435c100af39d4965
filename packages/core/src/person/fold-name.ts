import { parseDigits } from '@onewindow/tenant'
import { LRUCache } from 'lru-cache'
import { clustersOf } from './khmer-word.ts'

/**
 * Search tokens that agree across Urdu, Pashto and Latin spellings of a name: one consonant skeleton a word, in order,
 * each once, at most 40 characters. Text with nothing to search for gives an empty list.
 *
 * Arabic script writes no short vowels, and its و and ی stand for vowels as well as for w and y. So a skeleton holds
 * no vowel, w or y, except at the start (any vowel or ain is `a`) and at the end (-a, -ah, -ہ and -ح are `a`). It
 * cannot tell Amin from Aman, Nawaz from Niaz, Hamid from Hameed, Saeed from Saad: search adds a parent's name, a
 * village, a year of birth. Nor does it join Arabic or southern Pashto sounds in Latin spelling (Ramadan, Breshna) with
 * the Ramzan and Brekhna of Khyber Pakhtunkhwa, or words that are joined at will (Gul Khan, Gulkhan).
 *
 * Khmer leaves spaces out or not, as its writer likes, and a dictionary that is renewed with the runtime would no longer
 * find what was kept before. Its words are what stands between spaces, with their signs in one order; `keepName` makes
 * them agree with names that were written without. Words of other scripts are cut by `Intl.Segmenter` and kept in lower
 * case.
 *
 * @example foldName('Mohammad Yousaf') // ['mhmd', 'ysf'], as for محمد یوسف and محمد يوسف
 */
export const foldName = (text: string): readonly string[] =>
  remembered(folded, text, () => unique(wordsOf(text).flatMap(tokensOf)))

/**
 * The tokens that someone is kept under: those of `foldName`, and in a script without spaces all that the name may be
 * sought as. Words that follow each other are kept joined too. A name in one piece is kept by its beginnings and its
 * ends, since nobody knows where its family name stops.
 *
 * @example keepName('ចាន់ សុខា') // ['ចាន់', 'សុខា', 'ចាន់សុខា']
 * @example keepName('ចាន់សុខា') // ['ចាន់សុខា', 'ចា', 'ន់សុខា', 'ចាន់', 'សុខា', 'ចាន់សុ', 'ខា']
 */
export const keepName = (text: string): readonly string[] =>
  remembered(kept, text, () => {
    const words = wordsOf(text)
    return unique([...words.flatMap(tokensOf), ...runsOf(words).flatMap(beside)])
  })

// Brothers share a father's name and a village; an import spent a fifth of its time here.
const folded = new LRUCache<string, readonly string[]>({ max: 10_000 })
const kept = new LRUCache<string, readonly string[]>({ max: 10_000 })

function remembered(
  names: LRUCache<string, readonly string[]>,
  text: string,
  fold: () => readonly string[],
): readonly string[] {
  const known = names.get(text)
  if (known) return known
  const tokens = fold()
  // What is as long as a page is no name.
  if (text.length <= LONGEST_REMEMBERED) names.set(text, tokens)
  return tokens
}

const LONGEST_REMEMBERED = 100

function beside(run: readonly string[]): string[] {
  const [first = ''] = run
  if (run.length === 1) {
    const clusters = clustersOf(first)
    const cuts = clusters.keys().filter((cut) => cut > 0 && Math.min(cut, clusters.length - cut) <= PARTED)
    return [...cuts].flatMap((cut) => [clusters.slice(0, cut).join(''), clusters.slice(cut).join('')])
  }
  const lengths = [
    ...Array(JOINED - 1)
      .keys()
      .map((length) => length + 2),
    run.length,
  ]
  return lengths.flatMap((length) =>
    run.slice(length - 1).map((_, start) =>
      run
        .slice(start, start + length)
        .map(inOneOrder)
        .join(''),
    ),
  )
}

/** Words without spaces that follow each other. */
function runsOf(words: readonly string[]): string[][] {
  const runs: string[][] = [[]]
  for (const word of words) {
    if (SPACELESS.test(word)) runs.at(-1)?.push(word)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

/** Words of a name that are kept joined, and clusters of a beginning or an end: a long text is no name. */
const JOINED = 4
const PARTED = 6
const SPACELESS = /^\p{sc=Khmr}/u
const inOneOrder = (word: string) => clustersOf(word).join('')
const unique = (tokens: readonly string[]) => [...new Set(tokens.map(shorten).filter(Boolean))]

function wordsOf(text: string): readonly string[] {
  const words = plain(text).match(WORD) ?? []
  const named = words.filter((word) => !CONNECTOR.test(word))
  return named.length > 0 ? named : words
}

const LONGEST = 40
const WORD =
  /[\p{L}&&\p{sc=Arab}]+|[\p{L}&&\p{sc=Latn}]+|[\p{L}&&\p{sc=Khmr}][[\p{L}\p{M}]&&\p{sc=Khmr}]*|[0-9]+|[[\p{L}\p{N}]--[\p{sc=Arab}\p{sc=Latn}\p{sc=Khmr}0-9]][[\p{L}\p{M}\p{N}]--[\p{sc=Arab}\p{sc=Latn}\p{sc=Khmr}0-9]]*/gv

/** The article and the ezafe between two names: Zia-ul-Haq, Noor ud Din, Gul-e-Rana. */
const CONNECTOR = /^(?:[au](?:l|r|d|s|z|n|t|sh)|el|e|ال)$/

function plain(text: string): string {
  return parseDigits(
    text
      // Blessings after a prophet's name, one character that NFKD would spell out.
      .replace(/[\uFDFA\uFDFB\uFDFD]/g, ' ')
      .normalize('NFKD')
      .replace(/[\u0640\u02BB-\u02BF\u200C\u200D]/g, '')
      .replace(/[يىی]\u0670(?![\p{L}\p{M}])/gu, 'ا')
      .replace(/(?<=[\p{sc=Arab}\p{sc=Latn}])[\p{M}\p{Cf}'’‘`]+/gu, '')
      // Where a line may break between words that are written together.
      .replace(/(?<=\p{sc=Khmr})\p{Cf}+/gu, '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[يىېۍےۓ]/g, 'ی')
      .replace(/[كڪ]/g, 'ک')
      .replace(/[هەة]/g, 'ہ')
      // Pashto and Sindhi keyboards give ھ for a final ہ; after a stop it is Urdu's aspirate (سنگھ).
      .replace(/(?<![بپتٹټجچدڈډڑړکگګ])ھ(?!\p{L})/gu, 'ہ')
      .replace(/ء(?!\p{L})/gu, '')
      .replace(/(?<!\p{L})بی\s+بی(?!\p{L})/gu, 'بیبی'),
  )
}

function tokensOf(word: string): string[] {
  if (/^\p{sc=Arab}/u.test(word)) return split(word, ARABIC_COMPOUNDS).map(fromArabic)
  if (/^\p{sc=Latn}/u.test(word)) return split(word, LATIN_COMPOUNDS).map(fromLatin)
  if (SPACELESS.test(word)) return [inOneOrder(word)]
  return Array.from(SEGMENTER.segment(word), ({ segment }) => segment)
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' })

function shorten(token: string): string {
  return token.slice(0, LONGEST).replace(/\p{Cs}$/u, '')
}

/** Names written as one word or as two; between the parts stands the article as it is spoken. */
const ARABIC_COMPOUNDS = [
  /^(عبد|.{2,}(?=ا))(ا?للہ)$/,
  /^(عبد)ال(.{2,})$/,
  /^(عبد)ل$/,
  /^(.{2,})ال(حق|دین|رحمن|رحمان|عین|نسا)$/,
]
const LATIN_COMPOUNDS = [
  /^(abd)u(lah?)$/,
  /^(.{2,})(?:[aiu](llah)|u(lla))$/,
  /^(abd)[aeou](?:l|r(?=r)|s(?=s)|z(?=z)|n(?=n)|d(?=d)|sh(?=sh))(.{3,})$/,
  /^(abd)[aeou]+(?:[lrsznd]|sh)?$/,
  /^(.{2,}?)u(?:l(?=haq|ain)|r(?=r[ae]hm)|n(?=nisa)|d(?=d[ei]))(haq(?:ue)?|ain|r[ae]hmaa?n|nisa|d(?:ee|ei|i)n)$/,
]

function split(word: string, compounds: readonly RegExp[]): string[] {
  for (const compound of compounds) {
    const parts = compound.exec(word)?.slice(1).filter(Boolean)
    if (parts) return parts
  }
  return [word]
}

/**
 * Names that the skeleton would confuse with a far commoner one (Mahmood with Muhammad, Umar with Amir), or whose
 * spellings no rule joins. Vowels inside keep these tokens apart from all skeletons.
 */
const SPELLED: readonly (readonly [token: string, latin: RegExp, arabic: RegExp])[] = [
  ['alah', /^(?:[aiu]?l)?lah?$/, /^ا?للہ$/],
  ['mhmd', /^m[ou]?h?d$/, /^محمد$/],
  ['mahmud', /^m[ae]hm(?:oo|ou|u)d$/, /^محمود$/],
  ['husain', /^h[ou]s+(?:[ae][iy]|ee?)n$/, /^حسین$/],
  ['umar', /^[ou]m[ae]r$/, /^عمر$/],
  ['usman', /^[ou](?:s|th?)maa?n$/, /^عثمان$/],
  ['sayid', /^s(?:y|ay+|aiy)[aei]d$/, /^سید$/],
  ['sayida', /^s(?:y|ay+|aiy)[aei]dah?$/, /^سیدہ$/],
  // "New town", the name of many places.
  ['naushahr', /^n(?:o|[ao][uvw])sh[ae](?:r[ao]h?|h[ae]?r(?:[ao]h?)?)$/, /^نوشہر[ہو]?$|^نوښار$/],
]

function spelled(word: string, script: 1 | 2): string | undefined {
  return SPELLED.find((name) => name[script].test(word))?.[0]
}

function fromArabic(word: string): string {
  return (
    spelled(word, 2) ??
    merge(
      word
        .replace(ARTICLE, '')
        // The alif that the script writes as ی; the mark above it is mostly left out.
        .replace(/^(موس|عیس|یحی|مصطف|مرتض|مجتب|سلم|لیل|بشر|صغر|کبر|عظم)ی$/, '$1ا')
        .replace('شح', 'ش')
        .replace(/(?<=.)(?:[اہح]|(?<!ی)ع)$/, 'a')
        .replace(/^[اعءئ]/, 'a')
        .replace(/^و/, 'w')
        .replace(/^ی/, 'y')
        .replace(/[\p{sc=Arab}]/gu, (letter) => ARABIC.get(letter) ?? letter),
    )
  )
}

/** Not the first letters of Ilyas, Altaf, Almas, Ulfat, Ilahi, Ilham, Altamash, Alfia, Alveena. */
const ARTICLE = /^ال(?!یاس|طاف|ماس|فت|ہی|ہام|تمش|فی|وین)(?=..)/

/** Latin letters by the sound the letter has in Pakistan; a letter of `''` is a vowel or silent. */
const SOUNDS = {
  '': 'اعءوی',
  b: 'ب ٻ',
  p: 'پ',
  t: 'ت ط ٹ ټ ٽ ۃ',
  s: 'ث س ص څ',
  j: 'ج ڄ',
  ch: 'چ ڇ',
  h: 'ح ہ ھ',
  kh: 'خ ښ',
  d: 'د ډ ڈ ڏ ڊ ݙ',
  z: 'ذ ز ض ظ ځ',
  r: 'ر ړ ڑ ڙ',
  zh: 'ژ',
  sh: 'ش',
  g: 'غ گ ګ ڳ ږ',
  f: 'ف ڦ',
  k: 'ق ک',
  l: 'ل',
  m: 'م',
  n: 'ن ں ڼ ڻ ݨ ڱ ڃ',
  bh: 'ڀ',
  th: 'ٿ ٺ',
  dh: 'ڌ ڍ',
}
const ARABIC = new Map(
  Object.entries(SOUNDS).flatMap(([sound, letters]) =>
    Array.from(letters.replaceAll(' ', ''), (letter) => [letter, sound] as const),
  ),
)

function fromLatin(word: string): string {
  return (
    spelled(word, 1) ??
    merge(
      word
        .replace(/([cgksz]h|.)\1+/gu, '$1')
        .replace(/ck/g, 'k')
        .replace(/c(?=[eiy])/g, 's')
        .replace(/c(?!h)/g, 'k')
        .replace(/q/g, 'k')
        .replace(/x/g, 'ks')
        .replace(/ts/g, 's')
        .replace(/dz/g, 'z')
        .replace(/v/g, 'w')
        .replace(/(?<=.)(?:a|[aeiouwy]h)$/, 'A')
        .replace(/^[aeiou]+/, 'A')
        .replace(/^[wy]/, (letter) => letter.toUpperCase())
        .replace(/[aeiouwy]/g, '')
        .toLowerCase(),
    )
  )
}

/** What either script may spell in two ways; a digraph is its two letters, so that Ishaq is اسحاق and Mazhar مظہر. */
function merge(skeleton: string): string {
  return skeleton.replace(/gh/g, 'g').replace(/ph/g, 'f').replace(/nb/g, 'mb')
}
