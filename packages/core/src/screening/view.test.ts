import { CANDIDATE, type ProgrammeResult } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { describe, expect, it } from 'vitest'
import { resultViews, type ScreeningView } from './view.ts'

const view = {
  household: 'h',
  release: { requireProgramme: (id: string) => ({ id }) as Programme },
} as ScreeningView // resultViews reads nothing else

const result = (unit: string, of: Partial<ProgrammeResult>): ProgrammeResult => ({
  programme: 'stipend',
  unit: { kind: 'person', id: unit },
  outcome: 'NEEDS_INFORMATION',
  criteria: [{ id: CANDIDATE, state: 'unknown', evidence: 'V', reads: [] }],
  overlaps: [],
  benefits: [],
  missing: [{ subject: 'h', fact: 'ill' }],
  curable: false,
  ...of,
})
const units = (...results: ProgrammeResult[]) =>
  resultViews(view, results).map((shown) => `${shown.result.programme} ${shown.result.unit.id}`)

describe('results that wait for the same answer', () => {
  it('are said once, of the household', () => {
    expect(units(result('a', {}), result('b', {}))).toEqual(['stipend h'])
  })
  it('stay apart by programme', () => {
    expect(units(result('a', {}), result('a', { programme: 'grant' }))).toEqual(['stipend h', 'grant h'])
  })
  it('stay with the person where the person has to say something', () => {
    const own = [{ subject: 'a', fact: 'ill' }]
    expect(units(result('a', { missing: own }), result('b', {}))).toEqual(['stipend a', 'stipend h'])
  })
  it('stay with a person who is a candidate', () => {
    expect(units(result('a', { criteria: [] }), result('b', { criteria: [] }))).toEqual([
      'stipend a',
      'stipend b',
    ])
  })
  it('stay with the person where the answer is given', () => {
    expect(units(result('a', { outcome: 'NOT_ELIGIBLE', missing: [] }), result('b', {}))).toEqual([
      'stipend a',
      'stipend h',
    ])
  })
})
