import type { Actor, Platform } from '@onewindow/core'
import { parse } from 'graphql'

/** Id of the first household that an account can see. */
export async function firstHousehold(
  platform: Platform,
  { tenant, actor, signal }: { readonly tenant: string; readonly actor: Actor; readonly signal: AbortSignal },
): Promise<string | null> {
  const { data } = await platform.execute({
    tenant,
    actor,
    document: parse('{ households(first: 1) { edges { node { id } } } }'),
    operationName: null,
    variables: {},
    language: [],
    requestId: crypto.randomUUID(),
    signal,
  })
  const found = data as { households: { edges: readonly { node: { id: string } }[] } } | null // the document's shape
  return found?.households.edges[0]?.node.id ?? null
}

/** A command that works as it is when pasted into a POSIX shell. */
export function screeningCommand(url: string, token: string, household: string): string {
  const query = `mutation { screenHousehold(household: "${household}") {
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
