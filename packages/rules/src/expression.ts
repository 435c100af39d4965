/**
 * The rule language: an expression tree, plain JSON, that says the same thing to `evaluate`, `explain` and `toSql`.
 * Nodes carry their own types, so a tree can be read without the definitions it was built from.
 *
 * Numbers are scaled integers: `{ value: 1617, scale: 2 }` is 16.17. Dates are ISO days (`2024-02-01`).
 */

/** Whom a node speaks of: the unit being screened, its household, or the name an aggregate bound (`as`). */
export type Who = string

export const UNIT = 'unit'
export const HOUSEHOLD = 'household'

export type Comparison = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'
export type Rounding = 'down' | 'up' | 'half_up'
export type AgeUnit = 'years' | 'months'

/** Present under the roof, away (a migrant), or in an institution (prison, hospital, hostel). */
export const PRESENCES = ['resident', 'absent', 'institution'] as const
export type Presence = (typeof PRESENCES)[number]

/** `child` and `ward` are `parent` and `guardian` read backwards; `parent` is mother or father. */
export const RELATIONS = ['mother', 'father', 'parent', 'spouse', 'guardian', 'child', 'ward'] as const
export type Relation = (typeof RELATIONS)[number]

/** How sure an enrolment is: the family says so, an institution's list says so, a decision or letter says so. */
export const ENROLMENT_LEVELS = ['declared', 'listed', 'confirmed'] as const
export type EnrolmentLevel = (typeof ENROLMENT_LEVELS)[number]

export type Collection =
  | { readonly kind: 'members'; readonly presence?: readonly Presence[] }
  | { readonly kind: 'relatives'; readonly of: Who; readonly relation: Relation }

/**
 * A fact of one subject. `roundOf` names a parameter: only an observation of a survey round that the parameter's
 * value on that date is stated for counts (a 2011 score does not answer a 2021 cut-off).
 */
interface FactNode<Type extends string> {
  readonly op: 'fact'
  readonly type: Type
  readonly who: Who
  readonly id: string
  readonly roundOf?: string
}

export type BooleanExpression =
  | { readonly op: 'boolean'; readonly value: boolean }
  | { readonly op: 'unknown' }
  | FactNode<'boolean'>
  | { readonly op: 'and' | 'or'; readonly of: readonly BooleanExpression[] }
  | { readonly op: 'not'; readonly of: BooleanExpression }
  | {
      readonly op: 'compare'
      readonly how: Comparison
      readonly left: NumberExpression
      readonly right: NumberExpression
    }
  | {
      readonly op: 'compareDates'
      readonly how: Comparison
      readonly left: DateExpression
      readonly right: DateExpression
    }
  | { readonly op: 'is'; readonly of: TextExpression; readonly in: readonly string[] }
  | { readonly op: 'known'; readonly of: FactExpression }
  | { readonly op: 'any'; readonly over: Collection; readonly as: Who; readonly where: BooleanExpression }
  | {
      readonly op: 'enrolled'
      readonly who: Who
      readonly programmes: readonly string[]
      readonly atLeast: EnrolmentLevel
    }

export type NumberExpression =
  | { readonly op: 'number'; readonly value: number; readonly scale: number }
  | (FactNode<'number'> & { readonly scale: number })
  | { readonly op: 'parameter'; readonly id: string; readonly scale: number }
  | { readonly op: 'count'; readonly over: Collection; readonly as: Who; readonly where: BooleanExpression }
  | {
      readonly op: 'sum'
      readonly over: Collection
      readonly as: Who
      readonly of: NumberExpression
      readonly where: BooleanExpression
    }
  | { readonly op: 'add' | 'least' | 'greatest'; readonly of: readonly NumberExpression[] }
  | {
      readonly op: 'subtract' | 'multiply'
      readonly left: NumberExpression
      readonly right: NumberExpression
    }
  | {
      readonly op: 'divide'
      readonly of: NumberExpression
      readonly by: number
      readonly scale: number
      readonly rounding: Rounding
    }
  | { readonly op: 'age'; readonly of: DateExpression; readonly in: AgeUnit }
  | {
      readonly op: 'if'
      readonly test: BooleanExpression
      readonly yes: NumberExpression
      readonly no: NumberExpression
    }

export type DateExpression =
  | { readonly op: 'date'; readonly value: string }
  | { readonly op: 'on' }
  | FactNode<'date'>

export type TextExpression = FactNode<'text'>

export type FactExpression =
  | FactNode<'boolean'>
  | (FactNode<'number'> & { readonly scale: number })
  | FactNode<'date'>
  | FactNode<'text'>

export type Expression = BooleanExpression | NumberExpression | DateExpression | TextExpression
