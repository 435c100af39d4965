import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const require = createRequire(new URL('./packages/core/package.json', import.meta.url))

export default defineConfig({
  // Pothos loads graphql's CommonJS entry; a second copy as .mjs would make every type a stranger to it.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    server: { deps: { inline: [/@pothos/, /[\\/]graphql[\\/]/] } },
  },
})
