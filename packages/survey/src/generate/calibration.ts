import type { Evidence } from '@onewindow/rules'

/** A number with where it was found; `G` where nobody found it and it is assumed. */
export interface Figure {
  readonly value: number
  readonly evidence: Evidence
  readonly source: string
}

/** Options with their weights; for a yes-or-no fact `yes` and `no`. */
export type Weights = Readonly<Record<string, number>>

/** What a tenant's made-up population is drawn from: published figures where there are some, and marked assumptions. */
export interface Calibration {
  /** Census whose populations say how many live in each area of the operating level. */
  readonly census: number
  /** The last day of the visits; they begin three months before. */
  readonly day: string
  /** Persons to a household, and how households spread around it: `[size, weight]`. */
  readonly householdSize: Figure & { readonly weights: readonly (readonly [size: number, weight: number])[] }
  /** Share of all persons below this line of this scorecard. */
  readonly poor: Figure & { readonly scorecard: string; readonly line: string }
  /** Shares of all persons, that the summary compares with. */
  readonly under15: Figure
  readonly over64: Figure
  readonly female: Figure
  /** Shares of households. */
  readonly femaleHead: Figure
  readonly grandparents: Figure
  readonly absentHusband: Figure
  /** Languages that families write their names in, with weights. */
  readonly languages: Weights
  readonly names: Readonly<Record<'female' | 'male', readonly Name[]>>
  /** What may follow a given name. */
  readonly secondNames: Readonly<Record<'female' | 'male', readonly Name[]>>
  /** No village is called so; a number follows. */
  readonly village: Name
  readonly documents: {
    readonly adult: Paper
    readonly child: Paper
  }
  /** Choice that says who is married, with the options' ids. */
  readonly marriage: {
    readonly fact: string
    readonly never: string
    readonly married: string
    readonly widowed: string
    readonly divorced: string
  }
  /** Yes-or-no facts about a child's parents. */
  readonly parentAlive: { readonly father: string; readonly mother: string }
  /** Choice that names an area of the operating level: where the family's papers say it is from. */
  readonly home?: { readonly fact: string; readonly elsewhere: string; readonly share: number }
  readonly households: readonly HouseholdFact[]
  readonly persons: readonly PersonFact[]
  readonly scores: readonly Score[]
  readonly enrolments: readonly Enrolled[]
}

/** Numbers that no authority issues: so many digits, of which these are the first. */
export interface Paper {
  readonly kind: string
  readonly share: number
  readonly prefix: string
  readonly digits: number
}

/** By language. */
export type Name = Readonly<Record<string, string>>

/** A choice or yes-or-no fact of a household. */
export interface HouseholdFact {
  readonly fact: string
  /** Share of households that answered. */
  readonly asked: number
  readonly poor: Weights
  readonly other: Weights
}

/** A number of a household: a score with its round, or an income. */
export interface Score {
  readonly fact: string
  readonly round?: string
  readonly asked: number
  /** Mean and spread of a normal distribution, in the fact's own unit. */
  readonly poor: readonly [mean: number, deviation: number]
  readonly other: readonly [mean: number, deviation: number]
  /** Answers are multiples of it. */
  readonly step: number
}

export interface PersonFact {
  readonly fact: string
  readonly ages: readonly [from: number, to: number]
  readonly sex?: 'female' | 'male'
  readonly asked: number
  readonly weights: Weights
}

export interface Enrolled {
  readonly programme: string
  readonly sex?: 'female' | 'male'
  readonly ages: readonly [from: number, to: number]
  readonly everMarried?: boolean
  readonly asked: number
  readonly poor: number
  readonly other: number
}
