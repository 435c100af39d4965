import type {
  BooleanExpression,
  Evidence,
  NumberExpression,
  Parameter,
  ProgrammeRule,
} from '@onewindow/rules'
import type { Diagnostic } from './diagnostic.ts'

/**
 * What a tenant author writes: frozen data, checked by `defineTenant`. Texts live in the locales, under keys made from
 * ids (`programme.bisp-kafaalat.name`); `messageKeys()` lists every key that a definition needs.
 */
export interface TenantInput {
  /** A slug: `kp`. It is the tenant's id everywhere, and the first part of its URL. */
  readonly id: string
  /** A layer is extended by tenants and never deployed: it may lack areas, windows and roles. */
  readonly kind?: 'tenant' | 'layer'
  /** Layers, as `defineTenant` returns them or as definitions. */
  readonly extends?: readonly (Definition | Defined)[]
  /** What `readTable` found wrong in tables: it counts as the definition's own. */
  readonly diagnostics?: readonly Diagnostic[]
  /** Level kinds from the top, and the one where windows work. */
  readonly levels?: readonly string[]
  readonly operatingLevel?: string
  readonly areas?: readonly Area[]
  readonly windows?: readonly Window[]
  readonly institutions?: readonly Institution[]
  readonly facts?: readonly FactDefinition[]
  readonly identifiers?: readonly IdentifierKind[]
  readonly parameters?: readonly Parameter[]
  readonly programmes?: readonly Programme[]
  /** What a family can do about a failed criterion, a missing fact or a paper: where to go, and for what. */
  readonly remedies?: readonly Remedy[]
  readonly documents?: readonly DocumentKind[]
  readonly roles?: readonly Role[]
  readonly locales?: readonly Locale[]
  readonly formats?: Formats
  /** Scorecards computed at the window: a screening aid, never an entitlement. */
  readonly scorecards?: readonly Scorecard[]
  /** How people are counted in reports of coverage; by default at 18 and 60, without disability. */
  readonly coverage?: CoverageGroups
  /** When a district officer is told of something; what is left out is as `DEFAULT_OVERSIGHT` has it. */
  readonly oversight?: Partial<Oversight>
  /** What a survey asks, and in which order. */
  readonly survey?: Survey
  /** How the lists that institutions send are to be read. */
  readonly lists?: readonly ListLayout[]
  /** Signed letters: what they state holds as `confirmed`. */
  readonly confirmations?: readonly Confirmation[]
  /** Extensions that the tenant uses, by name; the configuration has them. */
  readonly extensions?: readonly string[]
}

/** The merged, checked and frozen result. A layer without areas has no levels and an empty `operatingLevel`. */
export interface Definition
  extends Required<
    Omit<
      TenantInput,
      | 'extends'
      | 'diagnostics'
      | 'formats'
      | 'oversight'
      | 'survey'
      | 'lists'
      | 'confirmations'
      | 'extensions'
    >
  > {
  readonly formats: Formats
  readonly oversight: Oversight
  readonly survey?: Survey
  readonly lists?: readonly ListLayout[]
  readonly confirmations?: readonly Confirmation[]
  readonly extensions?: readonly string[]
  /** Layer, extension or tenant that each `kind:id` came from. */
  readonly origins: Readonly<Record<string, string>>
}

/** What `defineTenant` found: a definition, unless a diagnostic is an error. */
export interface Defined {
  readonly id: string
  readonly definition?: Definition
  /** What there is of it where a diagnostic is an error: for tools that explain, never to be served. */
  readonly draft?: Definition
  readonly diagnostics: readonly Diagnostic[]
}

/** Names by language tag. */
export type Names = Readonly<Record<string, string>>

export interface Area {
  /** Official code (P-code). */
  readonly id: string
  readonly level: string
  /** What this node calls itself where one level has several type names (khan, krong, srok). */
  readonly type?: string
  readonly parent?: string
  readonly names: Names
  readonly from?: string
  readonly to?: string
  /** Areas this one was made of. */
  readonly predecessors?: readonly string[]
  readonly populations?: readonly {
    readonly year: number
    readonly value: number
    readonly evidence: Evidence
    readonly source: string
  }[]
  readonly evidence?: Evidence
  readonly source?: string
}

/** A one-stop office of OneWindow in an operating area. */
export interface Window {
  readonly id: string
  readonly area: string
  readonly names: Names
  readonly from: string
  readonly to?: string
}

