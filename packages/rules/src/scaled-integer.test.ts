import { describe, expect, it, test } from 'vitest'
import { family, ON, scopeOf } from '../test/family.ts'
import { decimal, divide, multiply, numberFact, unit } from './builder.ts'
import { evaluateNumber } from './evaluate.ts'
import { quotient, rescale, safe, scaledInteger } from './scaled-integer.ts'

test.each([
  ['16.17', 2, 1617],
  ['32', 2, 3200],
  ['-0.5', 2, -50],
  ['0', 0, 0],
])('%s at scale %i is %i', (text, scale, value) => {
  expect(scaledInteger(text, scale)).toBe(value)
})

test.each(['16.175', '+1', '1 000', '٣٢', 'NaN'])('%s is refused at scale 2', (text) => {
  expect(() => scaledInteger(text, 2)).toThrow('RULE_NUMBER_MALFORMED')
})

describe('the guard', () => {
  it.each([2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY, 0.5])('refuses %d', (value) => {
    expect(() => safe(value)).toThrow('RULE_NUMBER_UNSAFE')
  })

  it('knows one zero', () => {
    expect(Object.is(safe(-0), 0)).toBe(true)
  })

  it('refuses a product, and a value brought to more digits, rather than count inexactly', () => {
    const household = family({ facts: { income: 3_000_000_000 } })
    const income = numberFact(unit, 'income')
    const scope = scopeOf(household, { on: ON })
    expect(() => evaluateNumber(multiply(income, multiply(income, income)), scope)).toThrow(
      'RULE_NUMBER_UNSAFE',
    )
    expect(() => rescale(2 ** 50, 0, 2)).toThrow('RULE_NUMBER_UNSAFE')
  })

  it('refuses a fact that is no whole number', () => {
    const scope = scopeOf(family({ facts: { income: 0.5 } }))
    expect(() => evaluateNumber(numberFact(unit, 'income'), scope)).toThrow('RULE_NUMBER_UNSAFE')
  })
})

test.each([
  ['down', 8999999999999996, 2999999999999998],
  ['up', 8999999999999995, 2999999999999999],
  ['up', 8999999999999997, 2999999999999999],
  ['down', -8999999999999998, -3000000000000000],
  ['half_up', 3000000000000001, 1000000000000000],
  ['half_up', 3000000000000002, 1000000000000001],
] as const)('a third of a large number, rounded %s, is exact', (rounding, value, expected) => {
  expect(quotient(value, 3, { from: 0, to: 0, rounding })).toBe(expected)
})

test('only a positive whole number divides', () => {
  for (const by of [0, -2, 1.5]) {
    expect(() => evaluateNumber(divide(decimal('1'), by, 0, 'down'), scopeOf(family({})))).toThrow(
      'RULE_NODE_MALFORMED',
    )
  }
})
