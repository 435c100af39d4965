import type { Definition } from '@onewindow/tenant'
import { describe, expect, it } from 'vitest'
import { differences } from './scenario/compare.ts'
import { loadScenarios } from './scenario/load.ts'
import { runScenario, screenScenario } from './scenario/run.ts'
import { outcomeOf, type ScenarioDay } from './scenario/scenario.ts'

/**
 * A tenant’s family cases as vitest tests: that each file is answered as expected, that on each of its days any other
 * expectation would be told, and that each programme is shown with a yes and with a no or an open question. Throws
 * `ScenarioError` where a file cannot be read.
 *
 * @example scenarioTests(definition, new URL('../scenarios/', import.meta.url))
 */
export function scenarioTests(
  definition: Definition,
  folder: URL,
  /** Programmes that the scenarios must show; all without it. */
  { shown = definition.programmes.map(({ id }) => id) }: { readonly shown?: readonly string[] } = {},
): void {
  const files = loadScenarios(folder)

  describe.each(files)('$file: $scenario.family', (file) => {
    it('is answered as expected', () => {
      const runs = runScenario(definition, file)
      const found = runs.flatMap(({ on, differences }) => differences.map((words) => `on ${on} ${words}`))
      expect(found).toEqual([])
    })

    it.each(file.scenario.days)('on $on any other answer would be told', (day) => {
      const { results } = screenScenario(definition, file.scenario, day)
      expect(differences(definition.formats, contradicted(day.expect), results)).toHaveLength(
        Object.values(day.expect).flatMap(Object.keys).length,
      )
    })
  })

  const programmes = definition.programmes.filter(({ id }) => shown.includes(id))
  // A suite without a test fails.
  if (programmes.length === 0) return
  describe('the scenarios together', () => {
    it.each(programmes)('show $id with a yes and with a no or an open question', ({ id, criteria }) => {
      const outcomes = files.flatMap(({ scenario }) =>
        scenario.days.flatMap((day) => Object.values(day.expect[id] ?? {}).map(outcomeOf)),
      )
      const neverCertain = criteria.some(({ rule }) => rule.op === 'unknown')
      if (!neverCertain) expect(outcomes).toContain('ELIGIBLE')
      expect(outcomes.some((said) => said === 'NOT_ELIGIBLE' || said === 'NEEDS_INFORMATION')).toBe(true)
    })
  })
}

/** The same expectations, each with another outcome: every one of them must be reported. */
const contradicted = (expected: ScenarioDay['expect']): ScenarioDay['expect'] =>
  Object.fromEntries(
    Object.entries(expected).map(([programme, units]) => [
      programme,
      Object.fromEntries(
        Object.entries(units).map(([unit, said]) => [
          unit,
          outcomeOf(said) === 'ELIGIBLE' ? 'NOT_ELIGIBLE' : 'ELIGIBLE',
        ]),
      ),
    ]),
  )
