import type { EnrolmentLevel, Relation } from './expression.ts'

/**
 * What the engine reads: one household as it stood on a date, as plain JSON. The loader (a database, a browser form,
 * a scenario file) has already chosen the observation that holds on that date.
 */
export interface Household {
  readonly id: string
  readonly facts: Facts
  readonly members: readonly Person[]
  /** Relatives who are not members: an absent father, a spouse in another house. */
  readonly others: readonly Person[]
  readonly relationships: readonly Relationship[]
  readonly enrolments: readonly Enrolment[]
}

/** `facts` holds `sex`, `birth_date` and, for members, `presence` beside what the tenant declares. */
export interface Person {
  readonly id: string
  readonly facts: Facts
}

/** Keyed by fact id, or `id@round` for an instrument that is taken in rounds. An absent key is unknown, never false. */
export type Facts = Readonly<Record<string, Observation>>

export interface Observation {
  /** Boolean, scaled integer (the definition's scale), text or option code, or a date known to an interval. */
  readonly value: boolean | number | string | DateInterval
  readonly observedOn?: string
  readonly source?: string
  readonly method?: string
  readonly round?: string
  readonly issuer?: string
}

/** First and last possible day, inclusive: a birth date known to the year only is `1970-01-01 … 1970-12-31`. */
export interface DateInterval {
  readonly from: string
  readonly to: string
}

/** `relative` is the `relation` of `person`. Stored one way; the engine reads `child`, `ward` and `spouse` both ways. */
export interface Relationship {
  readonly person: string
  readonly relation: Exclude<Relation, 'parent' | 'child' | 'ward'>
  readonly relative: string
}

/** A participation known on the date; `enrolled: false` is a family's or list's explicit no. No row at all is unknown. */
export interface Enrolment {
  readonly subject: string
  readonly programme: string
  readonly enrolled: boolean
  readonly level: EnrolmentLevel
  readonly asOf?: string
}
