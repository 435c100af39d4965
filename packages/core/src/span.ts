import { sql } from 'kysely'
import { type Session, today } from './session.ts'

/** Instants from the first, without the second. */
export interface Span {
  readonly since: Date
  readonly until: Date
}

/** The day so many days after an ISO day. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The instants at which days begin where the tenant is, in their order. */
export async function startsOf(
  { tx, tenant }: Pick<Session, 'tx' | 'tenant'>,
  days: readonly string[],
): Promise<readonly Date[]> {
  const { timeZone } = tenant.definition.formats
  const { rows } = await sql<{ start: Date }>`
    select day::timestamp at time zone ${timeZone} as start
    from unnest(${days}::date[]) with ordinality as d (day, place) order by place`.execute(tx)
  return rows.map(({ start }) => start)
}

/** The days from the first, without the second. */
export async function spanOf(session: Session, from: string, to: string): Promise<Span> {
  const [since, until] = await startsOf(session, [from, to])
  if (!since || !until) throw new Error('unnest lost a day')
  return { since, until }
}

/** The days before today, so many. */
export const daysBefore = (session: Session, days: number): Promise<Span> =>
  spanOf(session, daysAfter(today(session), -days), today(session))
