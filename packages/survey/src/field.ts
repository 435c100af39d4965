import type { IdentifierKind, Translator } from '@onewindow/tenant'

export const SECTIONS = [
  'household',
  'household_facts',
  'member',
  'documents',
  'member_facts',
  'enrolments',
] as const
export type Section = (typeof SECTIONS)[number]

/** What a cell of a column may hold. */
export type Answer =
  | { readonly type: 'text'; readonly most: number }
  | { readonly type: 'day' | 'day_or_year' | 'year' | 'age' | 'boolean' | 'key' | 'keys' }
  | { readonly type: 'choice'; readonly options: readonly Option[] }
  | { readonly type: 'number'; readonly scale: number; readonly min?: number; readonly max?: number }
  | { readonly type: 'identifier'; readonly kind: IdentifierKind }

export interface Option {
  readonly id: string
  /** Its number, that is written on paper. */
  readonly code: string
  /** Still understood, and no longer printed. */
  readonly former?: true
  readonly label: (texts: Translator) => string
}

/** A numbered question, and a column of the file. */
export interface Field {
  readonly number: number
  /** Stable ASCII: `member.name`, `fact.nser_score@2019-21`. */
  readonly id: string
  readonly section: Section
  /** Household answers stand in the first row of a household, a member's in that person's. */
  readonly of: 'household' | 'member'
  readonly required: boolean
  readonly answer: Answer
  readonly label: (texts: Translator) => string
  /** The fact or programme that it asks about. */
  readonly about?:
    | { readonly kind: 'fact'; readonly id: string; readonly round?: string; readonly given: boolean }
    | { readonly kind: 'programme'; readonly id: string; readonly from?: string }
}
