import { punjab } from '../src/index.ts'
import { accounts } from './accounts.ts'
import { families } from './families.ts'

/** People to try Punjab with. Nobody of them is real. */
export const demo = { tenant: punjab.id, accounts, households: () => families }
