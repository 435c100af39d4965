import { riverland } from '@onewindow/testkit'
import { defineConfig } from '../src/index.ts'

const { definition, family } = riverland
const [north] = riverland.areas
const size = Number(process.env.RIVERLAND_FAMILIES ?? 3)

export default defineConfig({
  tenants: [{ id: definition.id, definition, diagnostics: [] }],
  demo: [
    {
      tenant: definition.id,
      accounts: [
        { subject: 'riverland-clerk', name: 'Clerk, North', roles: [{ role: 'clerk', area: north }] },
      ],
      households: () => Array.from({ length: size }, (_, index) => family(index, north)),
    },
  ],
})
