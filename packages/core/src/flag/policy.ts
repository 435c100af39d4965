import type { Oversight } from '@onewindow/tenant'
import type { ChangeId, HouseholdId } from '../ids.ts'
import type { FlagState } from './table.ts'

const NEXT: Readonly<Record<FlagState, readonly FlagState[]>> = {
  open: ['explained', 'confirmed', 'referred'],
  // Another authority has answered.
  referred: ['explained', 'confirmed'],
  explained: [],
  confirmed: [],
}

export const mayBecome = (from: FlagState, to: FlagState): boolean => NEXT[from].includes(to)

/** What an officer may say of a flag. */
export const SETTLEMENTS = ['explained', 'confirmed', 'referred'] as const

export interface Split {
  readonly change: ChangeId
  readonly area: string
  readonly household: HouseholdId
  readonly account: string
  readonly at: Date
  /** Folded; null where none was written down. */
  readonly village: string | null
  readonly address: string | null
}

export interface Cluster {
  readonly place: 'address' | 'village'
  /** The first of them: what the cluster is known by, however it grows. */
  readonly first: Split
  readonly splits: readonly Split[]
}

/**
 * Splits at one address, or in one village, that are too many within the days. A cluster that grows stays the same one;
 * once its first split is further back than that, what follows is another. `splits` go back twice the days; clusters are
 * those that a split of the last days completes.
 */
export function clustersOf(
  splits: readonly Split[],
  {
    splitDays,
    splitsAtAddress,
    splitsInVillage,
  }: Pick<Oversight, 'splitDays' | 'splitsAtAddress' | 'splitsInVillage'>,
  until: Date,
): Cluster[] {
  const within = splitDays * 86_400_000
  const recent = until.getTime() - within
  const at = (
    place: Cluster['place'],
    threshold: number,
    key: (split: Split) => readonly (string | null)[],
  ) =>
    [...Map.groupBy(splits, (split) => JSON.stringify(key(split))).values()].flatMap((group) => {
      if (group.some((split) => key(split).at(-1) === null)) return []
      const ordered = group.toSorted((one, other) => one.at.getTime() - other.at.getTime())
      const clusters = new Map<ChangeId, Cluster>()
      for (const [index, last] of ordered.entries()) {
        const trailing = ordered
          .slice(0, index + 1)
          .filter((split) => last.at.getTime() - split.at.getTime() <= within)
        const [first] = trailing
        if (
          first &&
          last.at.getTime() >= recent &&
          trailing.length >= threshold &&
          !clusters.has(first.change)
        )
          clusters.set(first.change, { place, first, splits: trailing })
      }
      return [...clusters.values()]
    })
  return [
    ...at('address', splitsAtAddress, ({ area, village, address }) => [area, village, address]),
    ...at('village', splitsInVillage, ({ area, village }) => [area, village]),
  ]
}
