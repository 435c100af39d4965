import { expect, it } from 'vitest'
import {
  age,
  all,
  any,
  atMost,
  choose,
  count,
  decimal,
  members,
  numberFact,
  parameter,
  sum,
  unit,
  yes,
} from './builder.ts'
import { factsOf, parametersOf, visit } from './walk.ts'

const rule = all(
  any(members('resident'), (who) => atMost(age(who), choose(yes, parameter('old'), decimal('60')))),
  atMost(numberFact(unit, 'score', 2, 'cut-off'), parameter('cut-off', 2)),
  atMost(
    sum(
      members(),
      (who) => numberFact(who, 'wage'),
      () => atMost(count(members()), 3),
    ),
    decimal('9'),
  ),
)

it('finds the facts, once each, with what a filter reads', () => {
  expect(factsOf(all(rule, rule)).map(({ who, id }) => `${who} ${id}`)).toEqual([
    'p1 presence',
    'p1 birth_date',
    'unit score',
    'p1 wage',
  ])
})

it('finds the parameters, those for rounds too', () => {
  expect(parametersOf(rule)).toEqual(['old', 'cut-off'])
})

it('sees the whole before its parts', () => {
  const seen: string[] = []
  visit(
    atMost(
      sum(members(), () => decimal('1')),
      5,
    ),
    ({ op }) => seen.push(op),
  )
  expect(seen).toEqual(['compare', 'sum', 'boolean', 'number', 'number'])
})
