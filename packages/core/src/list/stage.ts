import type { ListedState, ListLayout } from '@onewindow/tenant'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid } from '../errors.ts'
import { requireOperatingArea } from '../household/service.ts'
import { prepareIdentifier } from '../identifier/service.ts'
import { type JobId, type ListId, newId } from '../ids.ts'
import { insertUnlessTaken } from '../insert-rows.ts'
import { enqueue } from '../job/service.ts'
import { foldName } from '../person/service.ts'
import type { Session } from '../session.ts'
import { applyList } from './job.ts'
import { findOrInsertList, lockList, submitRow } from './queries.ts'
import { CONTENT_COLUMN, type EntryContent } from './table.ts'

export interface OpenListInput {
  /** Id of a layout of the tenant's definition. */
  readonly layout: string
  readonly asOf: string
  readonly area?: string | null | undefined
  /** Of the file, in hex. */
  readonly sha256: string
}

/** A line as the institution wrote it, of which the shape was checked. */
export interface EntryInput {
  readonly line: number
  readonly programme: string
  readonly status: ListedState
  readonly name: string
  readonly parentName?: string | undefined
  /** Any area at or under an operating one. */
  readonly area?: string | undefined
  readonly village?: string | undefined
  readonly documents: readonly { readonly kind: string; readonly number: string }[]
  /** In the currency's unit: `10500.00`. */
  readonly amount?: string | undefined
  readonly number?: string | undefined
  readonly decidedOn?: string | undefined
}

/**
 * Begins to take in a list, or goes on with it: the same file as of the same day is the same list, whoever brings it.
 *
 * @throws DomainError `UNKNOWN_LIST` · `IMPOSSIBLE_DATE` · `FUTURE_DATE` · `UNKNOWN_AREA` · `AREA_NOT_YOURS`
 */
export async function openList(
  session: Session,
  input: OpenListInput,
): Promise<{ readonly list: ListId; readonly job: JobId | null }> {
  requireWhole(session)
  const layout = requireLayout(session, input.layout)
  checkPastDay(session, input.asOf, ['asOf'])
  const area =
    input.area == null
      ? null
      : requireOperatingArea(session, input.area, { action: 'list.import', path: ['area'] })
  const { list_id, job_id, isNew } = await findOrInsertList(session.tx, {
    tenant_id: session.tenant.id,
    list_id: newId<'list'>(),
    layout: layout.id,
    institution: layout.institution,
    kind: layout.kind,
    area_id: area,
    as_of: input.asOf,
    sha256: input.sha256,
    lines: null,
    refused: null,
    job_id: null,
    finished_at: null,
    release_hash: session.tenant.hash,
    recorded_at: session.now,
    recorded_by: session.actor.id,
  })
  if (isNew)
    await audit(session, 'list.open', {
      subjects: [list_id],
      detail: { layout: layout.id, asOf: input.asOf, kind: layout.kind },
    })
  return { list: list_id, job: job_id }
}

/** Keeps lines of a list that is being taken in; those that are there already are passed over. */
export async function stageEntries(
  session: Session,
  list: ListId,
  entries: readonly EntryInput[],
): Promise<void> {
  requireWhole(session)
  const { tenant, cipher } = session
  const { layout: id, job_id } = await lockList(session.tx, list)
  if (job_id !== null) return
  const layout = requireLayout(session, id)
  await insertUnlessTaken(session.tx, 'list_entry', {
    returning: 'list_entry_id',
    rows: entries.map((entry) => {
      const row = newId<'listEntry'>()
      const content: EntryContent = {
        name: entry.name.trim(),
        parentName: entry.parentName?.trim() || null,
        village: entry.village?.trim() || null,
        number: entry.number?.trim() || null,
      }
      const documents = entry.documents.map(({ kind, number }) => {
        const { lookup } = prepareIdentifier(session, { kind, number }, ['documents'])
        return { kind, lookup }
      })
      const area =
        entry.area === undefined
          ? null
          : requireOperatingArea(session, entry.area, { action: 'list.import', path: ['area'] })
      return {
        tenant_id: tenant.id,
        operating_area: area,
        list_id: list,
        list_entry_id: row,
        line: entry.line,
        programme: entry.programme,
        status: entry.status,
        fingerprint: cipher.lookup(
          'list entry',
          JSON.stringify([
            layout.id,
            entry.programme,
            documents,
            foldName(content.name),
            foldName(content.parentName ?? ''),
            foldName(content.village ?? ''),
            area,
            content.number,
          ]),
          tenant.id,
        ),
        documents: documents as never, // written as JSON by jsonb_populate_recordset
        content: cipher.encrypt(JSON.stringify(content), {
          tenant: tenant.id,
          row,
          column: CONTENT_COLUMN,
        }),
        amount:
          entry.amount === undefined
            ? null
            : Math.round(Number(entry.amount) * 10 ** tenant.definition.formats.minorUnits),
        period: entry.amount === undefined ? null : (layout.columns.amount?.period ?? 'once'),
        decided_on: entry.decidedOn ?? null,
        state: 'staged',
        household_id: null,
        person_id: null,
        decided_by: null,
        decided_at: null,
        reason: null,
      } as const
    }),
  })
}

/**
 * All of the file is here: asks for the job that matches and applies it. A second time it answers with the same job.
 *
 * @param input `refused`: lines that stay out; `whole`: it is the institution's whole file, not a part that was corrected
 */
export async function submitList(
  session: Session,
  list: ListId,
  input: { readonly lines: number; readonly refused: number; readonly whole: boolean },
): Promise<{ readonly job: JobId }> {
  requireWhole(session)
  const { layout: id, job_id, area_id } = await lockList(session.tx, list)
  if (job_id !== null) return { job: job_id }
  const { complete } = requireLayout(session, id)
  const { job } = await enqueue(session, {
    kind: applyList,
    input: { list },
    idempotencyKey: `${applyList.name} ${list}`,
  })
  await submitRow(session.tx, list, {
    lines: input.lines,
    refused: input.refused,
    // Whoever stands on a line that could not be read would be taken for missing.
    complete:
      input.whole &&
      input.refused === 0 &&
      complete !== undefined &&
      (complete === 'tenant' ? area_id === null : area_id !== null),
    job_id: job,
  })
  await audit(session, 'list.import', {
    subjects: [list],
    detail: { layout: id, lines: input.lines, refused: input.refused },
  })
  return { job }
}

function requireLayout({ tenant }: Session, id: string): ListLayout {
  const layout = tenant.definition.lists?.find((each) => each.id === id)
  if (!layout) throw invalid('UNKNOWN_LIST', ['layout'], { id })
  return layout
}

/** Matching looks at everyone who is registered. */
function requireWhole({ tx, actor }: Session): void {
  if (tx.areas !== 'all' || actor.permissions.get('list.import') !== 'all') throw new DomainError('NOT_FOUND')
}
