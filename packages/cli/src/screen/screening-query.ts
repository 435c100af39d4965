/** What a clerk sees of a result. */
const RESULT = `
  fragment Result on ProgrammeResult {
    programme { id name }
    unit { kind name }
    outcome
    text
    benefits { name text }
    criteria { text state stateText remedy { text } }
    missing { question givenBy { name } remedy { text } }
    overlaps { text }
    documents
    offices { name }
    nextStep
  }`

const QUESTION = 'nextQuestion { text subject { name } programmes { name } }'

export const FIND_HOUSEHOLD = `query ($id: ID, $reference: String) {
  household(id: $id, reference: $reference) { id }
}`

export const SCREEN_HOUSEHOLD = `mutation ($household: ID!, $on: Date, $programmes: [ID!], $language: String, $slip: Boolean!) {
  answer: screenHousehold(household: $household, on: $on, programmes: $programmes) {
    __typename
    ... on Problem { code message path }
    ... on ScreeningPayload {
      screening { id on results { ...Result } ${QUESTION} slip(language: $language) @include(if: $slip) }
    }
  }
}
${RESULT}`

export const SCREEN_FAMILY = `query ($family: AnonymousFamilyInput!, $on: Date) {
  answer: screenAnonymously(family: $family, on: $on) {
    __typename
    ... on Problem { code message path }
    ... on AnonymousScreening { on results { ...Result } ${QUESTION} }
  }
}
${RESULT}`

/** The shape that the documents above ask for. */
export interface Screening {
  readonly id?: string
  readonly on: string
  readonly results: readonly Result[]
  readonly nextQuestion: {
    readonly text: string
    readonly subject: { readonly name: string }
    readonly programmes: readonly { readonly name: string }[]
  } | null
  readonly slip?: string
}

export interface Result {
  readonly programme: { readonly id: string; readonly name: string }
  readonly unit: { readonly kind: string; readonly name: string }
  readonly outcome: string
  readonly text: string
  readonly benefits: readonly { readonly name: string; readonly text: string }[]
  readonly criteria: readonly {
    readonly text: string
    readonly state: 'met' | 'not_met' | 'unknown' | 'unverified'
    readonly stateText: string
    readonly remedy: { readonly text: string } | null
  }[]
  readonly missing: readonly {
    readonly question: string
    readonly givenBy: { readonly name: string } | null
    readonly remedy: { readonly text: string } | null
  }[]
  readonly overlaps: readonly { readonly text: string }[]
  readonly documents: readonly string[]
  readonly offices: readonly { readonly name: string }[]
  readonly nextStep: string
}

export interface Problem {
  readonly code: string
  readonly message: string
  readonly path: readonly string[]
}

export type Answer =
  | ({ readonly __typename: 'Refusal' } & Problem)
  | { readonly __typename: 'ScreeningPayload'; readonly screening: Screening }
  | ({ readonly __typename: 'AnonymousScreening' } & Screening)
