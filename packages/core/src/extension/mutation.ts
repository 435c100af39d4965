import type { Action } from '@onewindow/tenant'
import type { ObjectRef } from '@pothos/core'
import type { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { answered, RefusalRef, Refused } from '../graphql/problem.ts'
import type { Session } from '../session.ts'
import type { ExtensionBuilder } from './names.ts'

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never

/** The result of a mutation, `RecordAttendanceResult`: what it made, or why it was refused. */
export const resultOf = <Made extends object>(
  name: string,
  made: ObjectRef<Types, Made>,
  on: ExtensionBuilder,
) =>
  on.unionType(name, {
    types: [made, RefusalRef],
    resolveType: (value) => (value instanceof Refused ? 'Refusal' : made.name),
  })

/** Runs a use case as one transaction in the areas of a permission; an expected failure is its result. */
export const changed = <Made extends object>(
  context: Context,
  action: Action,
  use: (session: Session) => Promise<Made>,
): Promise<Made | Refused> => answered(() => context.write(use, { action }))
