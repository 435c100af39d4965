import type { Outcome } from '@onewindow/rules'
import type { Guarantee, Programme } from '@onewindow/tenant'
import type { HouseholdId, PersonId } from '../ids.ts'
import type { Outcomes } from './pack.ts'
import { COUNTS, type Count, type CoverageTable } from './table.ts'

/** Who is counted, and in which groups. */
export interface CountedPerson {
  readonly id: PersonId
  readonly sex: string
  readonly ageGroup: string
  readonly disability: 'yes' | 'no' | 'unknown'
  /** Someone who is away from one household and lives in another is counted there. */
  readonly here: boolean
}

export interface CountedHousehold {
  readonly id: HouseholdId
  readonly area: string
  readonly members: readonly CountedPerson[]
  /** In the order of the programmes. */
  readonly outcomes: readonly Outcomes[]
}

/** A group of one area, and what was counted of it. */
export type Cell = Pick<
  CoverageTable,
  'operating_area' | 'measure' | 'subject' | 'unit' | 'sex' | 'age_group' | 'disability' | Count
>

const COUNT_OF: Readonly<Record<Exclude<Outcome, 'NOT_IN_FORCE'>, Count>> = {
  ALREADY_ENROLLED: 'enrolled',
  ELIGIBLE: 'eligible',
  NEEDS_INFORMATION: 'unknown',
  EXCLUDED_BY_OVERLAP: 'barred',
  NOT_ELIGIBLE: 'not_eligible',
}

const countOf = (outcome: Outcome): Count | undefined =>
  outcome === 'NOT_IN_FORCE' ? undefined : COUNT_OF[outcome]

/**
 * Counts households by programme and by guarantee. Of a programme its units are counted. Of a guarantee people are, once each, at
 * the best that any of its programmes gives them or their household: a person enrolled in two is one person covered.
 */
export function tally(households: readonly CountedHousehold[], programmes: readonly Programme[]): Cell[] {
  const cells = new Map<string, Cell>()

  function count(group: Omit<Cell, Count>, outcome: Count): void {
    const key = JSON.stringify(Object.values(group))
    const cell = cells.get(key) ?? { ...group, ...ZERO }
    cells.set(key, { ...cell, [outcome]: cell[outcome] + 1 })
  }

  const groupsOf = ({ sex, ageGroup, disability }: CountedPerson) =>
    ({ unit: 'person', sex, age_group: ageGroup, disability }) as const

  for (const { id, area, members: all, outcomes } of households) {
    const members = all.filter(({ here }) => here)
    const best = new Map<string, Map<Guarantee, Count>>()
    for (const [index, programme] of programmes.entries()) {
      const of = { operating_area: area, measure: 'programme', subject: programme.id } as const
      const whole = outcomes[index]?.get(id)
      const wholeCount = whole === undefined ? undefined : countOf(whole)
      // Of a programme for persons, what is said of the household as a whole says only that nobody is a candidate.
      if (wholeCount !== undefined && programme.unit.kind === 'household')
        count({ ...of, unit: 'household', sex: '', age_group: '', disability: '' }, wholeCount)
      for (const member of members) {
        const outcome = outcomes[index]?.get(member.id)
        const own = outcome === undefined ? undefined : countOf(outcome)
        if (own !== undefined) count({ ...of, ...groupsOf(member) }, own)
        const reached = own ?? (programme.unit.kind === 'household' ? wholeCount : undefined)
        if (reached === undefined) continue
        for (const guarantee of programme.guarantees) {
          const known = best.get(member.id) ?? new Map<Guarantee, Count>()
          const before = known.get(guarantee)
          if (before === undefined || COUNTS.indexOf(reached) < COUNTS.indexOf(before))
            known.set(guarantee, reached)
          best.set(member.id, known)
        }
      }
    }
    for (const member of members)
      for (const [guarantee, reached] of best.get(member.id) ?? [])
        count(
          { operating_area: area, measure: 'guarantee', subject: guarantee, ...groupsOf(member) },
          reached,
        )
  }
  return [...cells.values()]
}

const ZERO: Readonly<Record<Count, number>> = {
  enrolled: 0,
  eligible: 0,
  unknown: 0,
  barred: 0,
  not_eligible: 0,
}

/** The group of ages between bounds: `0-17`, `60+`; `unknown` where the days of birth leave several. */
export function ageGroup(
  ages: { readonly from: number; readonly to: number } | null,
  bounds: readonly number[],
): string {
  if (ages === null) return 'unknown'
  const groupOf = (age: number) => bounds.filter((bound) => bound <= age).length
  const group = groupOf(ages.from)
  if (group !== groupOf(ages.to)) return 'unknown'
  const from = group === 0 ? 0 : (bounds[group - 1] ?? 0)
  const next = bounds[group]
  return next === undefined ? `${from}+` : `${from}-${next - 1}`
}
