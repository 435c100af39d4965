/** Every code with its severity: an error withholds the definition, a warning does not. Codes are stable: tools cite them. */
export const CODES = {
  LOAD_FAILED: 'error',
  UNKNOWN_KEY: 'error',
  INVALID_VALUE: 'error',
  TABLE_UNREADABLE: 'error',
  LAYER_CYCLE: 'error',
  LAYER_CONFLICT: 'error',
  DUPLICATE_ID: 'error',
  RESERVED_ID: 'error',
  TENANT_INCOMPLETE: 'error',
  MISSING_NAME: 'error',
  UNKNOWN_LEVEL: 'error',
  UNKNOWN_AREA: 'error',
  UNKNOWN_INSTITUTION: 'error',
  UNKNOWN_OFFICE: 'error',
  UNKNOWN_OFFICE_KIND: 'error',
  UNKNOWN_COMMITTEE_KIND: 'error',
  UNKNOWN_DOCUMENT: 'error',
  UNKNOWN_IDENTIFIER: 'error',
  UNKNOWN_REMEDY: 'error',
  UNKNOWN_FACT: 'error',
  UNKNOWN_PARAMETER: 'error',
  UNKNOWN_PROGRAMME: 'error',
  UNKNOWN_LOCALE: 'error',
  UNKNOWN_EXTENSION: 'error',
  UNKNOWN_ACTION: 'error',
  LAYER_EXTENSION: 'error',
  EXTENSION_FACT: 'error',
  UNKNOWN_CURRENCY: 'error',
  UNKNOWN_TIME_ZONE: 'error',
  DATES_REVERSED: 'error',
  AREA_PARENT: 'error',
  AREA_DATES: 'error',
  PREDECESSOR_DATES: 'error',
  WINDOW_AREA: 'error',
  OFFICE_CYCLE: 'error',
  TERMS_OVERLAP: 'error',
  FACT_INCONSISTENT: 'error',
  PATTERN_UNSAFE: 'error',
  DEMO_PATTERN: 'error',
  HISTORY_ORDER: 'error',
  HISTORY_OVERLAP: 'error',
  VALUE_SCALE: 'error',
  NO_LEGAL_BASIS: 'warning',
  NO_CRITERIA: 'error',
  UNIT_MISMATCH: 'error',
  RULE_INVALID: 'error',
  ROUND_MISMATCH: 'error',
  BENEFIT_SCALE: 'error',
  SCORECARD_RANGES: 'error',
  SURVEY_FACT: 'error',
  LIST_LAYOUT: 'error',
  UNKNOWN_STATEMENT: 'error',
  CONFIRMED_BY_OTHER: 'error',
  CONFIRMED_WITHOUT_LETTER: 'error',
  CONFIRMATION_LAPSED: 'warning',
  FALLBACK_CYCLE: 'error',
  FALLBACK_INCOMPLETE: 'error',
  INTL_UNKNOWN: 'error',
  MISSING_TEXT: 'error',
  UNUSED_TEXT: 'warning',
  MESSAGE_SYNTAX: 'error',
  MESSAGE_PLACEHOLDERS: 'error',
} as const satisfies Record<string, Diagnostic['severity']>

export type Code = keyof typeof CODES

/** What is wrong with a definition, where, and what to do about it. */
export interface Diagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** Ids instead of positions: `programmes.bisp-kafaalat.criteria.score.rule`. */
  readonly path: string
  readonly message: string
  readonly fix: string
}

export type Report = (
  code: Code,
  path: string,
  says: { readonly message: string; readonly fix: string },
) => void

/** A list of diagnostics and the function that adds to it. */
export function collect(): { readonly diagnostics: Diagnostic[]; readonly report: Report } {
  const diagnostics: Diagnostic[] = []
  const report: Report = (code, path, { message, fix }) => {
    diagnostics.push({ code, severity: CODES[code], path, message, fix })
  }
  return { diagnostics, report }
}

/** One diagnostic as two lines of text, for a terminal or a log. */
export const formatDiagnostic = ({ severity, code, path, message, fix }: Diagnostic): string =>
  `${severity} ${code} ${path}: ${message}\n  ${fix}`
