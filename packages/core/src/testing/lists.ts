import { createHash, randomUUID } from 'node:crypto'
import type { TestDatabase } from '@onewindow/db/testing'
import type { ListId } from '../ids.ts'
import { type Applied, step } from '../list/job.ts'
import { type EntryInput, openList, stageEntries, submitList } from '../list/service.ts'
import { CONTENT_COLUMN, type EntryContent } from '../list/table.ts'
import type { Session } from '../session.ts'
import { testCipher } from './test-platform.ts'

type InSession = <Result>(use: (session: Session) => Promise<Result>) => Promise<Result>

export interface TestList {
  readonly layout: string
  readonly asOf: string
  readonly area?: string
  readonly entries: readonly Omit<EntryInput, 'line'>[]
  /** Lines that stayed out. */
  readonly refused?: number
  /** False for a part of the file. */
  readonly whole?: boolean
}

/** Brings a list's lines in, and asks for its job. */
export async function stageListIn(inSession: InSession, given: TestList): Promise<ListId> {
  const { layout, asOf, area, entries, refused = 0, whole = true } = given
  const sha256 = createHash('sha256')
    .update(JSON.stringify([layout, asOf, entries]))
    .digest('hex')
  const { list } = await inSession((session) => openList(session, { layout, asOf, area, sha256 }))
  await inSession((session) =>
    stageEntries(
      session,
      list,
      entries.map((entry, index) => ({ ...entry, line: index + 2 })),
    ),
  )
  await inSession((session) => submitList(session, list, { lines: entries.length + refused, refused, whole }))
  return list
}

/** Takes a list in as the job does, without a queue. */
export async function importListIn(inSession: InSession, given: TestList): Promise<ListId> {
  const list = await stageListIn(inSession, given)
  await applyListIn(inSession, list)
  return list
}

/** Does what the job does, a transaction for each batch. */
export async function applyListIn(inSession: InSession, list: ListId): Promise<void> {
  let state: Applied | null = null
  while (state?.stage !== 'done') {
    const before: Applied | null = state
    state = await inSession((session) => step(session, list, before, { vocabularies: new Map() }))
  }
}

/**
 * Puts there, as the superuser, what somebody has to decide about a household: a line that its member could be on, and two
 * enrolments that stand against each other.
 */
export async function putWork(
  database: TestDatabase,
  of: {
    readonly tenant: string
    readonly area: string
    readonly household: string
    readonly person: string
    readonly programme: string
    readonly name: string
  },
): Promise<{ readonly list: string; readonly match: string; readonly overlap: string }> {
  const [list, match, overlap] = [randomUUID(), randomUUID(), randomUUID()]
  const { tenant, area, household, person, programme, name } = of
  const content = testCipher.encrypt(
    JSON.stringify({ name, parentName: name, village: null, number: null } satisfies EntryContent),
    { tenant, row: match, column: CONTENT_COLUMN },
  )
  await database.asAdmin(
    `insert into list (tenant_id, list_id, layout, institution, kind, as_of, sha256, release_hash, recorded_at, recorded_by)
     select tenant_id, $2::uuid, 'test', 'test', 'enrolments', '2024-01-31', md5($2::uuid::text) || md5($2::uuid::text), current_release, now(), '[test]'
     from tenant where tenant_id = $1`,
    [tenant, list],
  )
  await database.asAdmin(
    `insert into list_entry (tenant_id, operating_area, list_id, list_entry_id, line, programme, status, fingerprint,
       documents, content, state)
     values ($1, $2, $3, $4::uuid, 2, $5, 'enrolled', $4::uuid::text, '[]', $6, 'ambiguous')`,
    [tenant, area, list, match, programme, content],
  )
  await database.asAdmin(
    `insert into list_candidate (tenant_id, operating_area, list_entry_id, person_id, likeness)
     values ($1, $2, $3, $4, 100)`,
    [tenant, area, match, person],
  )
  await database.asAdmin(
    `insert into overlap (tenant_id, operating_area, overlap_id, household_id, programme, person_id, other_programme,
       rules, bars, raised_on, raised_at, state)
     values ($1, $2, $3, $4, $5, $6, $5, array['test.rule'], false, '2024-01-31', now(), 'open')`,
    [tenant, area, overlap, household, programme, person],
  )
  return { list, match, overlap }
}
