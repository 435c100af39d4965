import type { FactExpression } from '../src/expression.ts'
import { type FactColumn, factColumn, type Shape } from '../src/sql/shape.ts'
import { parameterOf } from './family.ts'

export interface TestFact {
  readonly id: string
  readonly type: FactExpression['type']
  readonly scale?: number
  readonly rounds?: boolean
}

/** What persons and households of the tests can be asked: one or two facts of each kind. */
export const FACTS: readonly TestFact[] = [
  { id: 'widow', type: 'boolean' },
  { id: 'pupil', type: 'boolean' },
  { id: 'listed', type: 'boolean', rounds: true },
  { id: 'income', type: 'number', scale: 0 },
  { id: 'land', type: 'number', scale: 2 },
  { id: 'score', type: 'number', scale: 2, rounds: true },
  { id: 'birth_date', type: 'date' },
  { id: 'arrived', type: 'date' },
  { id: 'surveyed', type: 'date', rounds: true },
  { id: 'presence', type: 'text' },
  { id: 'marital_status', type: 'text' },
]

export const ROUNDS = ['2011', '2021', '2023'] as const
export const PROGRAMMES = ['zakat', 'kafaalat', 'sehat'] as const

export const PARAMETERS = [
  parameterOf('line', 2, { values: ['5.50'], rounds: ['2021', '2023'] }),
  parameterOf('old-line', 2, { values: ['3.25'], rounds: ['2011'], evidence: 'confirmed' }),
  parameterOf('quarrel', 0, { values: ['4', '9'], evidence: 'C', rounds: ['2023'] }),
  parameterOf('rumour', 0, { values: ['7'], evidence: 'G', rounds: ['2011', '2021'] }),
  parameterOf('nowhere', 1, { values: [], evidence: 'V-' }),
  parameterOf('dated', 0, { from: '2023-03-01', values: ['6'], rounds: ['2021'] }),
]

export const SHAPE: Shape = {
  households: 'households',
  persons: 'persons',
  relatives: 'relatives',
  enrolments: 'enrolments',
  column: (_, fact) => factColumn(fact),
}

/** Every column of a fact: one per round, two per date. */
export function columnsOf({ id, type, rounds }: TestFact): readonly FactColumn[] {
  const taken: readonly FactColumn[] = rounds ? ROUNDS.map((round) => ({ id, round })) : [{ id }]
  return type === 'date'
    ? taken.flatMap((column) => [
        { ...column, end: 'from' as const },
        { ...column, end: 'to' as const },
      ])
    : taken
}
