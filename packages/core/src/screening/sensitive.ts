import type { Facts, Household, Person, ProgrammeResult } from '@onewindow/rules'
import type { LoadedRelease } from '../release/service.ts'

/** The household without its sensitive facts, but for those `kept`. */
export function withoutSensitive(
  release: LoadedRelease,
  household: Household,
  kept: ReadonlySet<string> = new Set(),
): Household {
  const facts = (all: Facts): Facts =>
    Object.fromEntries(
      Object.entries(all).filter(([key]) => {
        const [kind = key] = key.split('@')
        return kept.has(kind) || !release.facts.get(kind)?.sensitive
      }),
    )
  const person = (one: Person): Person => ({ ...one, facts: facts(one.facts) })
  return {
    ...household,
    facts: facts(household.facts),
    members: household.members.map(person),
    others: household.others.map(person),
  }
}

/**
 * What may be shown of a programme whose rules read something sensitive: that it was looked at, once, of the household.
 * Neither units nor outcomes follow from the answers. That a programme is not in force follows from the day alone.
 */
export function withheldResult(
  release: LoadedRelease,
  household: string,
  { programme, outcome }: ProgrammeResult,
): ProgrammeResult {
  const unit = { kind: 'household', id: household } as const
  const nothing = { overlaps: [], benefits: [], missing: [], curable: false }
  if (outcome === 'NOT_IN_FORCE') return { programme, unit, outcome, criteria: [], ...nothing }
  const criteria = release.requireProgramme(programme).criteria.map(({ id, evidence }) => ({
    id,
    state: 'unknown' as const,
    evidence,
    reads: [],
    missing: [],
  }))
  return { programme, unit, outcome: 'NEEDS_INFORMATION', criteria, ...nothing }
}
