import { completed } from '@onewindow/rules'
import type { LoadedRelease } from '../release/service.ts'
import type { Transaction } from '../session.ts'
import { packOutcomes } from './pack.ts'
import { type ScratchMember, scratchMembers, scratchOutcomes } from './queries.ts'
import { ageGroup, type CountedHousehold, type CountedPerson } from './tally.ts'

/** What the compiled rules say of the households in the scratch tables. */
export async function readScratch(
  tx: Transaction,
  release: LoadedRelease,
  at: { readonly on: string; readonly knownAt: Date },
): Promise<CountedHousehold[]> {
  const { ageBounds } = release.definition.coverage
  const outcomes = await scratchOutcomes(tx, release, at.on)
  const households = Map.groupBy(await scratchMembers(tx, release, at), ({ household }) => household)
  return [...households].map(([id, rows]) => {
    const members = rows.filter(({ unit }) => unit !== null)
    return {
      id,
      area: rows[0]?.area ?? '',
      members: members.map((member) => counted(member, { on: at.on, bounds: ageBounds })),
      outcomes: packOutcomes({
        household: outcomes.get(id) ?? '',
        members: members.map(({ unit }) => outcomes.get(unit ?? '') ?? ''),
      }),
    }
  })
}

function counted(
  { person, sex, birthFrom, birthTo, disability, here }: ScratchMember,
  { on, bounds }: { readonly on: string; readonly bounds: readonly number[] },
): CountedPerson {
  const ages =
    birthFrom === null || birthTo === null
      ? null
      : {
          // Someone who may not be born yet is not younger than nothing.
          from: Math.max(0, completed('years', birthTo, on)),
          to: completed('years', birthFrom, on),
        }
  return {
    id: person,
    sex: sex ?? 'unknown',
    ageGroup: ageGroup(ages, bounds),
    disability: disability === null ? 'unknown' : disability ? 'yes' : 'no',
    here,
  }
}
