import { expect, test } from 'vitest'
import { loadRelease } from '../release/loaded-release.ts'
import { riverland } from '../testing/index.ts'
import { isFresh } from './freshness.ts'

const facts = riverland.definition.facts.map((fact) => (fact.id === 'income' ? { ...fact, months: 6 } : fact))
const release = loadRelease({ ...riverland.definition, facts }, 'any')

test.each([
  ['2023-08-31', '2024-02-29', true],
  ['2023-08-31', '2024-03-01', false],
  ['2022-08-31', '2023-02-28', true],
  ['2022-08-31', '2023-03-01', false],
  ['2023-08-15', '2024-02-15', true],
  ['2023-08-15', '2024-02-16', false],
  ['2023-11-30', '2024-05-30', true],
])('what was observed on %s and lasts six months, on %s: %s', (observed_on, on, fresh) => {
  expect(isFresh(release, { kind: 'income', observed_on }, on)).toBe(fresh)
})

test('what does not go stale lasts', () => {
  expect(isFresh(release, { kind: 'certified', observed_on: '1990-01-01' }, '2024-01-01')).toBe(true)
})
