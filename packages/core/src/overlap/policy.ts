import { benefitsOf, type Household, mayStop, timesAYear, type YearlySum, yearlySum } from '@onewindow/rules'
import type { LoadedRelease } from '../release/service.ts'

/** An overlap rule of a programme, one for each programme that it names. */
export interface OverlapRule {
  readonly programme: string
  readonly rule: string
  readonly other: string
  readonly among: 'unit' | 'couple' | 'household'
  readonly bars: boolean
}

export const overlapRules = ({ definition }: LoadedRelease): readonly OverlapRule[] =>
  definition.programmes.flatMap(({ id, overlaps = [] }) =>
    overlaps.flatMap((overlap) =>
      overlap.programmes.map((other) => ({
        programme: id,
        rule: `${id}.${overlap.id}`,
        other,
        among: overlap.among,
        bars: mayStop(overlap),
      })),
    ),
  )

const NOBODY: Household = {
  id: 'household',
  facts: {},
  members: [{ id: 'person', facts: {} }],
  others: [],
  relationships: [],
  enrolments: [],
}

/** A year of a programme on a day for someone of whom nothing else is known; null where no amount is known. */
export function yearlyOf(release: LoadedRelease, programme: string, on: string): YearlySum | null {
  const { unit, benefits } = release.requireProgramme(programme)
  const due = benefitsOf(benefits, {
    household: NOBODY,
    unit: unit.kind === 'household' ? NOBODY.id : 'person',
    on,
    parameter: (id) => release.parameter(id, on),
  })
  return yearlySum(due, release.definition.formats.currency)
}

/** A year of what a list says is paid. */
export const yearlyOfListed = (amount: number, period: 'once' | 'month' | 'quarter' | 'year'): YearlySum => {
  const sum = amount * timesAYear(period)
  return { low: sum, high: sum }
}
