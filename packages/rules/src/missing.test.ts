import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booleanExpression } from '../test/arbitrary-expression.ts'
import { households, observable } from '../test/arbitrary-household.ts'
import { ON } from '../test/family.ts'
import { FACTS, PARAMETERS } from '../test/vocabulary.ts'
import { evaluateBoolean } from './evaluate.ts'
import { explainBoolean } from './explain.ts'
import type { BooleanExpression } from './expression.ts'
import type { Household, Observation, Person } from './household.ts'
import { parametersOn } from './resolve-parameter.ts'
import { factsOf, visit } from './walk.ts'

/** `known` and the choice of a round look at whether something was said, so that saying more may turn them. */
function asksWhatWasSaid(expression: BooleanExpression): boolean {
  let asks = factsOf(expression).some(({ roundOf }) => roundOf !== undefined)
  visit(expression, ({ op }) => {
    asks ||= op === 'known'
  })
  return asks
}

const learnt = fc.record(Object.fromEntries(FACTS.map((fact) => [fact.id, observable(fact)])))

/** The household with one more fact, for each fact of someone that is not known. */
function learnings(household: Household, values: Readonly<Record<string, Observation['value']>>) {
  const { members, others } = household
  return [household, ...members, ...others].flatMap((subject) =>
    Object.entries(values).flatMap(([fact, value]) => {
      if (subject.facts[fact] !== undefined) return []
      const tell = <Subject extends Person | Household>(of: Subject): Subject =>
        of.id === subject.id ? { ...of, facts: { ...of.facts, [fact]: { value } } } : of
      const told = tell({ ...household, members: members.map(tell), others: others.map(tell) })
      return [{ subject: subject.id, fact, told }]
    }),
  )
}

test('learning more never turns a result, and only a fact named as missing decides one', () => {
  const parameter = parametersOn(PARAMETERS, ON)
  const seen = { decided: 0, decidedByMissing: 0, otherFacts: 0 }
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4 }).chain(booleanExpression),
      households,
      learnt,
      (expression, [household], values) => {
        fc.pre(household !== undefined && !asksWhatWasSaid(expression))
        const scope = { household, unit: household.id, on: ON, parameter }
        const before = explainBoolean(expression, scope)
        for (const { subject, fact, told } of learnings(household, values)) {
          const after = evaluateBoolean(expression, { ...scope, household: told })
          if (before.value !== null) {
            seen.decided++
            expect({ subject, fact, after }).toEqual({ subject, fact, after: before.value })
          } else if (before.missing.some((each) => each.subject === subject && each.fact === fact)) {
            if (after !== null) seen.decidedByMissing++
          } else {
            seen.otherFacts++
            expect({ subject, fact, after }).toEqual({ subject, fact, after: null })
          }
        }
      },
    ),
    { numRuns: 3000, seed: 20240201 },
  )
  for (const each of Object.values(seen)) expect(each).toBeGreaterThan(200)
})
