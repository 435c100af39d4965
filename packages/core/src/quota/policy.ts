/** Places in one area, or in the whole tenant, as they stand on a day. */
export interface Places {
  /** Null for the whole tenant. */
  readonly area: string | null
  readonly places: number
}

/**
 * Which places are free for whom: an area's, and the tenant's over all of them. Where nobody set a number there is no
 * limit; where one was set for an earlier year only, nothing is funded yet.
 */
export class FreePlaces {
  readonly #free = new Map<string | null, number>()

  constructor(places: readonly Places[], taken: ReadonlyMap<string, number>) {
    const all = [...taken.values()].reduce((sum, count) => sum + count, 0)
    for (const { area, places: most } of places)
      this.#free.set(area, most - (area === null ? all : (taken.get(area) ?? 0)))
  }

  has(area: string): boolean {
    return [area, null].every((scope) => (this.#free.get(scope) ?? 1) > 0)
  }

  take(area: string): void {
    for (const scope of [area, null]) {
      const free = this.#free.get(scope)
      if (free !== undefined) this.#free.set(scope, free - 1)
    }
  }
}

/** First day of the fiscal year that starts in a year, and of the next one. `start` is `07-01`. */
export const fiscalYear = (start: string, year: number): { readonly from: string; readonly to: string } => ({
  from: `${year}-${start}`,
  to: `${year + 1}-${start}`,
})
