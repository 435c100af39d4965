import type { Oversight } from '@onewindow/tenant'

/** Households that an account found eligible for a programme, of those it answered either way. */
export interface Share {
  readonly area: string
  readonly programme: string
  readonly account: string
  readonly hits: number
  readonly households: number
}

export interface UnusualShare extends Share {
  /** The same of all other accounts of the area together. */
  readonly otherHits: number
  readonly otherHouseholds: number
  /** Chance of so many hits, or more, were the account like the others. */
  readonly chance: number
}

/**
 * Accounts whose share of hits is higher than that of their area's others beyond chance. One-sided Fisher's exact test of
 * each against all others, with Holm's correction over all comparisons of an area: whatever the numbers, the chance that
 * anyone is named who is like the others is at most `falseAlarm` for an area.
 */
export function unusualShares(
  shares: readonly Share[],
  { leastHouseholds, rateRatio, falseAlarm }: Pick<Oversight, 'leastHouseholds' | 'rateRatio' | 'falseAlarm'>,
): UnusualShare[] {
  const groups = [...Map.groupBy(shares, ({ area, programme }) => JSON.stringify([area, programme])).values()]
  const compared = groups.flatMap((group) => {
    const sum = (of: 'hits' | 'households') => group.reduce((total, share) => total + share[of], 0)
    const [hits, households] = [sum('hits'), sum('households')]
    return group.flatMap((share) => {
      const otherHits = hits - share.hits
      const otherHouseholds = households - share.households
      if (share.households < leastHouseholds || otherHouseholds < leastHouseholds) return []
      const chance = upperTail(share.hits, { drawn: share.households, marked: hits, all: households })
      return [{ ...share, otherHits, otherHouseholds, chance }]
    })
  })
  return [...Map.groupBy(compared, ({ area }) => area).values()].flatMap((area) =>
    beyondChance(area, falseAlarm).filter(
      // Between large numbers the smallest difference is beyond chance.
      ({ hits, households, otherHits, otherHouseholds }) =>
        hits * otherHouseholds >= rateRatio * otherHits * households,
    ),
  )
}

/** Holm (1979): the least likely is held to level / m, the next to level / (m - 1), until one holds out. */
function beyondChance(compared: readonly UnusualShare[], level: number): UnusualShare[] {
  const ordered = compared.toSorted((one, other) => one.chance - other.chance)
  const first = ordered.findIndex(({ chance }, index) => chance > level / (ordered.length - index))
  return first < 0 ? ordered : ordered.slice(0, first)
}

/**
 * Chance that `drawn` of `all`, of which `marked` are hits, hold `hits` or more: the upper tail of the hypergeometric
 * distribution.
 *
 * @example upperTail(2, { drawn: 2, marked: 2, all: 4 }) // 1/6
 */
export function upperTail(
  hits: number,
  { drawn, marked, all }: { readonly drawn: number; readonly marked: number; readonly all: number },
): number {
  if (hits > Math.min(drawn, marked)) return 0
  const least = Math.max(0, drawn + marked - all)
  if (hits <= least) return 1
  const urn = { drawn, marked, all }
  // The smaller tail is summed: what is lost in rounding is then lost of a small number.
  return hits * all > drawn * marked ? sumFrom(hits, urn, 1) : 1 - sumFrom(hits - 1, urn, -1)
}

/** Chances of so many hits, and of each number from there to the most (`step` 1) or the least. */
function sumFrom(
  hits: number,
  { drawn, marked, all }: { readonly drawn: number; readonly marked: number; readonly all: number },
  step: 1 | -1,
): number {
  let term = Math.exp(logChoose(marked, hits) + logChoose(all - marked, drawn - hits) - logChoose(all, drawn))
  let sum = 0
  for (let count = hits; term > 0; count += step) {
    sum += term
    const more = ((marked - count) * (drawn - count)) / ((count + 1) * (all - marked - drawn + count + 1))
    const fewer = (count * (all - marked - drawn + count)) / ((marked - count + 1) * (drawn - count + 1))
    term *= step === 1 ? more : fewer
  }
  return Math.min(1, sum)
}

const logChoose = (of: number, taken: number): number =>
  logFactorial(of) - logFactorial(taken) - logFactorial(of - taken)

const logFactorials = [0]

function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next++)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next))
  return logFactorials[number] ?? 0
}
