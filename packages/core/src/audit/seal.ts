import { createHash } from 'node:crypto'
import { canonicalJson } from '@onewindow/tenant'
import type { JobKind } from '../job/service.ts'
import type { Session } from '../session.ts'
import {
  countBetween,
  entriesBetween,
  findLastSeal,
  insertSeal,
  oldestTransaction,
  type SealableEntry,
  sealsAfter,
} from './queries.ts'

/** Entries that one seal closes at most: a transaction of some hundred milliseconds. */
const ENTRIES = 10_000
/** Ids are made by the clocks of several processes; none is this far off. */
const MARGIN = 600_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Hashes the entries since the last seal into the chain. It leaves those younger than ten minutes, or than the oldest
 * transaction that still runs: no entry can come in among the sealed ones any more.
 */
export const sealAudit = sealing(MARGIN)

interface Sealed {
  /** The id up to which this job seals. */
  readonly until: string
  readonly done: number
  readonly total: number
}

/** @param margin milliseconds by which clocks may differ */
export function sealing(margin: number): JobKind<object, Sealed> {
  return {
    name: 'audit.seal',
    daily: {},
    async run({ checkpoint, inTenant, save }) {
      const begun = checkpoint ?? (await inTenant('read', (session) => begin(session, margin)))
      const { until, total } = begun
      let { done } = begun
      for (let more = true; more; )
        more = await inTenant('write', async (session) => {
          const entries = await sealNext(session, until)
          done += entries
          await save(session, { until, done, total }, { done, total })
          return entries === ENTRIES
        })
    },
  }
}

async function begin(session: Session, margin: number): Promise<Sealed> {
  const last = await findLastSeal(session.tx)
  const until = await horizon(session, margin)
  const total = await countBetween(session.tx, { after: last?.last_audit_id ?? FIRST, until })
  return { until, done: 0, total }
}

/** Adds a seal to the chain where there is something to seal; answers with how many entries that was. */
async function sealNext({ tx, tenant, now }: Session, until: string): Promise<number> {
  const last = await findLastSeal(tx)
  const after = last?.last_audit_id ?? FIRST
  const entries = await entriesBetween(tx, { after, until, limit: ENTRIES })
  const [first] = entries
  const end = entries.at(-1)
  if (first && end)
    await insertSeal(tx, {
      tenant_id: tenant.id,
      seal: (last?.seal ?? 0) + 1,
      first_audit_id: first.audit_id,
      last_audit_id: end.audit_id,
      entries: entries.length,
      hash: hashOf(last?.hash ?? '', entries),
      sealed_at: now,
    })
  return entries.length
}

/** The highest id before which nothing can be written any more: a UUIDv7 begins with its millisecond. */
async function horizon({ tx }: Session, margin: number): Promise<string> {
  const began = await oldestTransaction(tx)
  const millisecond = (began.getTime() - margin).toString(16).padStart(12, '0')
  return `${millisecond.slice(0, 8)}-${millisecond.slice(8)}-7000-8000-000000000000`
}

/** One line of canonical JSON per entry, after the line of the previous hash. */
function hashOf(previous: string, entries: readonly SealableEntry[]): string {
  const hash = createHash('sha256').update(`${previous}\n`)
  for (const { audit_id, at, actor, action, subjects, detail, request_id } of entries)
    hash.update(`${canonicalJson([audit_id, at, actor, action, subjects, detail, request_id])}\n`)
  return hash.digest('hex')
}

export interface AuditVerification {
  /** Seals and entries that are as they were sealed. */
  readonly seals: number
  readonly entries: number
  /** The chain's end. Written down elsewhere, it shows whether seals were taken from the end or all made anew. */
  readonly hash: string | null
  /** The first seal whose entries, or place in the chain, are not as they were sealed. */
  readonly broken: number | null
}

/** Recomputes the chain from the entries, in one snapshot. */
export async function verifyAudit({ tx }: Pick<Session, 'tx'>): Promise<AuditVerification> {
  let seals = 0
  let count = 0
  let after = FIRST
  let hash = ''
  for (;;) {
    const page = await sealsAfter(tx, seals)
    if (page.length === 0) return { seals, entries: count, hash: hash || null, broken: null }
    for (const seal of page) {
      // One more than there should be is enough to see that there are too many.
      const limit = seal.entries + 1
      const entries = await entriesBetween(tx, { after, until: seal.last_audit_id, limit })
      const whole = entries.length === seal.entries && entries[0]?.audit_id === seal.first_audit_id
      if (seal.seal !== seals + 1 || !whole || hashOf(hash, entries) !== seal.hash)
        return { seals, entries: count, hash: hash || null, broken: seals + 1 }
      seals++
      count += entries.length
      after = seal.last_audit_id
      hash = seal.hash
    }
  }
}
