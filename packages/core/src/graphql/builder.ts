import SchemaBuilder from '@pothos/core'
import { GraphQLError } from 'graphql'
import type { Context } from './context.ts'

export const newBuilder = () =>
  new SchemaBuilder<{
    Context: Context
    DefaultFieldNullability: false
    Scalars: {
      Date: { Input: string; Output: string }
      DateTime: { Input: string; Output: string | Date }
      ID: { Input: string; Output: string }
    }
  }>({ defaultFieldNullability: false })

/** Types are defined beside what they show, in the slices' `graphql.ts`. */
export const builder = newBuilder()

builder.scalarType('Date', {
  description: 'A day: `2024-02-01`.',
  serialize: (value) => value,
  // Which day it is, the use case checks: it knows the place in the input, and answers in the reader's language.
  parseValue: (value) => {
    if (typeof value === 'string') return value
    throw new GraphQLError('Expected a day such as "2024-02-01"', { extensions: { code: 'BAD_USER_INPUT' } })
  },
})

builder.scalarType('DateTime', {
  description: 'An instant: `2024-02-01T09:30:00Z`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
})

builder.queryType({ description: 'What a window and its offices read.' })
builder.mutationType({ description: 'What happens at a window. Each field is one transaction.' })
