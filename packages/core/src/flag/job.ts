import type { JobKind } from '../job/service.ts'
import { raiseFlags } from './raise.ts'
import { FLAG_KINDS } from './table.ts'

interface Raising {
  /** Kinds that have been looked through. */
  readonly kinds: number
}

/** Each night, looks through what was recorded before it for what a district officer should know. */
export const raise: JobKind<object, Raising> = {
  name: 'flag.raise',
  daily: {},
  async run({ checkpoint, inTenant, save }) {
    for (let kinds = checkpoint?.kinds ?? 0; kinds < FLAG_KINDS.length; kinds++)
      await inTenant('write', async (session) => {
        const kind = FLAG_KINDS[kinds]
        if (kind) await raiseFlags(session, kind)
        await save(
          session,
          { kinds: kinds + 1 },
          { done: kinds + 1, total: FLAG_KINDS.length, ...(kind && { stage: kind }) },
        )
      })
  },
}
