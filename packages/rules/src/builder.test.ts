import { describe, expect, it, test } from 'vitest'
import {
  above,
  add,
  age,
  all,
  any,
  before,
  below,
  booleanFact,
  choose,
  count,
  dateFact,
  day,
  decimal,
  elapsed,
  is,
  known,
  members,
  not,
  numberFact,
  textFact,
  unit,
} from './builder.ts'

describe('a rule', () => {
  it('is the same tree whenever it is built', () => {
    const build = () =>
      any(members(), (parent) =>
        all(
          booleanFact(parent, 'widow'),
          any(members(), (child) => below(age(child), 18)),
        ),
      )
    const rule = build()
    build()
    expect(JSON.stringify(build())).toBe(JSON.stringify(rule))
  })

  it('names persons by depth, so that an outer one stays visible', () => {
    expect(
      any(members(), (a) => any(members(), (b) => all(booleanFact(a, 'x'), booleanFact(b, 'y')))),
    ).toMatchObject({
      as: 'p1',
      where: { as: 'p2', where: { of: [{ who: 'p1' }, { who: 'p2' }] } },
    })
  })

  it('starts again after a body that threw', () => {
    const fail = () => {
      throw new Error('author')
    }
    expect(() => any(members(), fail)).toThrow('author')
    expect(count(members())).toMatchObject({ as: 'p1' })
  })
})

test.each([
  ['16.17', 1617, 2],
  ['0.05', 5, 2],
  ['-0.5', -5, 1],
  ['7', 7, 0],
])('decimal %s is exact', (text, value, scale) => {
  expect(decimal(text)).toEqual({ op: 'number', value, scale })
})

test.each(['', '1,5', '1.', '.5', '1e3', 'x'])('decimal refuses "%s"', (text) => {
  expect(() => decimal(text)).toThrow('RULE_NUMBER_MALFORMED')
})

test('what means nothing does not compile', () => {
  const date = dateFact(unit, 'birth_date')
  const text = textFact(unit, 'sex')
  const truth = booleanFact(unit, 'widow')
  const number = numberFact(unit, 'income')
  // @ts-expect-error a date is not below a number
  below(date, 18)
  // @ts-expect-error a number is not before a day
  before(number, day('2024-02-01'))
  // @ts-expect-error a day is built, not written
  before(date, '2024-02-01')
  // @ts-expect-error a text has no order
  above(text, 1)
  // @ts-expect-error a truth value is not counted with
  add(number, truth)
  // @ts-expect-error a number is no condition
  all(truth, number)
  // @ts-expect-error a text is no condition
  not(text)
  // @ts-expect-error only texts have options
  is(number, 'female')
  // @ts-expect-error options are texts
  is(text, 1)
  // @ts-expect-error only a fact can be known
  known(below(number, 5))
  // @ts-expect-error age is of a date
  elapsed(number, 'years')
  // @ts-expect-error years or months
  elapsed(date, 'days')
  // @ts-expect-error both branches are numbers
  choose(truth, number, date)
  // @ts-expect-error presence is one of three
  members('travelling')
  // @ts-expect-error the condition of a count is no number
  count(members(), (who) => numberFact(who, 'income'))
  expect(known(truth)).toEqual({ op: 'known', of: truth })
})
