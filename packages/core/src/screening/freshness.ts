import type { LoadedRelease } from '../release/service.ts'

/** An answer counts until its months are over, that day included; then it is unknown again. */
export function isFresh(
  release: LoadedRelease,
  fact: { readonly kind: string; readonly observed_on: string },
  on: string,
): boolean {
  const months = release.facts.get(fact.kind)?.months
  return months === undefined || on <= monthsAfter(fact.observed_on, months)
}

/** Six months after 31 August is the last day of February. */
function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const of = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== of) date.setUTCDate(0)
  return date.toISOString().slice(0, 10)
}
