import { tenant } from '../src/index.ts'
import { accounts } from './accounts.ts'
import { families } from './families.ts'

/** People to try the tenant with. Nobody of them is real. */
export const demo = { tenant: tenant.id, accounts, households: () => families }
