import type { RegisterInput } from '../household/service.ts'
import type { SignedIn } from './test-platform.ts'

export interface ShownFact {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly observedOn: string
}

export interface ShownMember {
  readonly role: string
  readonly presence: string
  readonly from: string
  readonly until: string | null
  readonly person: {
    readonly id: string
    readonly name: string
    readonly birth: { readonly from: string | null; readonly to: string | null; readonly precision: string }
    readonly facts: readonly ShownFact[]
  }
}

export interface ShownHousehold {
  readonly id: string
  readonly reference: string
  readonly area: { readonly id: string }
  readonly members: readonly ShownMember[]
  readonly facts: readonly ShownFact[]
}

/** A member of a result union that is a `Problem`. */
export interface Problem {
  readonly __typename: string
  readonly code: string
  readonly message: string
  readonly path: readonly string[]
  /** Of `PossibleDoubles`. */
  readonly candidates?: readonly { readonly id: string; readonly name: string }[]
}

export type Changed =
  | { readonly __typename: 'HouseholdPayload'; readonly household: ShownHousehold }
  | (Problem & { readonly household?: undefined })

const FACT = 'id kind text observedOn'
export const HOUSEHOLD = `id reference area { id } facts { ${FACT} } members {
  role presence from until person { id name birth { from to precision } facts { ${FACT} } } }`
export const PROBLEM = '... on Problem { code message path }'

/** Calls a mutation that changes a household: `registerHousehold`, `recordFacts` … */
export async function change(clerk: SignedIn, mutation: string, input: object): Promise<Changed> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await clerk.graphql<{ changed: Changed } | null>(
    `mutation ($input: ${type}!) { changed: ${mutation}(input: $input) { __typename ${PROBLEM}
       ... on PossibleDoubles { candidates { id name } } ... on HouseholdPayload { household { ${HOUSEHOLD} } } } }`,
    { input },
  )
  if (!data) throw new Error(`${mutation}: ${JSON.stringify(errors)}`)
  return data.changed
}

/** The household after a change that must succeed. */
export async function changed(clerk: SignedIn, mutation: string, input: object): Promise<ShownHousehold> {
  const answer = await change(clerk, mutation, input)
  if (!answer.household) throw new Error(`${mutation}: ${answer.code} at ${answer.path.join('.')}`)
  return answer.household
}

/** Registers a family that must be new. */
export const registered = (clerk: SignedIn, input: RegisterInput): Promise<ShownHousehold> =>
  changed(clerk, 'registerHousehold', input)

/** A member by the position in the input: members registered together keep their order. */
export function member({ members }: ShownHousehold, index: number): ShownMember {
  const found = members[index]
  if (!found) throw new Error(`there is no member ${index}`)
  return found
}
