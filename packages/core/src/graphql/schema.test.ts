import { lexicographicSortSchema, printSchema } from 'graphql'
import { expect, test } from 'vitest'
import { createSchema } from './schema.ts'

const UPDATE =
  'the API changed: if that is meant, run `pnpm test -u` in packages/core and commit schema.graphql'

test('the schema is the one in schema.graphql', async () => {
  const printed = `${printSchema(lexicographicSortSchema(createSchema()))}\n`
  await expect(printed, UPDATE).toMatchFileSnapshot('../../schema.graphql')
})
