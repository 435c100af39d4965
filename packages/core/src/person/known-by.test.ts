import fc from 'fast-check'
import { expect, test } from 'vitest'
import { knownBy, type Word, wordBits, yearBits } from './known-by.ts'

const word = fc.record({
  kind: fc.constantFrom('name', 'parent', 'village'),
  token: fc.string(),
}) as fc.Arbitrary<Word>
const year = fc.integer({ min: 1850, max: 2200 })
const day = (of: number) => `${of}-07-01`
const holds = (bits: number, wanted: number) => (BigInt(bits) & BigInt(wanted)) === BigInt(wanted)
const meets = (bits: number, wanted: number) => (BigInt(bits) & BigInt(wanted)) !== 0n

test('whoever holds words has their bits', () => {
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (some, more) =>
      holds(knownBy([...some, ...more], { birth_from: null, birth_to: null }), wordBits(some)),
    ),
  )
})

test('whoever may be born in one of some years has one of their bits, and so has everyone of whom nobody knows', () => {
  fc.assert(
    fc.property(year, fc.nat(3), fc.nat(4), fc.nat(3), (born, unsure, wide, off) => {
      const bits = knownBy([], { birth_from: day(born), birth_to: day(born + unsure) })
      const from = born + Math.min(off, unsure) - wide
      return (
        meets(bits, yearBits(from, from + wide)) &&
        meets(knownBy([], { birth_from: null, birth_to: null }), yearBits(from, from))
      )
    }),
  )
})

test('they fit a number, and stay what they were: they are stored', () => {
  const words: Word[] = [
    { kind: 'name', token: 'mhmd' },
    { kind: 'parent', token: 'mhmd' },
    { kind: 'village', token: 'ភូមិ' },
  ]
  const bits = knownBy(words, { birth_from: '1984-06-01', birth_to: '1984-06-01' })
  expect(Number.isSafeInteger(bits)).toBe(true)
  expect(bits.toString(2)).toMatchInlineSnapshot(`"10000100000001000000100100100001000000000"`)
})
