import type { Actor, Platform } from '@onewindow/core'
import { parse } from 'graphql'

export interface Household {
  readonly id: string
  readonly reference: string
}

/** The first household that an account can see. */
export async function firstHousehold(
  platform: Platform,
  { tenant, actor, signal }: { readonly tenant: string; readonly actor: Actor; readonly signal: AbortSignal },
): Promise<Household | null> {
  const { data } = await platform.execute({
    tenant,
    actor,
    document: parse('{ households(first: 1) { edges { node { id reference } } } }'),
    operationName: null,
    variables: {},
    language: [],
    requestId: crypto.randomUUID(),
    signal,
  })
  // The document's shape.
  const found = data as { households: { edges: readonly { node: Household }[] } } | null
  return found?.households.edges[0]?.node ?? null
}

/** A command that works as it is when pasted into a POSIX shell. */
export function screeningCommand(url: string, token: string, { id }: Household): string {
  const query = `mutation { screenHousehold(household: "${id}") {
    ... on Problem { code message }
    ... on ScreeningPayload { screening { on results {
      programme { name } unit { name } outcome text
      criteria { text stateText } missing { question }
      benefits { text amounts { minorUnits currency } }
    } nextQuestion { text } } }
  } }`
  return [
    `curl --silent --show-error ${url}`,
    `--header 'authorization: Bearer ${token}'`,
    `--header 'content-type: application/json'`,
    `--header 'accept-language: en'`,
    `--data '${JSON.stringify({ query: query.replace(/\s+/g, ' ') })}'`,
  ].join(' \\\n  ')
}
