import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { present } from './present.ts'
import type { Result, Screening } from './screening-query.ts'

const result = (outcome: string, rest: Partial<Result> = {}): Result => ({
  programme: { id: 'grant', name: 'Grant' },
  unit: { kind: 'person', name: 'Willow' },
  outcome,
  text: `The text of ${outcome}.`,
  benefits: [
    { name: 'Cash', text: 'Rs 100 a month' },
    { name: 'A meal', text: '' },
  ],
  criteria: [
    { text: 'Is poor', state: 'met', stateText: 'Met', remedy: null },
    { text: 'Is a widow', state: 'not_met', stateText: 'Not met', remedy: { text: 'Bring the paper.' } },
    { text: 'Has a card', state: 'unverified', stateText: 'To be confirmed', remedy: null },
    { text: 'Is in need', state: 'unknown', stateText: 'Not known', remedy: null },
  ],
  missing: [],
  overlaps: [],
  documents: ['Card', 'Letter'],
  offices: [{ name: 'South branch' }, { name: 'Head office' }],
  nextStep: 'Apply',
  ...rest,
})

const screening = (...results: Result[]): Screening => ({ on: '2024-02-01', results, nextQuestion: null })
const shown = (asked: Screening, stream: object = {}) =>
  present({ stdout: Object.assign(process.stdout, stream) }, asked, (outcome) => outcome.toLowerCase())

/** Columns of the only line. */
const columns = (of: Result) => plain(screening(of)).split('\t')
const plain = (asked: Screening) => shown(asked, { isTTY: false })

describe('each outcome says what a clerk needs of it', () => {
  test('ELIGIBLE: what is met, where to go, what to bring', () => {
    expect(columns(result('ELIGIBLE'))).toEqual([
      'eligible',
      'Grant; Willow',
      'Rs 100 a month; A meal',
      '✓ Is poor',
      'Apply; South branch; Card, Letter',
    ])
  })

  test('NOT_ELIGIBLE: no amount, what is not met, and how to cure it', () => {
    expect(columns(result('NOT_ELIGIBLE'))).toEqual([
      'not_eligible',
      'Grant; Willow',
      '',
      '✗ Is a widow',
      'Bring the paper.',
    ])
  })

  test('NEEDS_INFORMATION: what to ask and of whom, and what the institution must confirm', () => {
    const missing = [
      { question: 'Which score?', givenBy: { name: 'Agency' }, remedy: { text: 'Ask for the survey.' } },
      { question: 'Which score?', givenBy: { name: 'Agency' }, remedy: { text: 'Ask for the survey.' } },
    ]
    const [, , , reasons, steps] = columns(result('NEEDS_INFORMATION', { missing }))
    expect(reasons).toBe('? Which score? (Agency); ~ Has a card: To be confirmed')
    expect(steps).toBe('Bring the paper.; Ask for the survey.')
  })

  test('NEEDS_INFORMATION without a question: what the institution judges', () => {
    expect(columns(result('NEEDS_INFORMATION'))[3]).toBe('? Is in need; ~ Has a card: To be confirmed')
  })

  test.each(['ALREADY_ENROLLED', 'NOT_IN_FORCE', 'EXCLUDED_BY_OVERLAP'])(
    '%s: its sentence and what stands in the way',
    (outcome) => {
      const [, , , reasons] = columns(result(outcome, { overlaps: [{ text: 'Not with Meals.' }] }))
      expect(reasons).toBe(`The text of ${outcome}.; ! Not with Meals.`)
    },
  )
})

test('what the family can have comes first, a household has no name, and the next question last', () => {
  const lines = plain({
    ...screening(
      result('NOT_IN_FORCE'),
      result('ELIGIBLE', { unit: { kind: 'household', name: 'The household' } }),
    ),
    nextQuestion: { text: 'How old?', subject: { name: 'Willow' }, programmes: [{ name: 'Grant' }] },
  }).split('\n')
  expect(lines.map((line) => line.split('\t').slice(0, 2))).toEqual([
    ['eligible', 'Grant'],
    ['not_in_force', 'Grant; Willow'],
    ['?', 'How old? (Willow)'],
  ])
})

test('on a terminal it is a table as wide as that', () => {
  const table = shown(screening(result('ELIGIBLE')), { isTTY: true, columns: 100 })
  const lines = stripVTControlCharacters(table).split('\n')
  expect(lines[0]).toMatch(/^┌─+┬─+┬─+┬─+┬─+┐$/)
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(90)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  expect(lines[1]).toMatch(/^│ eligible +│ Grant +│ Rs 100 a +│ ✓ Is poor +│ Apply +│$/)
})
