import { readdirSync } from 'node:fs'
import { type Outcome, parametersOn, screenHousehold } from '@onewindow/rules'
import { definitionOf } from '@onewindow/tenant'
import { describe, expect, it } from 'vitest'
import { kp } from '../src/index.ts'
import { differences } from './compare.ts'
import { householdOn } from './household.ts'
import { readScenario, type ScenarioDay } from './scenario.ts'

const definition = definitionOf(kp)
const folder = new URL('../scenarios/', import.meta.url)
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, scenario: readScenario(new URL(file, folder)) }))

/** Every outcome that a scenario states for a programme. */
const stated = new Map(definition.programmes.map(({ id }) => [id, new Set<string>()]))
for (const { expect: expected } of scenarios.flatMap(({ scenario }) => scenario.days)) {
  for (const [programme, units] of Object.entries(expected)) {
    for (const said of Object.values(units))
      stated.get(programme)?.add(typeof said === 'string' ? said : said.outcome)
  }
}

/** The same expectations, each with another outcome: every one of them must be reported. */
function contradicted(expected: ScenarioDay['expect']): ScenarioDay['expect'] {
  return Object.fromEntries(
    Object.entries(expected).map(([programme, units]) => [
      programme,
      Object.fromEntries(
        Object.entries(units).map(([unit, said]) => {
          const outcome = typeof said === 'string' ? said : said.outcome
          return [unit, outcome === 'ELIGIBLE' ? 'NOT_ELIGIBLE' : 'ELIGIBLE']
        }),
      ),
    ]),
  )
}

describe.each(scenarios)('$file: $scenario.family', ({ scenario }) => {
  it.each(scenario.days)('on $on', (day) => {
    const { household, refused } = householdOn(definition, scenario, day)
    const results = screenHousehold({
      programmes: definition.programmes,
      household,
      on: day.on,
      parameter: parametersOn(definition.parameters, day.on),
    })
    const unknown = Object.keys(day.expect).filter((id) => !stated.has(id))
    expect(unknown, 'programmes that do not exist').toEqual([])
    expect(refused).toEqual(day.refused ?? [])
    expect(differences(day.expect, results)).toEqual([])
    expect(differences(contradicted(day.expect), results)).toHaveLength(
      Object.values(day.expect).flatMap(Object.keys).length,
    )
  })
})

describe('the scenarios together', () => {
  it('tell of at least thirty families', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(30)
  })

  it.each(definition.programmes)(
    'show $id with a yes and with a no or an open question',
    ({ id, criteria }) => {
      const outcomes = stated.get(id) ?? new Set<Outcome>()
      const neverCertain = criteria.some(({ rule }) => rule.op === 'unknown')
      if (!neverCertain) expect(outcomes).toContain('ELIGIBLE')
      expect(outcomes.has('NOT_ELIGIBLE') || outcomes.has('NEEDS_INFORMATION')).toBe(true)
    },
  )
})
