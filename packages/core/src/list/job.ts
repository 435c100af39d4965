import { audit } from '../audit/service.ts'
import type { ListId } from '../ids.ts'
import { inTime, type JobKind, stepSize } from '../job/service.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import { screenAgain } from '../population/service.ts'
import type { Session } from '../session.ts'
import { applyNext } from './apply.ts'
import { AT_ONCE, matchNext, type Vocabularies } from './match.ts'
import { markMissing } from './missing.ts'
import {
  countEntries,
  findList,
  finishList,
  hasChangedSomething,
  householdsAfter,
  tellingLists,
} from './queries.ts'

export interface Applied {
  readonly stage: 'match' | 'apply' | 'missing' | 'overlap' | 'done'
  /** Of this stage. */
  readonly done: number
  readonly total: number
  /** The last household that was looked at. */
  readonly after: string | null
}

const HOUSEHOLDS_AT_ONCE = 1_000

/** Matches the lines of a list, applies them, and looks at what overlaps since: batch by batch, each with its checkpoint. */
export const applyList: JobKind<{ readonly list: ListId }, Applied> = {
  name: 'list.import',
  async run({ input, checkpoint, signal, inTenant, save }) {
    const size = stepSize(AT_ONCE)
    const vocabularies: Vocabularies = new Map()
    for (let state = checkpoint; state?.stage !== 'done'; ) {
      const from = state
      state = await inTime(size, { signal }, (rows) =>
        inTenant('write', async (session) => {
          const next = await step(session, input.list, from, { vocabularies, rows })
          await save(session, next, { stage: next.stage, done: next.done, total: next.total })
          return next
        }),
      )
    }
  },
}

/** One batch: everything it needs to know stands in the checkpoint or in the rows. */
export async function step(
  session: Session,
  id: ListId,
  before: Applied | null,
  { vocabularies, rows }: { readonly vocabularies: Vocabularies; readonly rows?: number },
): Promise<Applied> {
  const list = await findList(session.tx, id)
  const now = before ?? { stage: 'match', done: 0, total: await countEntries(session.tx, id), after: null }
  const go = (count: number, next: Applied['stage']): Applied =>
    count > 0
      ? { ...now, done: now.done + count }
      : { ...now, stage: next, done: next === 'done' ? now.total : 0, after: null }
  switch (now.stage) {
    case 'match':
      return go(await matchNext(session, list, vocabularies, rows), 'apply')
    case 'apply':
      return go(await applyNext(session, list), 'missing')
    case 'missing': {
      if (list.kind !== 'enrolments') return go(0, 'overlap')
      for (const one of await tellingLists(session.tx, list)) {
        const count = await markMissing(session, one)
        if (count > 0) return go(count, 'overlap')
      }
      return go(0, 'overlap')
    }
    case 'overlap': {
      const of = { after: now.after, limit: HOUSEHOLDS_AT_ONCE }
      const households = await householdsAfter(session.tx, id, of)
      await reviewOverlaps(session, households)
      const next = go(households.length, 'done')
      if (next.stage !== 'done') return { ...next, after: households.at(-1) ?? null }
      await finishList(session.tx, id, session.now)
      if (await hasChangedSomething(session.tx, id)) await screenAgain(session, `${applyList.name} ${id}`)
      await audit(session, 'list.finish', { subjects: [id], detail: { layout: list.layout } })
      return next
    }
    case 'done':
      return now
  }
}
