/**
 * Every folded word that is one letter away: one left out, one too many, one for another, two in each other's place. A
 * word of two letters is only found where one was too many or left out of what is kept; other scripts have no such letters.
 */
export function neighboursOf(token: string): readonly string[] {
  if (!/^[a-z]{2,}$/.test(token)) return []
  const places = Array.from({ length: token.length + 1 }, (_, place) => place)
  const cut = (place: number, length: number) => [token.slice(0, place), token.slice(place + length)] as const
  const inserted = places.flatMap((place) => {
    const [before, after] = cut(place, 0)
    return LETTERS.map((letter) => before + letter + after)
  })
  if (token.length < 3) return unique(inserted, token)
  const inner = places.slice(0, -1)
  const dropped = inner.map((place) => cut(place, 1).join(''))
  const replaced = inner.flatMap((place) => {
    const [before, after] = cut(place, 1)
    return LETTERS.map((letter) => before + letter + after)
  })
  const swapped = inner.slice(0, -1).map((place) => {
    const [before, after] = cut(place, 2)
    return `${before}${token[place + 1]}${token[place]}${after}`
  })
  return unique([...dropped, ...replaced, ...swapped, ...inserted], token)
}

/** What folded words of Arabic and Latin script consist of. */
const LETTERS = Array.from('abcdfghijklmnprstuwyz')
const unique = (tokens: readonly string[], own: string) => [...new Set(tokens)].filter((one) => one !== own)
