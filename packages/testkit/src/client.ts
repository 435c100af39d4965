import type { Answer, SignedIn } from '@onewindow/core/testing'

/** What came over HTTP: parsed, and as it was. */
export interface HttpAnswer<Data> extends Answer<Data> {
  readonly status: number
  readonly text: string
}

/** One actor at one tenant's address. */
export interface Client extends SignedIn {
  graphql<Data = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    language?: string,
  ): Promise<HttpAnswer<Data>>
}

/**
 * GraphQL over HTTP, for tests.
 *
 * @example
 * const client = createClient(`${url}/riverland/graphql`, token)
 * const { status, data } = await client.graphql<{ viewer: { id: string } }>('{ viewer { id } }')
 */
export const createClient = (url: string, token: string): Client => ({
  async graphql<Data>(query: string, variables = {}, language = 'en') {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, variables }),
    })
    const text = await response.text()
    // The caller names the shape that it selects.
    return { ...(JSON.parse(text) as Answer<Data>), status: response.status, text }
  },
})
