import type { PopulationScreeningId } from '../ids.ts'
import { beginPopulationScreening, type Screened, screenNext } from '../population/service.ts'
import type { Session } from '../session.ts'

/** Screens everyone as the job does, without a queue: a transaction for each batch of `size` households. */
export async function screenPopulationIn(
  inSession: <Result>(use: (session: Session) => Promise<Result>) => Promise<Result>,
  on: string,
  size?: number,
): Promise<PopulationScreeningId> {
  const { screening } = await inSession((session) => beginPopulationScreening(session, { on }))
  let state: Screened | null = null
  do {
    state = await inSession((session) => screenNext(session, screening, state, size))
  } while (state)
  return screening
}
