import type { Translator } from '@onewindow/tenant'

/** Every code with the values that its text `error.<code>` takes. Codes are stable: reports and tools cite them. */
export const PROBLEM_CODES = [
  'ENCODING_UNKNOWN',
  'FORMAT_UNKNOWN',
  'FILE_EMPTY',
  'UNKNOWN_COLUMN',
  'MISSING_COLUMN',
  'DUPLICATE_COLUMN',
  'COLUMN_MISMATCH',
  'CELL_COUNT',
  'CELL_TOO_LONG',
  'FORMULA',
  'DAMAGED_NUMBER',
  'DAMAGED_TEXT',
  'TRUNCATED_LAST_LINE',
  'QUOTE_NOT_CLOSED',
  'NOT_JSON',
  'FIELD_REQUIRED',
  'CELLS_DIFFER',
  'DUPLICATE_INSTANCE',
  'ROWS_APART',
  'TEXT_MALFORMED',
  'IMPOSSIBLE_DATE',
  'AMBIGUOUS_DATE',
  'FUTURE_DATE',
  'IMPOSSIBLE_BIRTH',
  'BIRTH_SAID_TWICE',
  'UNKNOWN_OPTION',
  'NUMBER_MALFORMED',
  'NUMBER_OUT_OF_RANGE',
  'MALFORMED_IDENTIFIER',
  'DOCUMENT_TWICE',
  'UNKNOWN_AREA',
  'CONSENT_REQUIRED',
  'MEMBERS_COUNT',
  'HEAD_COUNT',
  'KEY_TWICE',
  'UNKNOWN_MEMBER',
  'OWN_RELATIVE',
  'RELATIONSHIP_CONTRADICTORY',
  'RELATIVE_SEX',
  'RELATIVE_YOUNGER',
  'ENROLMENT_TOO_EARLY',
  'SYNTHETIC_HOUSEHOLD',
  'LIST_COLUMN_MISSING',
  'LIST_DATE_MISSING',
  'LIST_DATES_DIFFER',
  'LIST_MIXED',
  'LIST_AREA_OTHER',
  'LIST_UNKNOWN_CODE',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** What is wrong, and where. Values name columns, options and limits; never what a family said beyond the cell itself. */
export interface Problem {
  /** Line of the file, from 1. */
  readonly line: number
  /** Column as the file's header calls it; absent where it is about the whole row. */
  readonly column?: string
  readonly code: ProblemCode
  readonly values?: Readonly<Record<string, string | number>>
}

/** The file as a whole cannot be read: nothing of it is taken in. */
export class SurveyFileError extends Error {
  override readonly name = 'SurveyFileError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ line, column, code }) => [line, column, code].join(' ')).join('\n'))
    this.problems = problems
  }
}

/** `line 12, member.sex: “Sex” is one of: …` in the reader's language. */
export function problemText({ line, column, code, values }: Problem, texts: Translator): string {
  const place = column === undefined ? String(line) : texts.t('survey.place', { line, column })
  return `${place}: ${texts.t(`error.${code}`, values)}`
}
