import type { ObjectRef } from '@pothos/core'
import type { Connection } from '../read/read.ts'
import { builder } from './builder.ts'

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never

const PageInfoRef = builder.objectRef<Connection<unknown>['pageInfo']>('PageInfo').implement({
  extensions: { permission: 'inherit' },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    endCursor: t.exposeString('endCursor', { nullable: true }),
  }),
})

/** The Relay connection of a type, forwards only: `HouseholdConnection` and `HouseholdEdge` for `Household`. An extension names its builder. */
export function connectionOf<Row extends object>(
  name: string,
  node: ObjectRef<Types, Row>,
  on: Pick<typeof builder, 'objectRef'> = builder,
) {
  const edge = on.objectRef<Connection<Row>['edges'][number]>(`${name}Edge`).implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      // The type of a field cannot be computed while Row is open.
      node: t.field({ type: node, resolve: (parent) => parent.node as never }),
    }),
  })
  return on.objectRef<Connection<Row>>(`${name}Connection`).implement({
    extensions: { permission: 'inherit' },
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: ({ edges }) => [...edges] }),
      pageInfo: t.field({ type: PageInfoRef, resolve: ({ pageInfo }) => pageInfo }),
    }),
  })
}
