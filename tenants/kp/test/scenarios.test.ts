import { definitionOf } from '@onewindow/tenant'
import { loadScenarios } from '@onewindow/testkit/scenarios'
import { scenarioTests } from '@onewindow/testkit/vitest'
import { expect, it } from 'vitest'
import { kp } from '../src/index.ts'

const folder = new URL('../scenarios/', import.meta.url)
scenarioTests(definitionOf(kp), folder)

it('tells of at least thirty families, each on at least two days', () => {
  const days = loadScenarios(folder).map(({ scenario }) => scenario.days.length)
  expect(days.length).toBeGreaterThanOrEqual(30)
  expect(Math.min(...days)).toBeGreaterThanOrEqual(2)
})
