export { type Demo, type DemoAccount, defineConfig, type OneWindowConfig } from './config.ts'
export { explain } from './explain.ts'
export { serve } from './serve.ts'
export { processTerminal, type Terminal } from './terminal.ts'
