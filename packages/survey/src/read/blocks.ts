import type { Row } from './row.ts'

/** The rows of one household. */
export interface Block {
  readonly instance: string
  readonly rows: readonly Row[]
  /** A row before them that may be theirs as well: nobody can say whose it is. */
  readonly stray?: Row
}

interface Layout {
  readonly instanceColumn: number
  /** Cells of the header. */
  readonly width: number
}

/** A household cannot have more rows than this; what is beyond is left out of the report. */
const MOST_ROWS = 1_000

/**
 * Rows by household: neighbours of one form number. A torn row of which the form number cannot be told stands with the
 * household before it and makes the one behind it suspect too, so that neither is taken in without one of its members.
 */
export async function* readBlocks(rows: AsyncIterable<Row>, layout: Layout): AsyncGenerator<Block> {
  let block: { instance: string; rows: Row[]; stray?: Row } | undefined
  let stray: Row | undefined
  let row: Row | undefined
  for await (const next of withEnd(rows)) {
    if (row) {
      const instance = instanceOf(row)
      if (isStray(row, { before: block?.instance, after: next && instanceOf(next) })) {
        stray = row
        block ??= { instance: '', rows: [] }
        if (block.rows.length < MOST_ROWS) block.rows.push(row)
      } else if (block && !stray && continues(block, row)) {
        if (block.rows.length < MOST_ROWS) block.rows.push(row)
      } else if (block && stray && continues(block, row)) {
        block.rows.push(row)
        stray = undefined
      } else {
        if (block) yield block
        block = { instance, rows: [row], ...(stray ? { stray } : {}) }
        stray = undefined
      }
    }
    row = next
  }
  if (block) yield block

  function instanceOf({ cells }: Row): string {
    return cells[layout.instanceColumn]?.trim() ?? ''
  }

  function continues({ instance, rows: [first] }: { instance: string; rows: Row[] }, each: Row): boolean {
    if (each.nested) return each.line === first?.line
    return instance !== '' && instanceOf(each) === instance
  }

  function isStray(
    each: Row,
    near: { readonly before: string | undefined; readonly after: string | undefined },
  ): boolean {
    if (each.nested) return false
    const instance = instanceOf(each)
    // A workbook leaves out empty cells at the end.
    const torn =
      each.numeric === undefined ? each.cells.length !== layout.width : each.cells.length > layout.width
    if (instance !== '' && !torn) return false
    const shapes = [near.before, near.after].map((other) => other && shapeOf(other))
    return instance === '' || !shapes.includes(shapeOf(instance))
  }
}

/** `S7-000123` and `S8-000001` look alike; a village's name does not. */
const shapeOf = (instance: string): string => instance.replace(/\p{L}+/gu, 'a').replace(/\p{N}+/gu, '9')

async function* withEnd(rows: AsyncIterable<Row>): AsyncGenerator<Row | undefined> {
  yield* rows
  yield undefined
}
