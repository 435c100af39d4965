import { defineConfig } from '@onewindow/cli'
import { kp } from '@onewindow/tenant-kp'
import { demo as kpDemo } from './tenants/kp/demo/index.ts'
import { population } from './tenants/kp/population.ts'

export default defineConfig({
  tenants: [kp],
  demo: [kpDemo],
  parameters: [{ tenant: 'kp', table: new URL('./tenants/kp/tables/parameters.csv', import.meta.url) }],
  scenarios: [{ tenant: 'kp', directory: new URL('./tenants/kp/scenarios/', import.meta.url) }],
  populations: [{ tenant: 'kp', calibration: population }],
})
