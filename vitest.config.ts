import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const require = createRequire(new URL('./packages/core/package.json', import.meta.url))

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export default defineConfig({
  // Pothos loads graphql's CommonJS entry; a second copy as .mjs would make every type a stranger to it.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Every statement that a suite sends says whose tenant it is, or the run fails.
    globalSetup: [path('./tooling/repo/src/steering/check-statements.ts')],
    setupFiles: [path('./tooling/repo/src/steering/record-statements.ts')],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A poll ends as soon as it is answered; three suites on two cores answer late.
    expect: { poll: { timeout: 20_000 } },
    server: { deps: { inline: [/@pothos/, /[\\/]graphql[\\/]/] } },
  },
})
