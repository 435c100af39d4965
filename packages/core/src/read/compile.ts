import { createHash } from 'node:crypto'
import { createQueryId, PostgresQueryCompiler, type RawBuilder } from 'kysely'

/** A statement's text, and what is bound in it. */
export interface Compiled {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/**
 * Compiles with parameters numbered after those that are bound already. The tenant and equal lists, of which a statement
 * says dozens, are bound once.
 */
export function compile(
  statement: RawBuilder<unknown>,
  { tenant, bound = [] }: { readonly tenant: string; readonly bound?: readonly unknown[] },
): Compiled {
  const compiler = new Sharing(tenant, bound)
  const { sql } = compiler.compileQuery(statement.toOperationNode(), createQueryId())
  return { sql, parameters: compiler.bound }
}

class Sharing extends PostgresQueryCompiler {
  readonly bound: unknown[]
  readonly #tenant: string
  readonly #places = new Map<string, number>()

  constructor(tenant: string, bound: readonly unknown[]) {
    super()
    this.#tenant = tenant
    this.bound = [...bound]
    for (const [index, value] of bound.entries()) {
      const shared = this.#sharedAs(value)
      if (shared !== undefined) this.#places.set(shared, index + 1)
    }
  }

  protected override appendValue(value: unknown): void {
    const shared = this.#sharedAs(value)
    let place = shared === undefined ? undefined : this.#places.get(shared)
    if (place === undefined) {
      place = this.bound.push(value)
      if (shared !== undefined) this.#places.set(shared, place)
    }
    this.append(`$${place}`)
  }

  // Other values of one text may stand where PostgreSQL takes them for different types.
  #sharedAs(value: unknown): string | undefined {
    if (Array.isArray(value)) return JSON.stringify(value)
    return value === this.#tenant ? this.#tenant : undefined
  }
}

/** One name for each text of a statement. */
export const statementName = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22)