export interface Institution {
  readonly id: string
  readonly names: Names
  /** Decides by law or custom at this level; shown, never branched on. */
  readonly level?: 'federal' | 'province' | 'district'
  readonly helpline?: string
  /** Referral targets that run no programme (NADRA, a disability board) are institutions too. */
  readonly offices?: readonly Office[]
  readonly committees?: readonly Committee[]
  readonly evidence: Evidence
  readonly source: string
}

/** A node of the institution's own office tree, mapped to the areas it serves. */
export interface Office {
  readonly id: string
  readonly names: Names
  readonly kind: string
  readonly parent?: string
  readonly areas: readonly string[]
  readonly evidence: Evidence
}

/** A body with a term of office: outside its terms it can certify nothing. */
export interface Committee {
  readonly id: string
  readonly names: Names
  readonly kind: string
  readonly areas: readonly string[]
  readonly terms: readonly Term[]
}

/** `to` is the first day out of office; absent where the end is not known yet. */
export interface Term {
  readonly from: string
  readonly to?: string
  readonly evidence: Evidence
  readonly source: string
}

export type FactType = 'boolean' | 'number' | 'date' | 'choice'

export interface FactDefinition {
  readonly id: string
  readonly subject: 'person' | 'household'
  readonly type: FactType
  /** Digits after the point, for a number. */
  readonly scale?: number
  /** A currency (`PKR/month`), `years`, `percent` … for a number. */
  readonly unit?: string
  /** In the unit itself, not scaled: `min: 0.5`. */
  readonly min?: number
  readonly max?: number
  readonly options?: readonly string[]
  /** A score of an instrument taken in rounds: every observation must name one of them. */
  readonly rounds?: readonly string[]
  /** Institution whose word this is: the family cannot supply it, and the window does not compute it. */
  readonly givenBy?: string
  /** Committee kind that issues it; the issuer must be in office on the date observed. */
  readonly issuedBy?: string
  /** Asked only where a programme the family chose needs it; in no list, filter, export, log or message. */
  readonly sensitive?: boolean
  /** The value goes stale: months after which it must be asked again. */
  readonly months?: number
  /** Remedy that names where a family gets it, when they cannot simply answer. */
  readonly remedy?: string
  /** Whom it is asked of: a question about pregnancy is not put to a boy. */
  readonly askOf?: { readonly sex?: 'female' | 'male'; readonly minAge?: number; readonly maxAge?: number }
}

export interface IdentifierKind {
  readonly id: string
  readonly names: Names
  /**
   * Regular expression source for the normalised number (ASCII digits and capital letters): characters or classes with
   * exact or bounded counts, such as `^[1-8]\d{12}$`, or `^(?:…|…)$` of them. Absent where no shape is known.
   */
  readonly pattern?: string
  /** Also accepted where demo data is allowed: numbers that no authority issues. */
  readonly demoPattern?: string
  /** `#####-#######-#` */
  readonly display?: string
  readonly issuer?: string
  /** One family holds it, not one person. */
  readonly of?: 'person' | 'household'
  readonly sensitive?: boolean
  readonly evidence: Evidence
}

/** How a programme takes someone in. */
export const ROUTES = ['institution', 'registry_desk', 'automatic', 'announced_call', 'employer'] as const
export type Route = (typeof ROUTES)[number]

export interface Programme extends ProgrammeRule {
  readonly institution: string
  readonly level: 'federal' | 'province' | 'district'
  readonly route: Route
  readonly contributory: boolean
  /** Absent where none was found, with a warning. */
  readonly legalBasis?: { readonly text: string; readonly evidence: Evidence }
  readonly documents: readonly string[]
  readonly channel: { readonly evidence: Evidence }
  /** Office kind of the institution that a family goes to. */
  readonly officeKind?: string
  readonly guarantees: readonly Guarantee[]
  readonly contingencies: readonly Contingency[]
  readonly sources: readonly string[]
  /**
   * Who waits is ordered by this, where there are fewer places than eligible applicants; by the day of the application
   * without it. It reads nothing sensitive: the order is seen.
   */
  readonly ranking?: Ranking
  /** Facts not found in any source, named so that nobody takes silence for a no. */
  readonly notFound?: readonly string[]
}

