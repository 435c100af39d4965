interface Weight {
  readonly low: number
  readonly high: number
}

export interface Conflicts {
  readonly weights: readonly Weight[]
  /** Symmetric. */
  readonly conflicts: readonly (readonly boolean[])[]
  readonly most: number
}

interface Weighed extends Weight {
  readonly set: readonly number[]
}

/** Steps in one group of items that conflict directly or through others; a family's are a few dozen. */
const MOST_STEPS = 20_000

/**
 * The heaviest sets (of indices) in which nothing conflicts and to which nothing could be added, at most `most`. Groups
 * that have no conflict between them are searched apart and then combined: the sum of the best is the best of the sums.
 */
export function maximalSets({ weights, conflicts, most }: Conflicts): {
  readonly sets: readonly (readonly number[])[]
  /** False where a group was too large to be searched through. */
  readonly complete: boolean
} {
  const conflict = (one: number, other: number) => conflicts[one]?.[other] === true
  let complete = true
  let best: readonly Weighed[] = [{ set: [], low: 0, high: 0 }]
  for (const group of groupsOf(weights.length, conflict)) {
    const found = setsOf(
      group.toSorted((one, other) => heavierFirst(weigh([one]), weigh([other]))),
      conflict,
    )
    complete &&= found.complete
    const heaviest = found.sets.map(weigh).sort(heavierFirst).slice(0, most)
    best = best
      .flatMap((one) => heaviest.map((other) => together(one, other)))
      .sort(heavierFirst)
      .slice(0, most)
  }
  return { sets: best.map(({ set }) => set.toSorted((one, other) => one - other)), complete }

  function weigh(set: readonly number[]): Weighed {
    const total = (of: keyof Weight) => set.reduce((sum, index) => sum + (weights[index]?.[of] ?? 0), 0)
    return { set, low: total('low'), high: total('high') }
  }
}

const together = (one: Weighed, other: Weighed): Weighed => ({
  set: [...one.set, ...other.set],
  low: one.low + other.low,
  high: one.high + other.high,
})

const heavierFirst = (one: Weighed, other: Weighed): number =>
  other.low - one.low || other.high - one.high || other.set.length - one.set.length

type Conflict = (one: number, other: number) => boolean

/** What conflicts directly or through others. */
function groupsOf(size: number, conflict: Conflict): readonly (readonly number[])[] {
  const left = new Set(Array(size).keys())
  const groups: number[][] = []
  for (const first of left) {
    left.delete(first)
    const group = [first]
    for (const member of group)
      for (const other of left)
        if (conflict(member, other)) {
          left.delete(other)
          group.push(other)
        }
    groups.push(group)
  }
  return groups
}

/** Bron and Kerbosch's search with a pivot, among what does not conflict. */
function setsOf(group: readonly number[], conflict: Conflict) {
  const sets: (readonly number[])[] = []
  let steps = 0
  const fits = (one: number) => (other: number) => other !== one && !conflict(one, other)

  function extend(set: readonly number[], open: readonly number[], tried: readonly number[]): void {
    if (++steps > MOST_STEPS) return
    if (open.length + tried.length === 0) {
      sets.push(set)
      return
    }
    const reach = (one: number) => open.filter(fits(one)).length
    const pivot = [...open, ...tried].reduce((best, one) => (reach(one) > reach(best) ? one : best))
    let [rest, done] = [open, tried]
    for (const next of open.filter((one) => !fits(pivot)(one))) {
      extend([...set, next], rest.filter(fits(next)), done.filter(fits(next)))
      rest = rest.filter((one) => one !== next)
      done = [...done, next]
    }
  }

  extend([], group, [])
  return { sets, complete: steps <= MOST_STEPS }
}
