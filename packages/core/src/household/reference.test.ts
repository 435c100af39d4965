import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newReference, parseReference } from './reference.ts'

const SYMBOLS = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 })
const reference = bytes.map((random) => newReference(() => random))

const replaceAt = (text: string, index: number, symbol: string) =>
  text.slice(0, index) + symbol + text.slice(index + 1)

describe('newReference', () => {
  test('groups nine symbols by three', () => {
    expect(newReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{3}){2}$/)
  })

  test('carries all forty bits', () => {
    expect(newReference(() => new Uint8Array(5))).toBe('000-000-000')
    expect(newReference(() => Uint8Array.of(255, 255, 255, 255, 255))).toBe('ZZZ-ZZZ-ZZ8')
    expect(newReference(() => Uint8Array.of(0, 0, 0, 0, 1))).toBe('000-000-01Y')
    expect(newReference(() => Uint8Array.of(128, 0, 0, 0, 0))).toBe('G00-000-00G')
  })

  test('differs each time', () => {
    expect(new Set(Array.from({ length: 2_000 }, () => newReference())).size).toBe(2_000)
  })

  test('refuses a generator that gives too little', () => {
    expect(() => newReference(() => new Uint8Array(4))).toThrow(RangeError)
  })
})

describe('parseReference', () => {
  test('reads back every reference', () => {
    fc.assert(
      fc.property(reference, (text) => {
        expect(parseReference(text)).toBe(text)
      }),
    )
  })

  test.each([
    ['lower case', 'k7q-29x-mwk'],
    ['no hyphens', 'K7Q29XMWK'],
    ['spaces', ' K7Q 29X  MWK '],
    ['other dashes', 'K7Q–29X‑MWK'],
    ['Persian digits', 'K۷Q-۲۹X-MWK'],
    ['Arabic digits', 'K٧Q-٢٩X-MWK'],
    ['full-width letters', 'Ｋ７Ｑ－２９Ｘ－ＭＷＫ'],
    ['marks of direction', '\u2068K7Q-29X-MWK\u2069\u200e'],
  ])('forgives %s', (_, text) => {
    expect(parseReference(text)).toBe('K7Q-29X-MWK')
  })

  test('reads O as 0, I and L as 1', () => {
    const text = newReference(() => Uint8Array.of(0, 66, 16, 132, 33))
    expect(text).toBe('011-111-11N')
    expect(parseReference('oil-IlL-i1M')).toBeNull()
    expect(parseReference('oil-IlL-iLn')).toBe(text)
  })

  test.each(['', '-', 'K7Q-29X-MW', 'K7Q-29X-MWK0', 'K7Q-29X-MW3', 'K7U-29X-MWK', 'K7Q/29X/MWK', 'محمد'])(
    'refuses %j',
    (text) => {
      expect(parseReference(text)).toBeNull()
    },
  )

  test('notices every single wrong character', () => {
    fc.assert(
      fc.property(reference, (text) => {
        for (const [index, right] of Array.from(text).entries()) {
          if (right === '-') continue
          for (const wrong of SYMBOLS) {
            if (wrong !== right) expect(parseReference(replaceAt(text, index, wrong))).toBeNull()
          }
        }
      }),
    )
  })

  test('notices all swapped neighbours but 0 and Z: 990 pairs of 992', () => {
    const missed = new Set<string>()
    let pairs = 0
    for (const first of SYMBOLS) {
      for (const second of SYMBOLS) {
        if (first === second) continue
        pairs++
        for (let index = 0; index < 8; index++) {
          const text = valid(replaceAt(replaceAt('3A7KQ29XM', index, first), index + 1, second), index)
          const swapped = replaceAt(replaceAt(text, index, second), index + 1, first)
          expect(parseReference(text)).not.toBeNull()
          if (parseReference(swapped)) missed.add(first + second)
        }
      }
    }
    expect(pairs).toBe(992)
    expect(missed).toEqual(new Set(['0Z', 'Z0']))
  })
})

/** Makes the check right by changing a symbol other than the two at `index`. */
function valid(text: string, index: number): string {
  const free = index < 4 ? 8 : 0
  const right = SYMBOLS.map((symbol) => replaceAt(text, free, symbol)).find((each) => parseReference(each))
  if (!right) throw new Error(`No symbol makes ${text} valid`)
  return right
}
