import { defineTenant } from '@onewindow/tenant'
import { riverland } from '@onewindow/testkit'
import { defineConfig } from '../src/index.ts'

const { definition } = riverland
const { origins: _, ...input } = definition

export default defineConfig({
  tenants: [
    // Its operating level is none of its levels.
    defineTenant({ ...input, id: 'marshland', operatingLevel: 'parish' }),
    { id: definition.id, definition, diagnostics: [] },
  ],
})
