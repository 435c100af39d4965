import { describe, expect, it, test } from 'vitest'
import { parameterOf } from '../test/family.ts'
import { RuleError } from './error.ts'
import { parametersOn, resolveParameter } from './resolve-parameter.ts'

const cutOff = parameterOf(
  'cut-off',
  2,
  { from: '2010-10-01', values: ['16.17'], rounds: ['2011'] },
  { from: '2020-12-03', to: '2021-01-01', values: ['29'], rounds: ['2021'] },
  { from: '2022-01-01', values: ['32', '31.15'], evidence: 'V-', rounds: ['2021', '2023'] },
)

test.each([
  { on: '2010-09-30', values: [], evidence: 'G', from: undefined, rounds: [] },
  { on: '2010-10-01', values: [1617], evidence: 'V', from: '2010-10-01', rounds: ['2011'] },
  { on: '2020-12-02', values: [1617], evidence: 'V', from: '2010-10-01', rounds: ['2011'] },
  { on: '2020-12-31', values: [2900], evidence: 'V', from: '2020-12-03', rounds: ['2021'] },
  { on: '2021-01-01', values: [], evidence: 'G', from: undefined, rounds: [] },
  { on: '2030-01-01', values: [3115, 3200], evidence: 'C', from: '2022-01-01', rounds: ['2021', '2023'] },
])('the cut-off on $on is $values', ({ on, ...expected }) => {
  const { values, evidence, from, rounds } = resolveParameter(cutOff, on)
  expect({ values, evidence, from, rounds }).toEqual(expected)
})

describe('conflicts', () => {
  it('keeps every value of entries that begin together, and marks them C', () => {
    const parameter = parameterOf(
      'wage',
      0,
      { values: ['26000'], source: 'Dawn' },
      { values: ['25000'], source: 'ARY' },
    )
    expect(resolveParameter(parameter, '2024-02-01')).toMatchObject({
      values: [25000, 26000],
      evidence: 'C',
      source: 'Dawn; ARY',
    })
  })

  it('does not call two spellings of one value a conflict', () => {
    const parameter = parameterOf('wage', 2, { values: ['26000', '26000.00'] })
    expect(resolveParameter(parameter, '2024-02-01')).toMatchObject({ values: [2600000], evidence: 'V' })
  })

  it('shows a value that was looked for and not established, with its source', () => {
    const parameter = parameterOf('line', 0, { values: [], evidence: 'V-', source: 'press' })
    expect(resolveParameter(parameter, '2024-02-01')).toMatchObject({
      values: [],
      evidence: 'V-',
      source: 'press',
    })
  })
})

test.each(['16.175', '1 6', '', '1e3', '.5', '99999999999999999'])('refuses the value "%s"', (text) => {
  const parameter = parameterOf('line', 2, { values: [text] })
  expect(() => resolveParameter(parameter, '2024-02-01')).toThrow(RuleError)
})

it('names a parameter that does not exist', () => {
  expect(() => parametersOn([cutOff], '2024-02-01')('cutoff')).toThrow(
    'RULE_PARAMETER_UNKNOWN {"id":"cutoff"}',
  )
})
