import { recordListedDecisions } from '../application/service.ts'
import { audit, auditedProgramme } from '../audit/service.ts'
import { type Listed, surestOf, writeListed } from '../enrolment/service.ts'
import { lockHouseholds } from '../household/service.ts'
import type { Session } from '../session.ts'
import { contentOf } from './match.ts'
import { weigh } from './policy.ts'
import { changeEntries, type EntryRow, entriesIn, type ListRow } from './queries.ts'
import type { EntryState } from './table.ts'

/** Lines of one transaction: their households stay locked until it ends. */
const AT_ONCE = 400

/** Applies the next lines of which it is known whom they are about. Answers how many. */
export async function applyNext(session: Session, list: ListRow): Promise<number> {
  const entries = await entriesIn(session.tx, list.list_id, { state: 'matched', limit: AT_ONCE })
  await applyEntries(session, list, entries)
  return entries.length
}

/** Writes what matched lines add to what is known. */
export async function applyEntries(
  session: Session,
  list: ListRow,
  entries: readonly EntryRow[],
): Promise<void> {
  if (entries.length === 0) return
  const households = new Set(entries.flatMap(({ household_id }) => household_id ?? []))
  await lockHouseholds(session.tx, [...households])
  const states =
    list.kind === 'enrolments'
      ? await applyEnrolments(session, list, entries)
      : await recordDecisions(session, list, entries)
  await changeEntries(
    session.tx,
    entries.map(({ list_entry_id, household_id, person_id, operating_area }, index) => ({
      list_entry_id,
      household_id,
      person_id,
      operating_area,
      state: states[index] ?? 'matched',
    })),
  )
  const people = new Set(entries.flatMap(({ person_id }) => person_id ?? []))
  await audit(session, 'list.apply', {
    subjects: [list.list_id, ...households, ...people],
    detail: {
      layout: list.layout,
      kind: list.kind,
      programmes: [...new Set(entries.map(({ programme }) => auditedProgramme(session, programme)))],
    },
  })
}

/** The unit that the programme is about: the household, or the person. */
const unitOf = ({ tenant }: Session, { programme, household_id, person_id, operating_area }: EntryRow) => ({
  area: operating_area ?? '',
  household: household_id,
  person: tenant.programmes.get(programme)?.unit.kind === 'household' ? null : person_id,
  programme,
})

async function applyEnrolments(
  session: Session,
  list: ListRow,
  entries: readonly EntryRow[],
): Promise<readonly EntryState[]> {
  const units = entries.map((entry) => unitOf(session, entry))
  const known = await surestOf(session, units)
  const written = new Set<string>()
  const listed: Listed[] = []
  const states = entries.map(({ status }, index): EntryState => {
    const unit = units[index]
    if (!unit) return 'matched'
    const before = known.get(index)
    const outcome = weigh(
      { status, asOf: list.as_of },
      before && {
        validFrom: before.valid_from,
        enrolled: before.enrolled,
        state: before.state,
        isDecided: before.application_id !== null && before.state !== 'exited',
      },
    )
    if (outcome !== 'apply') return outcome
    // One person on two lines of one list.
    const key = `${unit.programme} ${unit.person ?? unit.household}`
    if (written.has(key)) return 'known'
    written.add(key)
    listed.push({ ...unit, state: status as Listed['state'], after: before })
    return 'applied'
  })
  await writeListed(session, { id: list.list_id, asOf: list.as_of }, listed)
  return states
}

function recordDecisions(
  session: Session,
  list: ListRow,
  entries: readonly EntryRow[],
): Promise<readonly EntryState[]> {
  return recordListedDecisions(
    session,
    entries.map((entry) => ({
      ...unitOf(session, entry),
      decision: entry.status === 'approved' ? 'approved' : 'declined',
      number: contentOf(session, entry).number ?? `${list.layout} ${list.as_of}`,
      on: entry.decided_on ?? list.as_of,
    })),
  )
}
