/** A page of a connection, as an operation selects it. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }
}

/**
 * Every node of a connection, asking for the next page when the last one is used up.
 *
 * @throws TypeError where a page is the one before it again
 */
export async function* nodes<Node>(
  load: (after: string | null) => Promise<Connection<Node>>,
): AsyncGenerator<Node, void, undefined> {
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Connection<Node> = await load(after)
    // It would go on for ever: the operation gives `$after` to no field, or to another than is read here.
    if (after !== null && pageInfo.endCursor === after)
      throw new TypeError('The server answered with the same page again: give $after to the connection.')
    for (const { node } of edges) yield node
    if (!pageInfo.hasNextPage || !pageInfo.endCursor) return
    after = pageInfo.endCursor
  }
}
