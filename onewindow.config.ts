import { defineConfig } from '@onewindow/cli'
import { kp } from '@onewindow/tenant-kp'
import { demo as kpDemo } from './tenants/kp/demo/index.ts'
import { population } from './tenants/kp/population.ts'

export default defineConfig({
  tenants: [kp],
  demo: [kpDemo],
  scenarios: [{ tenant: 'kp', directory: new URL('./tenants/kp/scenarios/', import.meta.url) }],
  populations: [{ tenant: 'kp', calibration: population }],
})
