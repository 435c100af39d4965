import { randomInt } from 'node:crypto'
import { audit } from '../audit/service.ts'
import { newId } from '../ids.ts'
import type { JobKind } from '../job/service.ts'
import { type Session, today } from '../session.ts'
import { daysAfter, spanOf, startsOf } from '../span.ts'
import { daysWithScreenings, findScreened, insertBackChecks, insertDraws, lastDay } from './queries.ts'

/** A screening that began before midnight has ended by then. */
const MARGIN = 600_000
const WHOLE = 10_000

/** The days that are over and were not drawn from: at first yesterday, and from then on each one since. */
export async function daysToDraw(session: Session): Promise<readonly string[]> {
  const now = today(session)
  const [midnight] = await startsOf(session, [now])
  const isOver = midnight !== undefined && session.now.getTime() - midnight.getTime() >= MARGIN
  const end = isOver ? now : daysAfter(now, -1)
  const last = await lastDay(session.tx)
  const begin = last === null ? daysAfter(end, -1) : daysAfter(last, 1)
  if (begin >= end) return []
  const { timeZone } = session.tenant.definition.formats
  return daysWithScreenings(session.tx, await spanOf(session, begin, end), timeZone)
}

/**
 * Draws from a day's screenings, each once and by a chance of its own that nobody can know before, whoever made it. What
 * was drawn and from how many is written in one transaction: it stands as a whole, or nobody has seen it.
 */
export async function drawDay(session: Session, day: string): Promise<void> {
  const { tx, tenant, now } = session
  const share = Math.round((WHOLE * tenant.definition.oversight.backCheckPercent) / 100)
  const screened = await findScreened(tx, await spanOf(session, day, daysAfter(day, 1)))
  const areas = [...Map.groupBy(screened, ({ area_then }) => area_then)].map(([area, own]) => ({
    area,
    considered: own.length,
    drawn: own.filter(() => randomInt(WHOLE) < share),
  }))
  const place = { tenant_id: tenant.id, day }
  const fresh = await insertDraws(
    tx,
    areas.map(({ area, considered, drawn }) => ({
      ...place,
      operating_area: area,
      considered,
      drawn: drawn.length,
      share,
      drawn_at: now,
    })),
  )
  const drawn = areas.filter(({ area }) => fresh.has(area)).flatMap((each) => each.drawn)
  await insertBackChecks(
    tx,
    drawn.map(({ recorded_by, ...screening }) => ({
      ...place,
      ...screening,
      back_check_id: newId<'backCheck'>(),
      screened_by: recorded_by,
      state: 'drawn',
      reason: null,
      visited_on: null,
      programmes: null,
      observed: null,
      drawn_at: now,
      recorded_at: null,
      recorded_by: null,
    })),
  )
  if (fresh.size > 0)
    await audit(session, 'backCheck.draw', {
      subjects: [...new Set(drawn.map(({ household_id }) => household_id))],
      detail: { day, considered: screened.length, drawn: drawn.length },
    })
}

interface Drawing {
  /** Days still to draw from, as they were at the start. */
  readonly left: readonly string[]
  readonly total: number
}

/** Each day, draws from the days that are over. */
export const drawBackChecks: JobKind<object, Drawing> = {
  name: 'backCheck.draw',
  daily: {},
  async run({ checkpoint, inTenant, save }) {
    const left = checkpoint?.left ?? (await inTenant('read', daysToDraw))
    const total = checkpoint?.total ?? left.length
    for (const [index, day] of left.entries())
      await inTenant('write', async (session) => {
        await drawDay(session, day)
        const rest = left.slice(index + 1)
        await save(session, { left: rest, total }, { done: total - rest.length, total })
      })
  },
}
