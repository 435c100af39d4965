/** What is wrong with a definition, where, and what to do about it. Codes are stable: tools and documents cite them. */
export interface Diagnostic {
  readonly code: string
  /** An error withholds the definition; a warning does not. */
  readonly severity: 'error' | 'warning'
  /** Ids instead of positions: `programmes.bisp-kafaalat.criteria.score.rule`. */
  readonly path: string
  readonly message: string
  readonly fix: string
}

/** One diagnostic as two lines of text, for a terminal or a log. */
export const formatDiagnostic = ({ severity, code, path, message, fix }: Diagnostic): string =>
  `${severity} ${code} ${path}: ${message}\n  ${fix}`
