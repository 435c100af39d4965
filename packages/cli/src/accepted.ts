import { Failure } from './failure.ts'

/** What a mutation answers, as a document selects it with `... on Problem { message }`. */
export type Refusable<Payload> = Payload | { readonly message: string }

/** The payload; a refusal ends the command with its words. */
export function accepted<Payload extends object>(answer: Refusable<Payload>): Payload {
  if ('message' in answer) throw new Failure(answer.message)
  return answer
}
