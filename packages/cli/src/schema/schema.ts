import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createSchema, type Extension } from '@onewindow/core'
import { buildSchema, GraphQLError, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { Failure } from '../failure.ts'
import type { Format } from '../format.ts'
import type { Installation } from '../installation.ts'
import { paint, print, type Terminal } from '../terminal.ts'
import { type SchemaChange, schemaChanges } from './changes.ts'

/** The schema that is served, as text in a stable order: without extensions what `packages/core/schema.graphql` holds. */
const printed = (extensions: readonly Extension[]): string =>
  printSchema(lexicographicSortSchema(createSchema(extensions)))

/** `onewindow schema print`. */
export function runSchemaPrint(
  terminal: Terminal,
  { extensions }: Pick<Installation, 'extensions'>,
  { format }: { readonly format: Format },
): void {
  const sdl = printed(extensions)
  print(terminal, format === 'json' ? JSON.stringify({ sdl }, null, 2) : sdl)
}

export interface SchemaDiffOptions {
  readonly old: string
  /** The schema that is installed, where no file is named. */
  readonly next: string | undefined
  readonly format: Format
}

/** A permission is no part of a schema in GraphQL: nothing printed can tell of it. */
const NOT_SEEN =
  'Not seen here: a permission that a field newly needs, a stricter check of a value, and how answers are computed.'

/** `onewindow schema diff`: what clients of one schema meet in the other; ends with 1 where something breaks them. */
export async function runSchemaDiff(
  terminal: Terminal,
  { extensions }: Pick<Installation, 'extensions'>,
  { old, next, format }: SchemaDiffOptions,
): Promise<void> {
  const changes = schemaChanges(
    await readSchema(terminal, old),
    next === undefined ? buildSchema(printed(extensions)) : await readSchema(terminal, next),
  )
  const breaking = changes.filter(({ kind }) => kind === 'breaking').length
  print(
    terminal,
    format === 'json'
      ? JSON.stringify({ breaking: breaking > 0, changes, notSeen: NOT_SEEN }, null, 2)
      : describe(terminal, changes),
  )
  if (breaking > 0)
    throw new Failure(`${breaking} ${breaking === 1 ? 'change breaks' : 'changes break'} clients.`)
}

async function readSchema({ directory }: Terminal, file: string): Promise<GraphQLSchema> {
  try {
    return buildSchema(await readFile(resolve(directory, file), 'utf8'))
  } catch (error) {
    const place = error instanceof GraphQLError ? `:${error.locations?.[0]?.line ?? 1}` : ''
    throw new Failure(`${file}${place} is no schema: ${error instanceof Error ? error.message : error}`)
  }
}

const COLOURS = { breaking: 'red', dangerous: 'yellow', safe: 'green' } as const

function describe({ stdout }: Terminal, changes: readonly SchemaChange[]): string {
  const lines = changes.map(
    ({ kind, code, message }) => `${paint(stdout, COLOURS[kind], kind.padEnd(9))}  ${code}  ${message}`,
  )
  return [...(lines.length > 0 ? lines : ['No change that a client could see.']), NOT_SEEN].join('\n')
}