export interface Ranking {
  /** Read over the unit when it is approved: a fact of it or of its household, as a rule would read it. */
  readonly by: NumberExpression
  /** `ascending`: the lowest number first. */
  readonly order: 'ascending' | 'descending'
  readonly evidence: Evidence
  readonly source: string
}

/** ILO Recommendation 202, paragraph 5. */
export const GUARANTEES = ['health', 'children', 'active_age', 'old_age'] as const
export type Guarantee = (typeof GUARANTEES)[number]

/** ILO Convention 102, parts II to X. */
export const CONTINGENCIES = [
  'medical_care',
  'sickness',
  'unemployment',
  'old_age',
  'employment_injury',
  'family',
  'maternity',
  'invalidity',
  'survivors',
] as const
export type Contingency = (typeof CONTINGENCIES)[number]

/**
 * A letter by which an institution puts its name to what is stated of its programmes, on the rule sheets that
 * `onewindow rulesheet` writes. What is stated otherwise later is no longer confirmed by it.
 */
export interface Confirmation {
  readonly id: string
  readonly institution: string
  /** As the institution numbers its letters. */
  readonly number: string
  readonly date: string
  /** The post that signed, `Director, Welfare Office`; nobody's name. */
  readonly signedBy: string
  /** What it confirms, by place, with the code that the sheet prints: `programmes.pension.criteria.age: '4f0c…'`. */
  readonly statements: Readonly<Record<string, string>>
}

/** Go to this institution's office of this kind and do what `remedy.<id>.text` says. */
export interface Remedy {
  readonly id: string
  readonly institution: string
  readonly officeKind?: string
  readonly documents?: readonly string[]
}

export interface DocumentKind {
  readonly id: string
  readonly issuer?: string
}

export const ACTIONS = [
  'area.read',
  'programme.read',
  'household.read',
  'household.register',
  'household.transfer',
  'person.read',
  'identifier.read',
  'fact.read',
  'fact.readSensitive',
  'fact.record',
  'enrolment.declare',
  'enrolment.manage',
  'application.read',
  'application.create',
  'application.decide',
  'application.record',
  'quota.manage',
  'list.import',
  'list.match',
  'overlap.resolve',
  'screening.read',
  'screening.run',
  'screening.anonymous',
  'population.screen',
  'coverage.read',
  'survey.import',
  'survey.review',
  'account.read',
  'account.manage',
  'audit.read',
  'backCheck.record',
  'conflict.declare',
  'conflict.manage',
  'flag.read',
  'flag.settle',
  'job.read',
  'job.manage',
] as const
/** What an extension lets a role do: its name, a colon and the deed, `school-attendance:record`. */
export type ExtensionAction = `${string}:${string}`
export type Action = (typeof ACTIONS)[number] | ExtensionAction

export interface Role {
  readonly id: string
  readonly actions: readonly Action[]
  /** `own`: the account's operating areas; `all`: the tenant. */
  readonly areas: 'own' | 'all'
  /** Sees only what concerns its institution's programmes. */
  readonly institution?: 'own'
}

export interface Locale {
  /** Language tag: `ur`, `pa-Arab`. */
  readonly id: string
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly fallback?: string
  /** Tag that Intl is asked with; Intl does not know several of the languages. */
  readonly intl: string
  readonly digits: 'latn' | 'arab' | 'arabext' | 'khmr'
  /** Every key must have a text; otherwise the fallback chain may answer. */
  readonly complete: boolean
  /** ICU messages by key. */
  readonly messages: Readonly<Record<string, string>>
}

/**
 * The questions of the paper form and of survey files, in this order. Sensitive facts are asked only for a chosen
 * programme and certificates only with their issuer: a survey asks neither.
 */
export interface Survey {
  /** All others, where it is absent. */
  readonly facts?: readonly string[]
  /** Programmes that a family says it is in or not; all, where it is absent. */
  readonly enrolments?: readonly string[]
}

export const LIST_KINDS = ['enrolments', 'decisions'] as const
export type ListKind = (typeof LIST_KINDS)[number]

/** What a line of a list of enrolments can say. */
export const LISTED_STATES = ['enrolled', 'suspended', 'exited'] as const
/** What a line of a list of decisions can say. */
export const LISTED_DECISIONS = ['approved', 'declined'] as const
export type ListedState = (typeof LISTED_STATES)[number] | (typeof LISTED_DECISIONS)[number]

/** What the column is called in the institution's files: any of these, whatever keyboard, case and spacing. */
export type Headers = readonly string[]

