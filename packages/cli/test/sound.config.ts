import { defineConfig } from '../src/index.ts'
import { demo, riverland } from './riverland.ts'

export default defineConfig({ tenants: [riverland], demo: [demo] })
