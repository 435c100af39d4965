import { screenHousehold } from '@onewindow/rules'
import type { Oversight } from '@onewindow/tenant'
import type { Insertable } from 'kysely'
import { audit } from '../audit/service.ts'
import { type HouseholdId, newId } from '../ids.ts'
import { loadSnapshot } from '../screening/service.ts'
import { type Session, today } from '../session.ts'
import { daysAfter, daysBefore, spanOf } from '../span.ts'
import { unusualShares } from './hit-rate.ts'
import { clustersOf } from './policy.ts'
import { insertFlags, scannedUntil, setScanned } from './queries.ts'
import {
  type ChangedFact,
  countShares,
  findChangedFacts,
  findConflictedWork,
  findSplits,
} from './scan-queries.ts'
import type { FlagKind, FlagTable } from './table.ts'

type Raised = Pick<Insertable<FlagTable>, 'operating_area' | 'cause' | 'account'> &
  Partial<Pick<Insertable<FlagTable>, 'household_id' | 'related' | 'programmes' | 'fact'>> & {
    readonly evidence: Readonly<Record<string, string | number>>
  }

/** What there is to raise of each kind, from what was recorded before today. The same cause is the same flag. */
const SCANS: Readonly<
  Record<FlagKind, (session: Session, thresholds: Oversight) => Promise<readonly Raised[]>>
> = {
  fact_after_refusal: changedFacts,
  splits_at_place: splits,
  hit_rate: shares,
  conflict_of_interest: conflictedWork,
}

/** Raises what is new of a kind in the session's transaction, and says how much that was. */
export async function raiseFlags(session: Session, kind: FlagKind): Promise<number> {
  const found = await SCANS[kind](session, session.tenant.definition.oversight)
  const rows = found.map((raised) => ({
    household_id: null,
    related: [],
    programmes: [],
    fact: null,
    ...raised,
    tenant_id: session.tenant.id,
    flag_id: newId<'flag'>(),
    kind,
    cause: `${kind} ${raised.cause}`,
    state: 'open' as const,
    raised_at: session.now,
    release_hash: session.tenant.hash,
  }))
  const raised = await insertFlags(session.tx, rows)
  const households = rows.flatMap(({ flag_id, household_id }) =>
    raised.has(flag_id) && household_id !== null ? [household_id] : [],
  )
  if (raised.size > 0)
    await audit(session, 'flag.raise', {
      subjects: [...new Set(households)],
      detail: { kind, flags: raised.size },
    })
  return raised.size
}

/** Statement by statement: of a whole province's month one would run into its timeout. */
async function byArea<Found>(
  { tenant }: Session,
  find: (area: string) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const { areas, operatingLevel } = tenant.definition
  const found: Found[] = []
  for (const { id, level } of areas) if (level === operatingLevel) found.push(...(await find(id)))
  return found
}

/** No transaction lasts that long. */
const OVERLAP = 3_600_000

/** A fact on which a refusal rested was recorded anew, and the refusal no longer stands, or an institution had declined. */
async function changedFacts(session: Session, { afterRefusalDays }: Oversight): Promise<readonly Raised[]> {
  const { timeZone } = session.tenant.definition.formats
  const { since, until } = await daysBefore(session, afterRefusalDays)
  const scanned = await scannedUntil(session.tx, 'fact_after_refusal')
  // Whatever was not yet written when the last night looked has been written since.
  const from = scanned ? new Date(scanned.getTime() - OVERLAP) : since
  const changed = await byArea(session, (area) =>
    findChangedFacts(session.tx, { since: from, until }, { area, days: afterRefusalDays, timeZone }),
  )
  await setScanned(session.tx, 'fact_after_refusal', until)
  const raised: Raised[] = []
  for (const [fact, refusals] of Map.groupBy(changed, ({ fact_id }) => fact_id)) {
    const overturned = await whichWouldPass(session, refusals)
    const declined = refusals.filter(({ criterion }) => criterion === null)
    const [first] = [...overturned, ...declined].toSorted((one, other) =>
      one.refused_on.localeCompare(other.refused_on),
    )
    if (!first) continue
    raised.push({
      operating_area: first.area,
      cause: fact,
      account: first.account,
      household_id: first.household,
      programmes: [...new Set([...overturned, ...declined].map(({ programme }) => programme))],
      fact: first.kind,
      evidence: {
        why: overturned.length > 0 ? 'would_pass' : 'declined',
        refusedOn: first.refused_on,
        recordedOn: first.recorded_on,
        sameAccount: first.refused_by === first.account ? 'yes' : 'no',
      },
    })
  }
  return raised
}