/** A column of codes, and what each stands for. */
export interface CodedColumn<Meaning extends string = string> {
  readonly headers: Headers
  readonly codes: Readonly<Record<string, Meaning>>
}

/**
 * How an institution's list is laid out. Columns that are absent here are not read; a file may lack any but the name,
 * and those that say what its lines are about.
 */
export interface ListLayout {
  readonly id: string
  readonly institution: string
  readonly kind: ListKind
  /**
   * Whoever is not on it any more is off: in the one operating area that it is given for, or in the whole tenant. Partial
   * without it: nobody is missing from it.
   */
  readonly complete?: 'area' | 'tenant'
  /** One programme, or the column that names it. */
  readonly programme: string | CodedColumn
  readonly documents: readonly { readonly kind: string; readonly headers: Headers }[]
  readonly columns: {
    readonly name: Headers
    /** Father's or husband's name. */
    readonly parentName?: Headers
    /** An area by id, P-code or name in any of the tenant's languages. */
    readonly area?: Headers
    readonly village?: Headers
    readonly amount?: { readonly headers: Headers; readonly period: 'once' | 'month' | 'quarter' | 'year' }
    /** Of a decision. */
    readonly number?: Headers
    readonly decidedOn?: Headers
    /** The day as of which the list is. */
    readonly listDate?: Headers
  }
  /** Whose list it is, where the file says so: a line of anybody else makes the file a mixed one. */
  readonly issuer?: { readonly headers: Headers; readonly codes: readonly string[] }
  /** Everyone on it is enrolled, or approved, where there is no such column. */
  readonly status?: CodedColumn<ListedState>
  /** `G` for a layout of our own making. */
  readonly evidence: Evidence
  readonly source: string
}

export interface Formats {
  readonly currency: string
  /** ISO 4217 minor-unit digits. */
  readonly minorUnits: number
  readonly timeZone: string
  /** `07-01` for a fiscal year that starts on 1 July. */
  readonly fiscalYearStart: string
  /** ISO weekdays, 6 = Saturday. */
  readonly weekend: readonly number[]
}

/** Groups that coverage is counted in. Reports hold counts, and no cell under five. */
export interface CoverageGroups {
  /** Ages at which a group begins, rising: `[18, 60]` makes 0–17, 18–59 and 60 or more. */
  readonly ageBounds: readonly number[]
  /** A rule over a person that says whether they have a disability. */
  readonly disability?: BooleanExpression
}

/** From when on something is put on a district officer's list, and how many screenings are checked again. */
export interface Oversight {
  /** Days after a refusal in which a fact that it rested on is recorded anew with another answer. */
  readonly afterRefusalDays: number
  /** Days within which splits at one place are counted together. */
  readonly splitDays: number
  /** Splits at one address, and in one village, that are too many. */
  readonly splitsAtAddress: number
  readonly splitsInVillage: number
  /** Households answered by a clerk, and by the others of the area, below which nobody's share is compared. */
  readonly leastHouseholds: number
  /** How many times the others' share one must be; at least 1. */
  readonly rateRatio: number
  /** Chance, at most, that any clerk of an area who is like the others is named in a month. */
  readonly falseAlarm: number
  /** Days for which a conflict of interest that its account has itself ended is still looked at. */
  readonly afterConflictDays: number
  /** Of a hundred screenings, those drawn to be checked again. */
  readonly backCheckPercent: number
}

/** Starting points, not findings: a province tunes them to what its officers can follow up. */
export const DEFAULT_OVERSIGHT: Oversight = {
  afterRefusalDays: 30,
  splitDays: 90,
  splitsAtAddress: 3,
  splitsInVillage: 10,
  leastHouseholds: 30,
  rateRatio: 1.25,
  falseAlarm: 0.01,
  afterConflictDays: 90,
  backCheckPercent: 5,
}

export interface Scorecard {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly direction: 'higher_is_less_poor' | 'higher_is_poorer'
  readonly indicators: readonly ScorecardIndicator[]
  /** `[from, to, percent below the line]` by score. */
  readonly likelihoods: Readonly<Record<string, readonly (readonly [number, number, number])[]>>
}

/** Points for the first band that holds; each band is a rule over the household. */
export interface ScorecardIndicator {
  readonly id: string
  readonly bands: readonly { readonly when: BooleanExpression; readonly points: number }[]
}
