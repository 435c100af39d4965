import { DomainError, openAccount } from '@onewindow/core'
import type { DemoAccount } from '../config.ts'
import { Failure } from '../failure.ts'
import { asStarter, type Starter } from './starter.ts'

/** Opens demo accounts; one that the definition has no room for, such as an area that was renamed, is named. */
export const openAccounts = (
  starter: Starter,
  { issuer, accounts }: { readonly issuer: string; readonly accounts: readonly DemoAccount[] },
): Promise<void> =>
  asStarter(starter, async (session) => {
    for (const account of accounts) {
      try {
        await openAccount(session, { issuer, ...account })
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        const [, index] = error.place
        const role = index === undefined ? undefined : account.roles[Number(index)]
        throw new Failure(
          `The demo account ${account.subject} of ${starter.release.id} was refused: ${error.code}${role ? ` for ${JSON.stringify(role)}` : ''}. Correct it where the configuration's demo is written.`,
        )
      }
    }
  })
