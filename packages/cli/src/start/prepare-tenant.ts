import { applyRelease, findCurrentRelease } from '@onewindow/core'
import type { Definition } from '@onewindow/tenant'
import type { Demo } from '../config.ts'
import { Failure } from '../failure.ts'
import { step } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { openAccounts } from './open-accounts.ts'
import { registerFamilies } from './register-families.ts'
import { asStarter, type Starter, todayOf } from './starter.ts'

/** Applies a tenant's definition, and has its demo accounts and families, where there are some. */
export async function prepareTenant(
  terminal: Terminal,
  definition: Definition,
  given: Pick<Starter, 'db' | 'cipher'> & { readonly demo: Demo | undefined; readonly issuer: string },
): Promise<void> {
  const { db, cipher, demo, issuer } = given
  const { id } = definition
  const release = await step(terminal, {
    name: `Rules of ${id}`,
    run: async () => {
      const { hash, changed } = await applyRelease(db, definition, { by: '[start]', at: new Date() })
      const current = await findCurrentRelease(db, id)
      if (!current) throw new Error(`release ${hash} of ${id} was applied, and is not there`)
      return { ...current, changed }
    },
    done: ({ hash, changed }) => `${hash.slice(0, 12)}, ${changed ? 'applied' : 'unchanged'}`,
  })
  if (!demo) return
  const starter: Starter = { db, cipher, release, signal: terminal.stopped }
  await refuseRealFamilies(starter)
  await step(terminal, {
    name: `Demo accounts of ${id}`,
    run: () => openAccounts(starter, { issuer, accounts: demo.accounts }),
    done: () => String(demo.accounts.length),
  })
  const families = demo.households(todayOf(release))
  await step(terminal, {
    name: `Demo families of ${id}`,
    run: (report) => registerFamilies(starter, families, report),
    done: () => `${families.length}, made up`,
  })
}

/** Whoever names the wrong database must not find made-up people among real ones. */
async function refuseRealFamilies(starter: Starter): Promise<void> {
  const real = await asStarter(starter, ({ tx }) =>
    tx
      .selectFrom('household')
      .select('reference')
      .where('tenant_id', '=', tx.tenant)
      .where('synthetic', '=', false)
      .limit(1)
      .executeTakeFirst(),
  )
  if (real)
    throw new Failure(
      `${starter.release.id} has real families in this database. Name another one, or use \`onewindow serve\`.`,
    )
}
