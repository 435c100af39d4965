import { DomainError, type RegisterInput, registerHousehold } from '@onewindow/core'
import { Failure } from '../failure.ts'
import type { Report } from '../progress.ts'
import { asStarter, type Starter } from './starter.ts'

/**
 * Registers the families that are not registered yet, each in a transaction of its own: an interrupted start goes on
 * where it stopped.
 */
export async function registerFamilies(
  starter: Starter,
  families: readonly RegisterInput[],
  report: Report,
): Promise<void> {
  for (const [index, family] of families.entries()) {
    starter.signal.throwIfAborted()
    if (index % 10 === 0) report({ done: index, total: families.length })
    try {
      await asStarter(starter, (session) => registerHousehold(session, family))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      // Registered by an earlier start, when it was another day or the family was written otherwise.
      if (error.code === 'IDEMPOTENCY_KEY_REUSED') continue
      const place = [family.idempotencyKey, ...error.place].join('.')
      throw new Failure(`The demo family ${place} of ${starter.release.id} was refused: ${error.code}`)
    }
  }
}
