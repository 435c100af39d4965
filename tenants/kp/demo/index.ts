import { accounts } from './accounts.ts'
import { population } from './population.ts'

/** People to try KP with. Nobody of them is real. */
export const demo = {
  tenant: 'kp',
  accounts,
  households: (today: string) => population(today),
}
