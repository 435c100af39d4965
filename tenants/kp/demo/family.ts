import type { ToldFact } from '@onewindow/tenant'

/** A family as a window registers it, in the shape that registration takes. */
export interface Family {
  readonly idempotencyKey: string
  readonly area: string
  readonly village: string
  readonly consent: true
  readonly confirmNew: true
  readonly language?: string
  readonly occurredOn: string
  readonly members: readonly Member[]
  readonly relationships: readonly Relationship[]
  readonly facts: readonly Fact[]
}

export interface Member {
  readonly key: string
  readonly name: string
  readonly parentName: string
  readonly sex: Sex
  readonly birth: Birth
  readonly role: 'head' | 'spouse' | 'child' | 'parent' | 'sibling' | 'relative'
  readonly presence: 'resident' | 'absent'
  readonly identifiers: readonly { readonly kind: string; readonly number: string }[]
  readonly facts: readonly Fact[]
  readonly enrolments: readonly Enrolment[]
}

export type Sex = 'female' | 'male'

export type Birth = { readonly date: string } | { readonly year: number } | { readonly estimatedAge: number }

/** `relative` is the `relation` of `person`; both are members' keys. */
export interface Relationship {
  readonly person: string
  readonly relation: 'mother' | 'father' | 'spouse' | 'guardian'
  readonly relative: string
}

export type Fact = ToldFact

export interface Enrolment {
  readonly programme: string
  readonly enrolled: boolean
  readonly level: 'declared' | 'listed' | 'confirmed'
  readonly asOf: string
}
