/** A page of a connection, as an operation selects it. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }
}

/** Every node of a connection, asking for the next page when the last one is used up. */
export async function* nodes<Node>(
  load: (after: string | null) => Promise<Connection<Node>>,
): AsyncGenerator<Node, void, undefined> {
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Connection<Node> = await load(after)
    for (const { node } of edges) yield node
    if (!pageInfo.hasNextPage || !pageInfo.endCursor) return
    after = pageInfo.endCursor
  }
}
