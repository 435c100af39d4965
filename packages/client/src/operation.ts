import type { DocumentTypeDecoration, TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'

/** An operation with the types of its data and variables, as `@graphql-codegen/client-preset` and others make them. */
export type Operation<Data, Variables> =
  | TypedDocumentNode<Data, Variables>
  | (DocumentTypeDecoration<Data, Variables> & Pick<string, 'trim' | 'toString'>)

/** An operation as it is sent. */
export interface Sendable {
  readonly text: string
  /** `sha256:…` of the document, where its build wrote one. */
  readonly hash: string | undefined
  readonly kind: 'query' | 'mutation'
}

export function toSendable(operation: Operation<unknown, never>): Sendable {
  const text = 'kind' in operation ? print(operation) : operation.toString()
  const hash = '__meta__' in operation ? hashOf(operation.__meta__) : undefined
  // A fragment may stand before it.
  return { text, hash, kind: /(^|})[\s,]*mutation\b/m.test(text) ? 'mutation' : 'query' }
}

const hashOf = (meta: unknown): string | undefined =>
  typeof meta === 'object' && meta !== null && 'hash' in meta && typeof meta.hash === 'string'
    ? meta.hash
    : undefined
