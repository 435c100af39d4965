import { readFile } from 'node:fs/promises'
import { generate } from '@graphql-codegen/cli'
import { expect, test } from 'vitest'
import config from '../codegen.json' with { type: 'json' }

const at = (path: string) => new URL(`../${path}`, import.meta.url)

test('the operations and their manifest are those of core’s schema; else run `pnpm generate`', async () => {
  const outputs = await generate({ ...config, cwd: at('.').pathname, silent: true } as never, false)
  const made = new Map<string, string>(
    outputs.map(({ filename, content }: { filename: string; content: string }) => [
      filename.split('/').at(-1) ?? '',
      content,
    ]),
  )
  expect(made.get('graphql.ts')).toBe(await readFile(at('src/operations/graphql.ts'), 'utf8'))
  expect(made.get('persisted-documents.json')).toBe(await readFile(at('trusted-documents.json'), 'utf8'))
})
