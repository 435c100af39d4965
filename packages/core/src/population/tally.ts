import { OUTCOME_LETTERS } from '@onewindow/rules/sql'
import type { Programme } from '@onewindow/tenant'
import type { HouseholdId, PersonId } from '../ids.ts'
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
  /** As `packOutcomes` writes them. */
  readonly outcomes: string
}

/** A group of one area, and what was counted of it. */
export type Cell = Pick<
  CoverageTable,
  'operating_area' | 'measure' | 'subject' | 'unit' | 'sex' | 'age_group' | 'disability' | Count
>

/** What each letter counts as; not in force counts as nothing. In the order of `COUNTS`, from the best. */
const COUNT_OF = new Map(
  (['ALREADY_ENROLLED', 'ELIGIBLE', 'NEEDS_INFORMATION', 'EXCLUDED_BY_OVERLAP', 'NOT_ELIGIBLE'] as const).map(
    (outcome, count) => [OUTCOME_LETTERS[outcome], count],
  ),
)

type Group = Pick<Cell, 'operating_area' | 'unit' | 'sex' | 'age_group' | 'disability'>

/** A group, and how often each count stands beside each subject. */
interface Bin {
  readonly group: Group
  readonly counts: Float64Array
}

/**
 * Counts households by programme and by guarantee. Of a programme its units are counted. Of a guarantee people are, once each, at
 * the best that any of its programmes gives them or their household: a person enrolled in two is one person covered.
 */
export function tally(households: readonly CountedHousehold[], programmes: readonly Programme[]): Cell[] {
  const guarantees = [...new Set(programmes.flatMap((programme) => programme.guarantees))]
  const read = programmes.map(({ unit, guarantees: own }) => ({
    isOfHousehold: unit.kind === 'household',
    guarantees: own.map((guarantee) => guarantees.indexOf(guarantee)),
  }))
  const subjects = [
    ...programmes.map(({ id }) => ({ measure: 'programme', subject: id }) as const),
    ...guarantees.map((subject) => ({ measure: 'guarantee', subject }) as const),
  ]
  const bins = new Map<string, Bin>()
  const binOf = (group: Group): Bin => {
    const key = Object.values(group).join('\n')
    const bin = bins.get(key) ?? { group, counts: new Float64Array(subjects.length * COUNTS.length) }
    bins.set(key, bin)
    return bin
  }
  const count = ({ counts }: Bin, subject: number, as: number) => {
    const place = subject * COUNTS.length + as
    counts[place] = (counts[place] ?? 0) + 1
  }

  for (const { area, members, outcomes } of households) {
    const place = { operating_area: area }
    const segments = outcomes.split('|')
    const whole = segments.map((segment) =>
      segment.startsWith('=') ? COUNT_OF.get(segment.charAt(1)) : undefined,
    )
    const home = binOf({ ...place, unit: 'household', sex: '', age_group: '', disability: '' })
    // Of a programme for persons, what is said of the household as a whole says only that nobody is a candidate.
    for (const [programme, as] of whole.entries())
      if (as !== undefined && read[programme]?.isOfHousehold) count(home, programme, as)
    for (const [index, { here, sex, ageGroup, disability }] of members.entries()) {
      if (!here) continue
      const bin = binOf({ ...place, unit: 'person', sex, age_group: ageGroup, disability })
      const best = guarantees.map((): number => COUNTS.length)
      for (const [programme, { isOfHousehold, guarantees: own }] of read.entries()) {
        const as = isOfHousehold ? whole[programme] : letterCount(segments[programme], index)
        if (as === undefined) continue
        if (!isOfHousehold) count(bin, programme, as)
        for (const guarantee of own) best[guarantee] = Math.min(best[guarantee] ?? as, as)
      }
      for (const [guarantee, as] of best.entries())
        if (as < COUNTS.length) count(bin, programmes.length + guarantee, as)
    }
  }
  return [...bins.values()].flatMap(({ group, counts }) =>
    subjects.flatMap((subject, index) => {
      const own = counts.subarray(index * COUNTS.length, (index + 1) * COUNTS.length)
      return own.some((each) => each > 0) ? [{ ...group, ...subject, ...named(own) }] : []
    }),
  )
}

const letterCount = (segment: string | undefined, member: number): number | undefined =>
  segment === undefined || segment.startsWith('=') ? undefined : COUNT_OF.get(segment.charAt(member))

const named = ([enrolled = 0, eligible = 0, unknown = 0, barred = 0, not_eligible = 0]: Float64Array) =>
  ({ enrolled, eligible, unknown, barred, not_eligible }) satisfies Record<Count, number>

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
