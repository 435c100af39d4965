import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('it is under ten kilobytes, its peers aside', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../src/index.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    external: ['graphql'],
    write: false,
  })
  const bytes = outputFiles[0]?.contents.length
  console.info(`the client: ${bytes} bytes minified`)
  expect(bytes).toBeLessThan(10_000)
  expect(bytes).toBeGreaterThan(1_000)
})
