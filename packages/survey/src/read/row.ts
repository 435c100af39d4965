import type { Problem } from '../problem.ts'

/** A row of a file, as text. */
export interface Row {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Cells that a spreadsheet held as numbers, by position. */
  readonly numeric?: ReadonlySet<number>
  /** What the reader of the format found wrong with it. */
  readonly faults?: readonly Problem[]
  /** Rows of one line are one household, whatever their form numbers. */
  readonly nested?: boolean
}

/** Longest cell that is taken in. */
export const LONGEST_CELL = 10_000

/** Characters of a row, beyond which its quotes or braces cannot be closed any more. */
export const LONGEST_ROW = 32_000_000

/** Enough of a cell to know that it is too long. */
export const shortened = (text: string): string =>
  text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL + 1) : text

export const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
