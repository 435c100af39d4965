import { defineTenant } from '@onewindow/tenant'
import { riverland as input } from '../../tenant/src/riverland.fixture.ts'
import type { Demo } from '../src/index.ts'

/** The made-up tenant, with a clerk who may do what the commands' examples need. */
export const riverland = defineTenant({
  ...input,
  roles: [
    {
      id: 'clerk',
      areas: 'own',
      actions: [
        'area.read',
        'programme.read',
        'household.read',
        'household.register',
        'person.read',
        'fact.read',
        'fact.record',
        'screening.read',
        'screening.run',
      ],
    },
  ],
})

const size = Number(process.env.RIVERLAND_FAMILIES ?? 3)

export const demo: Demo = {
  tenant: 'riverland',
  accounts: [{ subject: 'riverland-clerk', name: 'Clerk, South', roles: [{ role: 'clerk', area: 'R2' }] }],
  households: () =>
    Array.from({ length: size }, (_, index) => ({
      idempotencyKey: `demo-${index}`,
      area: 'R2',
      village: 'Reed Hamlet',
      consent: true,
      confirmNew: true,
      occurredOn: '2024-01-10',
      members: [
        {
          key: 'widow',
          name: `Willow ${index}`,
          sex: 'female',
          birth: { year: 1980 },
          role: 'head',
          identifiers: [{ kind: 'card', number: `9${String(index).padStart(12, '0')}` }],
          facts: [
            { fact: 'marital_status', choice: 'widowed', source: 'family', observedOn: '2024-01-10' },
            { fact: 'score', number: '14.2', round: '2021', source: 'institution', observedOn: '2021-06-01' },
            {
              fact: 'certified',
              boolean: index % 2 === 0,
              source: 'committee',
              issuer: 'council.south',
              observedOn: '2024-01-05',
            },
          ],
        },
      ],
    })),
}
