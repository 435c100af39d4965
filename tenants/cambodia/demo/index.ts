import { accounts } from './accounts.ts'
import { families } from './families.ts'

/** People to try Cambodia with. Nobody of them is real. */
export const demo = { tenant: 'cambodia', accounts, households: () => families }
