import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EVIDENCE } from '@onewindow/rules'
import { type Info, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { collect, type Diagnostic } from './diagnostic.ts'
import { day, id } from './shape/object.ts'
import { reportIssue } from './shape/report-issue.ts'
import { didYouMean } from './suggest.ts'

/** What the cells of a column hold. A column that may be empty is `cell.day.exactOptional()`: no key for an empty cell. */
export const cell = {
  text: z.string(),
  id,
  day,
  evidence: z.enum(EVIDENCE),
  number: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'a number is written 12 or 12.5')
    .transform(Number),
  /** `a|b`; no items for an empty cell. */
  list: z
    .string()
    .transform((text) => text.split('|').map((each) => each.trim()))
    .default([]),
}

export interface Table<Row> {
  /** The sound rows, in order. */
  readonly rows: readonly Row[]
  /** What is wrong with the others, by file and line. Give them to `defineTenant` with the rest. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a CSV file: UTF-8, a header with these columns and no others, quotes where they are needed.
 *
 * @example
 * const { rows, diagnostics } = readTable(new URL('areas.csv', import.meta.url), { id: cell.id, from: cell.day })
 */
export function readTable<Columns extends z.core.$ZodLooseShape>(
  url: URL,
  columns: Columns,
): Table<z.output<z.ZodObject<Columns>>> {
  return readTableText(basename(fileURLToPath(url)), () => readFileSync(url), columns)
}

/** As `readTable`, of what a file of this name would hold. */
export function readTableText<Columns extends z.core.$ZodLooseShape>(
  file: string,
  content: () => Buffer | string,
  columns: Columns,
): Table<z.output<z.ZodObject<Columns>>> {
  const { diagnostics, report } = collect()
  const shape = z.object(columns)
  const rows: z.output<typeof shape>[] = []
  let header: readonly string[] = []
  let records: readonly { info: Info; record: Readonly<Record<string, string>> }[] = []
  try {
    records = parse(content(), {
      bom: true,
      columns: (first: string[]) => {
        header = first
        return first
      },
      info: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    report('TABLE_UNREADABLE', file, {
      message: error instanceof Error ? error.message : String(error),
      fix: 'Save the table as CSV in UTF-8, with a header and as many cells in each line.',
    })
    return { rows, diagnostics }
  }

  for (const column of header) {
    if (column in columns) continue
    report('UNKNOWN_KEY', `${file}:1.${column}`, {
      message: `there is no column "${column}" here`,
      fix: `The columns are ${Object.keys(columns).join(', ')}.${didYouMean(column, Object.keys(columns))}`,
    })
  }
  for (const { info, record } of records) {
    const filled = Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ''))
    const parsed = shape.safeParse(filled)
    if (parsed.success) rows.push(parsed.data)
    for (const issue of parsed.error?.issues ?? []) {
      reportIssue(issue, filled, (code, path, says) => report(code, `${file}:${info.lines}.${path}`, says))
    }
  }
  return { rows, diagnostics }
}
