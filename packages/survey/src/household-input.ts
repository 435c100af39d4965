import type { EnrolmentLevel, Presence } from '@onewindow/rules'

/** A household as a survey file tells it, in the shape that registration takes. */
export interface SurveyHousehold {
  /** Made from the form number, so that the same form registers once. */
  readonly idempotencyKey: string
  readonly area: string
  readonly village?: string
  readonly address?: string
  readonly language?: string
  readonly consent: true
  /** The day of the visit. */
  readonly occurredOn: string
  readonly members: readonly SurveyMember[]
  readonly relationships: readonly SurveyRelation[]
  readonly facts: readonly SurveyFact[]
  readonly enrolments: readonly SurveyEnrolment[]
}

export interface SurveyMember {
  readonly key: string
  readonly name: string
  readonly parentName?: string
  readonly sex: (typeof SURVEY_SEXES)[number]
  readonly birth?: SurveyBirth
  readonly role: (typeof SURVEY_ROLES)[number]
  readonly presence: Presence
  readonly identifiers: readonly { readonly kind: string; readonly number: string }[]
  readonly facts: readonly SurveyFact[]
  readonly enrolments: readonly SurveyEnrolment[]
}

/** An age is that of the day on which the file is read, not of the visit. */
export type SurveyBirth =
  | { readonly date: string }
  | { readonly year: number }
  | { readonly estimatedAge: number }

/** `relative` is the `relation` of `person`; both are members' keys. */
export interface SurveyRelation {
  readonly person: string
  readonly relation: (typeof SURVEY_RELATIONS)[number]
  readonly relative: string
}

export interface SurveyFact {
  readonly fact: string
  readonly boolean?: boolean
  /** Decimal text: `14.2`. */
  readonly number?: string
  readonly choice?: string
  readonly date?: string
  readonly year?: number
  readonly round?: string
  readonly observedOn: string
  /** `import` where an institution alone can give it: the family repeats its word. */
  readonly source: 'family' | 'import'
}

export interface SurveyEnrolment {
  readonly programme: string
  readonly enrolled: boolean
  readonly level: Extract<EnrolmentLevel, 'declared'>
  readonly asOf: string
}

export const SURVEY_SEXES = ['female', 'male', 'other'] as const
export const SURVEY_ROLES = ['head', 'spouse', 'child', 'parent', 'sibling', 'relative', 'other'] as const
export const SURVEY_RELATIONS = ['mother', 'father', 'spouse', 'guardian'] as const
