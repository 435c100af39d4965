import { expect, test } from 'vitest'
import { printReference } from './reference.ts'

test('the reference says what the sources say', { timeout: 300_000 }, async () => {
  await expect(await printReference()).toMatchFileSnapshot('../../../docs/reference.md')
})
