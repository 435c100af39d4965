import { defineTenant } from '@onewindow/tenant'
import { riverland as input } from '../../tenant/src/riverland.fixture.ts'
import { defineConfig } from '../src/index.ts'
import { riverland } from './riverland.ts'

/** Its operating level is none of its levels. */
const marshland = defineTenant({ ...input, id: 'marshland', operatingLevel: 'parish' })

export default defineConfig({ tenants: [marshland, riverland] })
