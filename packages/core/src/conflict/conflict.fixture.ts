import type { SignedIn } from '../testing/index.ts'

interface Answer {
  readonly code?: string
  readonly conflict?: { readonly id: string; readonly endedReason: string | null }
}

const CONFLICT = '... on Problem { code } ... on ConflictPayload { conflict { id endedReason } }'
const DECLARE = `mutation ($input: DeclareConflictInput!) { answer: declareConflict(input: $input) { ${CONFLICT} } }`
export const END = `mutation ($input: EndConflictInput!) { answer: endConflict(input: $input) { ${CONFLICT} } }`

export async function answerOf(who: SignedIn, call: string, input: object): Promise<Answer> {
  const { data, errors } = await who.graphql<{ answer: Answer } | null>(call, { input })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.answer
}

let keys = 0

/** The id of a conflict that must be taken. */
export async function declare(who: SignedIn, input: object): Promise<string> {
  const { conflict, code } = await answerOf(who, DECLARE, {
    idempotencyKey: `declared ${++keys}`,
    relation: 'family',
    reason: 'a cousin',
    ...input,
  })
  if (!conflict) throw new Error(code)
  return conflict.id
}
