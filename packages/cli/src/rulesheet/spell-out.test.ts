import {
  add,
  age,
  all,
  any,
  atMost,
  below,
  booleanFact,
  choose,
  count,
  day,
  decimal,
  divide,
  either,
  enrolled,
  greatest,
  household,
  is,
  known,
  members,
  multiply,
  not,
  notBefore,
  numberFact,
  on,
  parameter,
  relatives,
  subtract,
  sum,
  textFact,
  unit,
  unknown,
  yes,
} from '@onewindow/rules'
import { createTranslator } from '@onewindow/tenant'
import { riverland } from '@onewindow/testkit'
import { expect, test } from 'vitest'
import { type Spelled, spellAmount, spellOut } from './spell-out.ts'

// Made-up facts have no labels: their keys stand for them.
const texts = createTranslator(riverland.definition, 'en')
const outline = ({ text, parts }: Spelled, depth = 0): string =>
  [`${'  '.repeat(depth)}${text}`, ...parts.map((part) => outline(part, depth + 1))].join('\n')
const rooms = numberFact(household, 'x_rooms')
const adult = (who: string) => not(below(age(who), decimal('18')))

test('a rule reads as it is evaluated: all of all is one list, one of one is itself', () => {
  const rule = all(
    all(notBefore(on, day('2022-12-06')), either(known(textFact(unit, 'x_sex')))),
    either(is(textFact(unit, 'sex'), 'female', 'male'), unknown),
    any(relatives(unit, 'spouse'), (who) => all(booleanFact(who, 'x_abroad'), booleanFact(unit, 'x_abroad'))),
    atMost(count(members('resident', 'absent'), adult), add(rooms, parameter('cut_off', 2))),
    enrolled(unit, 'meals', 'confirmed'),
    atMost(numberFact(unit, 'x_score', 2, 'cut_off'), parameter('cut_off', 2)),
  )
  expect(outline(spellOut(rule, texts))).toMatchInlineSnapshot(`
    "All of these:
      the day that is asked about: on 6 December 2022 or later
      fact.x_sex.label: it is known
      At least one of these:
        Sex: Female / Male
        No test was found: the institution is asked.
      Husband or wife: at least one of whom this is so:
        All of these:
          fact.x_abroad.label
          fact.x_abroad.label (of the one who would benefit)
      Members of the household (Lives here / Away): how many: at most (fact.x_rooms.label + «Cut-off»)
        Not:
          years since Date of birth: below 18
      Receives programme.meals.name (Confirmed by decision or letter)
      fact.x_score.label (of a survey round that «Cut-off» is stated for): at most «Cut-off»"
  `)
})

test('someone, whoever it is, is a number of people', () => {
  const widow = not(any(relatives(unit, 'spouse'), () => yes))
  expect(outline(spellOut(widow, texts))).toBe('Not:\n  Husband or wife: how many: at least 1')
})

test('an amount reads as it is computed', () => {
  const amount = choose(
    booleanFact(household, 'x_poor'),
    divide(
      multiply(
        sum(members(), (who) => numberFact(who, 'x_wage')),
        decimal('0.5'),
      ),
      12,
      0,
      'half_up',
    ),
    greatest(subtract(parameter('grant.amount', 2), rooms), count(members())),
  )
  expect(outline(spellAmount(amount, texts))).toMatchInlineSnapshot(`
    "(Members of the household: fact.x_wage.label added up × 0.5) ÷ 12 (rounded) if what follows is so, otherwise the largest of («Grant» − fact.x_rooms.label) / Members of the household: how many
      fact.x_poor.label"
  `)
})
