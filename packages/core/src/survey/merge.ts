import { audit } from '../audit/service.ts'
import { DomainError } from '../errors.ts'
import { type PreparedHousehold, prepareHousehold, writeHouseholds } from '../household/service.ts'
import { documentKey, holdersOf } from '../identifier/service.ts'
import type { PersonId, SurveyImportId } from '../ids.ts'
import { findDoublesOfAll } from '../person/service.ts'
import type { Session } from '../session.ts'
import { knownForms, nextStaged, planAnew, type Settled, type StagedRow, settle } from './queries.ts'
import { parseSealed, sealedPlace } from './sealed.ts'

/** Households of one transaction: a second of work. On a busy server it may be twenty, and no step may idle for fifteen. */
export const BATCH = 200

/**
 * Brings the next staged households of an area into the register, in the session's transaction. Whoever may be registered
 * already waits for a person to look. Answers how many are settled; 0 when none is left.
 */
export async function mergeNext(
  session: Session,
  id: SurveyImportId,
  { area, size }: { readonly area: string; readonly size: number },
): Promise<number> {
  const { tx, now, actor } = session
  await planAnew(tx)
  const rows = await nextStaged(tx, id, { area, limit: size })
  if (rows.length === 0) return 0
  const { settled, write } = await sort(session, area, rows)
  await writeHouseholds(
    session,
    area,
    write.map(({ prepared }) => prepared),
  )
  settled.push(
    ...write.map(({ row, prepared }) => ({
      staged_household_id: row.staged_household_id,
      state: 'registered' as const,
      household_id: prepared.household,
    })),
  )
  await settle(tx, settled, { at: now, by: actor.id })
  await audit(session, 'survey.merge', {
    subjects: [id, ...write.flatMap(({ prepared }) => subjectsOf(prepared))],
    detail: { registered: write.length, others: settled.length - write.length },
  })
  return settled.length
}

export const subjectsOf = ({ household, members }: PreparedHousehold): string[] => [
  household,
  ...members.map(({ person }) => person.row.person_id),
]

interface Opened {
  readonly row: StagedRow
  readonly prepared: PreparedHousehold
}

/**
 * What can be said of a batch before anything is written. One that meets an earlier one of the same batch waits for the next
 * batch: there it meets a household of the register.
 */
async function sort(
  session: Session,
  area: string,
  rows: readonly StagedRow[],
): Promise<{ readonly settled: Settled[]; readonly write: readonly Opened[] }> {
  const settled: Settled[] = []
  const opened: Opened[] = []
  const known = await knownForms(
    session.tx,
    rows.map(({ instance }) => instance),
  )
  for (const row of rows) {
    const { staged_household_id } = row
    const household = known.get(row.instance)
    const prepared = household === undefined ? open(session, row) : household
    if (typeof prepared === 'string')
      settled.push({ staged_household_id, state: 'known', household_id: prepared })
    else if (prepared instanceof DomainError)
      settled.push({ staged_household_id, state: 'refused', problem: prepared.code })
    else opened.push({ row, prepared })
  }
  const meetings = await findMeetings(session, area, opened)
  const met = new Set<string>()
  const write: Opened[] = []
  for (const one of opened) {
    const meeting = meetings.get(one)
    const traces = tracesOf(one.prepared)
    if (meeting)
      settled.push({ staged_household_id: one.row.staged_household_id, state: 'review', ...meeting })
    else if (!traces.some((trace) => met.has(trace))) {
      write.push(one)
      for (const trace of traces) met.add(trace)
    }
  }
  return { settled, write }
}

/** What the family said. What the rules of today refuse, as the definition may have changed since it was staged, is an error. */
export function open(session: Session, { staged_household_id: row, sealed }: StagedRow) {
  const opened = session.cipher.decrypt(sealed ?? '', { tenant: session.tenant.id, ...sealedPlace(row) })
  try {
    return prepareHousehold(session, parseSealed(opened))
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

type Meeting = Required<Pick<Settled, 'problem' | 'candidates'>>

/** Who of these households may be registered already: by document, or without one by name, village and birth. */
async function findMeetings(
  session: Session,
  area: string,
  opened: readonly Opened[],
): Promise<ReadonlyMap<Opened, Meeting>> {
  const members = opened.flatMap((one) => one.prepared.members.map((member) => ({ one, member })))
  const holders = await holdersOf(
    session,
    [area],
    members.flatMap(({ member }) => member.identifiers),
  )
  const doubles = await findDoublesOfAll(
    session,
    area,
    members.flatMap(({ member }) => (member.identifiers.length === 0 ? [member.person] : [])),
  )
  return new Map(
    opened.flatMap((one) => {
      const held = one.prepared.members
        .flatMap(({ identifiers }) => identifiers.map((identifier) => holders.get(documentKey(identifier))))
        .filter((holder) => holder !== undefined)
      const alike = one.prepared.members.flatMap(({ person }) => doubles.get(person) ?? [])
      // Of someone elsewhere nothing is told, not even an id.
      const candidates: PersonId[] = [...new Set([...held.filter((holder) => holder !== null), ...alike])]
      if (held.length + alike.length === 0) return []
      const problem = held.includes(null)
        ? 'REGISTERED_ELSEWHERE'
        : held.length > 0
          ? 'IDENTIFIER_TAKEN'
          : 'POSSIBLE_DOUBLES'
      return [[one, { problem, candidates }] as const]
    }),
  )
}

/** By what two households of one batch meet. */
const tracesOf = ({ members }: PreparedHousehold): string[] =>
  members.flatMap(({ identifiers, person }) =>
    identifiers.length > 0
      ? identifiers.map(documentKey)
      : [JSON.stringify(person.tokens.map(({ kind, token }) => [kind, token]).sort())],
  )