/** Refusals whose failed criterion no longer says no once the fact is in, by the rules of that day. */
async function whichWouldPass(
  session: Session,
  refusals: readonly ChangedFact[],
): Promise<readonly ChangedFact[]> {
  const [first] = refusals
  const programmes = session.tenant.definition.programmes.filter(({ id }) =>
    refusals.some(({ programme, criterion }) => programme === id && criterion !== null),
  )
  if (!first || programmes.length === 0) return []
  const on = first.recorded_on
  const household = await loadSnapshot(session.tx, session.tenant, {
    household: first.household,
    area: first.area,
    on,
    knownAt: first.recorded_at,
  })
  const parameter = (id: string) => session.tenant.parameter(id, on)
  const results = screenHousehold({ programmes, household, on, parameter })
  return refusals.filter(({ programme, unit, criterion }) =>
    results.some(
      (result) =>
        result.programme === programme &&
        result.unit.id === unit &&
        result.criteria.some(({ id, state }) => id === criterion && state !== 'not_met'),
    ),
  )
}

async function splits(session: Session, thresholds: Oversight): Promise<readonly Raised[]> {
  const span = await daysBefore(session, 2 * thresholds.splitDays)
  const { timeZone } = session.tenant.definition.formats
  const day = (at: Date) => at.toLocaleDateString('en-CA', { timeZone })
  return clustersOf(await findSplits(session.tx, span), thresholds, span.until).map(
    ({ place, first, splits }) => {
      const accounts = new Set(splits.map(({ account }) => account))
      const households = [...new Set(splits.map(({ household }) => household))]
      const last = splits.at(-1) ?? first
      return {
        operating_area: first.area,
        cause: `${place} ${first.change}`,
        account: accounts.size === 1 ? first.account : null,
        household_id: last.household,
        related: households.filter((household) => household !== last.household) as HouseholdId[],
        evidence: {
          place,
          splits: splits.length,
          households: households.length,
          accounts: accounts.size,
          from: day(first.at),
          to: day(last.at),
        },
      }
    },
  )
}

/** The last calendar month that is over: each is looked at as a whole, so that nobody is compared again each night. */
async function shares(session: Session, thresholds: Oversight): Promise<readonly Raised[]> {
  const to = `${today(session).slice(0, 7)}-01`
  const from = `${daysAfter(to, -1).slice(0, 7)}-01`
  const month = await spanOf(session, from, to)
  const scanned = await scannedUntil(session.tx, 'hit_rate')
  if (scanned && scanned >= month.until) return []
  const counted = await byArea(session, (area) => countShares(session.tx, month, area))
  await setScanned(session.tx, 'hit_rate', month.until)
  return unusualShares(counted, thresholds).map((share) => ({
    operating_area: share.area,
    cause: [share.area, share.programme, share.account, from].join(' '),
    account: share.account,
    programmes: [share.programme],
    evidence: {
      hits: share.hits,
      households: share.households,
      otherHits: share.otherHits,
      otherHouseholds: share.otherHouseholds,
      chance: share.chance.toExponential(1),
      from,
      to: daysAfter(to, -1),
    },
  }))
}

/** Nights that may be missed before work on a family of one's own is not seen any more. */
const NIGHTS = 31

async function conflictedWork(
  session: Session,
  { afterConflictDays }: Oversight,
): Promise<readonly Raised[]> {
  const { timeZone } = session.tenant.definition.formats
  const work = await findConflictedWork(session.tx, await daysBefore(session, NIGHTS), {
    afterOwnEnd: afterConflictDays,
    timeZone,
  })
  return work.map(({ conflict, area, account, household, day, relation, declared_on, work: done }) => ({
    operating_area: area,
    cause: [conflict, household, day].join(' '),
    account,
    household_id: household,
    evidence: { ...done, relation, day, declaredOn: declared_on },
  }))
}
