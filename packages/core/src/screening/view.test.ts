import { CANDIDATE, type MissingFact, type ProgrammeResult } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { describe, expect, it } from 'vitest'
import { resultViews, type ScreeningView } from './view.ts'

const view = {
  household: 'h',
  sensitive: true,
  release: { requireProgramme: (id: string) => ({ id }) as Programme },
} as ScreeningView // resultViews reads nothing else

const waitingFor = (...missing: MissingFact[]) => ({
  criteria: [{ id: CANDIDATE, state: 'unknown' as const, evidence: 'V' as const, reads: [], missing }],
  missing,
})
const ill: MissingFact = { subject: 'h', fact: 'ill' }

const result = (unit: string, of: Partial<ProgrammeResult> = {}): ProgrammeResult => ({
  programme: 'stipend',
  unit: { kind: 'person', id: unit },
  outcome: 'NEEDS_INFORMATION',
  ...waitingFor(ill, { subject: unit, fact: 'ill' }),
  overlaps: [],
  benefits: [],
  curable: false,
  ...of,
})
const units = (...results: ProgrammeResult[]) =>
  resultViews(view, results).map((shown) => `${shown.result.programme} ${shown.result.unit.id}`)

describe('results that wait for the same answer', () => {
  it('are said once, of the household, with what it can say', () => {
    expect(units(result('a'), result('b'))).toEqual(['stipend h'])
    expect(resultViews(view, [result('a')])[0]?.result.missing).toEqual([ill])
  })
  it('stay apart by programme', () => {
    expect(units(result('a'), result('a', { programme: 'grant' }))).toEqual(['stipend h', 'grant h'])
  })
  it('stay with the person where only the person can say', () => {
    const own = waitingFor({ subject: 'a', fact: 'married' })
    expect(units(result('a', own), result('b'))).toEqual(['stipend a', 'stipend h'])
  })
  it('stay with a person who is a candidate', () => {
    const sure = { criteria: [], missing: [ill] }
    expect(units(result('a', sure), result('b', sure))).toEqual(['stipend a', 'stipend b'])
  })
  it('stay with the person where the answer is given', () => {
    expect(units(result('a', { outcome: 'NOT_ELIGIBLE' }), result('b'))).toEqual(['stipend a', 'stipend h'])
  })
})
