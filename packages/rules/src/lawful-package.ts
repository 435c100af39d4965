import type { Household } from './household.ts'
import { maximalSets } from './maximal-sets.ts'
import { mayStop, subjectsOf } from './overlap.ts'
import { isVerified } from './parameter.ts'
import type { BenefitResult, Period, ProgrammeResult, ProgrammeRule } from './programme.ts'

/** A year's cash in minor units; apart where sources conflict, or where an amount is a ceiling or depends on something. */
export interface YearlySum {
  readonly low: number
  readonly high: number
}

/** One programme for one unit, which a family receives or could. */
export interface PackageItem extends YearlySum {
  readonly result: ProgrammeResult
  /** Some amount of it is not verified. */
  readonly unverified: boolean
  /** Something of it has no sum: given in kind, in another currency, or of unknown amount. */
  readonly unsummed: boolean
}

/** Why an item is not in a package: an overlap rule of one programme bars it together with an item that is. */
export interface LeftOut {
  readonly item: PackageItem
  readonly because: readonly {
    /** The programme whose rule it is, and the rule. */
    readonly programme: string
    readonly overlap: string
    readonly with: PackageItem
  }[]
}

export interface LawfulPackage extends YearlySum {
  readonly items: readonly PackageItem[]
  readonly leftOut: readonly LeftOut[]
}

export interface LawfulPackages {
  /** Best first: by what is certain, then by what is possible, then by the number of programmes. */
  readonly packages: readonly LawfulPackage[]
  /** False where there were too many combinations to look at all of them. */
  readonly complete: boolean
}

const MOST = 20

/**
 * What a household may receive together: the largest combinations of what it is eligible for or receives already, such
 * that no rule that may stop bars one beside another, read in both directions. What only an overlap excludes, its conditions
 * being met, is in the comparison too: leaving the other programme is what it is about.
 *
 * @example lawfulPackages({ programmes, household, results: screenHousehold({ … }), currency: 'PKR' }).packages[0]?.low
 */
export function lawfulPackages(input: {
  readonly programmes: readonly ProgrammeRule[]
  readonly household: Household
  readonly results: readonly ProgrammeResult[]
  /** The currency that is summed. */
  readonly currency: string
}): LawfulPackages {
  const rules = new Map(input.programmes.map((programme) => [programme.id, programme]))
  const items = input.results.filter(isOffered).map((result) => itemOf(result, input.currency))
  const bars = items.map((one) => items.map((other) => barsOf(one, other)))
  const conflicts = items.map((_, i) =>
    items.map((_, j) => (bars[i]?.[j]?.length ?? 0) + (bars[j]?.[i]?.length ?? 0) > 0),
  )
  const { sets, complete } = maximalSets({ weights: items, conflicts, most: MOST })
  return { packages: sets.map(packageOf), complete }

  function packageOf(chosen: readonly number[]): LawfulPackage {
    const inside = new Set(chosen)
    const kept = chosen.flatMap((index) => items[index] ?? [])
    return {
      items: kept,
      ...sum(kept),
      leftOut: items.flatMap((item, i) =>
        inside.has(i)
          ? []
          : [
              {
                item,
                because: chosen.flatMap((j) =>
                  between(i, j).map((bar) => ({ ...bar, with: items[j] ?? item })),
                ),
              },
            ],
      ),
    }
  }

  /** Rules that bar two items together, whichever of them they are of; one per house is one rule in both directions. */
  function between(one: number, other: number) {
    const all = [...(bars[one]?.[other] ?? []), ...(bars[other]?.[one] ?? [])]
    return [...new Map(all.map((bar) => [`${bar.programme} ${bar.overlap}`, bar])).values()]
  }

  /** Rules of one item's programme by which another item would bar it. */
  function barsOf(one: PackageItem, other: PackageItem) {
    if (one === other) return []
    const { programme, unit } = one.result
    return (rules.get(programme)?.overlaps ?? [])
      .filter(
        (overlap) =>
          mayStop(overlap) &&
          overlap.programmes.includes(other.result.programme) &&
          subjectsOf(overlap, input.household, unit.id).includes(other.result.unit.id),
      )
      .map(({ id }) => ({ programme, overlap: id }))
  }
}

function isOffered({ outcome, criteria }: ProgrammeResult): boolean {
  if (outcome === 'EXCLUDED_BY_OVERLAP') return criteria.every(({ state }) => state === 'met')
  return outcome === 'ELIGIBLE' || outcome === 'ALREADY_ENROLLED'
}

const A_YEAR: Readonly<Record<Period, number>> = { once: 1, month: 12, quarter: 4, year: 1 }

function itemOf(result: ProgrammeResult, currency: string): PackageItem {
  const summed = result.benefits.filter((benefit) => isSummed(benefit, currency))
  return {
    result,
    ...sum(summed.map(yearlySumOf)),
    unverified: summed.some(({ evidence }) => !isVerified(evidence)),
    unsummed: summed.length < result.benefits.length,
  }
}

/**
 * A year's cash of benefits, for whom nothing is known of; null where none of them has an amount.
 *
 * @param currency the currency that is summed
 */
export function yearlySum(benefits: readonly BenefitResult[], currency: string): YearlySum | null {
  const summed = benefits.filter((benefit) => isSummed(benefit, currency))
  return summed.length === 0 ? null : sum(summed.map(yearlySumOf))
}

/** How often in a year something is paid. */
export const timesAYear = (period: Period): number => A_YEAR[period]

const isSummed = (benefit: BenefitResult, currency: string): boolean =>
  benefit.kind === 'cash' && benefit.currency === currency && benefit.amounts.length > 0

/** A ceiling promises nothing, and neither does what depends on something unknown. */
function yearlySumOf({ amounts, period = 'once', size, certain }: BenefitResult): YearlySum {
  const times = A_YEAR[period]
  return {
    low: certain && size === 'fixed' ? Math.min(...amounts) * times : 0,
    high: Math.max(...amounts) * times,
  }
}

const sum = (parts: readonly YearlySum[]): YearlySum => ({
  low: parts.reduce((total, { low }) => total + low, 0),
  high: parts.reduce((total, { high }) => total + high, 0),
})
