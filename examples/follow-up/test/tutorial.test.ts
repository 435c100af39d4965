import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the tutorial’s blocks are this example’s files, which are under 100 lines', () => {
  const blocks = [...read('../../../docs/extensions.md').matchAll(/```(?:sql|ts)\n([\s\S]*?)```/g)].map(
    ([, text]) => text,
  )
  const files = [read('../migrations/0001-follow-up.sql'), read('../src/index.ts')]
  expect(blocks).toEqual(files)
  expect(files.join('').split('\n').length - 1).toBeLessThan(100)
})
