import { PARAMETER_COLUMNS } from '@onewindow/tenant'
import { sameCell, type TableRow } from './table-text.ts'

/** A dated value that a spreadsheet adds, takes away or says otherwise. */
export interface ParameterChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly from: string
  /** By column, what it was and what it is. */
  readonly cells: Readonly<Record<string, { readonly was: string; readonly is: string }>>
}

export interface Merged {
  /** In the table's order: rows that say the same are the table's own. */
  readonly rows: readonly (TableRow | readonly string[])[]
  readonly changes: readonly ParameterChange[]
}

const ID = PARAMETER_COLUMNS.indexOf('id')
const FROM = PARAMETER_COLUMNS.indexOf('from')

/**
 * Lays the rows of a spreadsheet over those of the table. Rows are the same by id and first day, whatever order the
 * sheet was sorted in; a new one goes behind its parameter's last value before it.
 */
export function mergeRows(table: readonly TableRow[], sheet: readonly (readonly string[])[]): Merged {
  const left = Map.groupBy(sheet, keyOf)
  const changes: ParameterChange[] = []
  const rows: (TableRow | readonly string[])[] = []
  for (const row of table) {
    const same = left.get(keyOf(row.cells))
    // Of several values of one day, the one that says the same; else the next of them.
    const at = Math.max(0, same?.findIndex((cells) => isSame(row.cells, cells)) ?? 0)
    const [found] = same?.splice(at, 1) ?? []
    if (found === undefined) changes.push(change('removed', row.cells, []))
    else if (isSame(row.cells, found)) rows.push(row)
    else {
      changes.push(change('changed', row.cells, found))
      rows.push(found)
    }
  }
  for (const cells of [...left.values()].flat()) {
    changes.push(change('added', [], cells))
    rows.splice(placeOf(rows, cells), 0, cells)
  }
  return { rows, changes }
}

const keyOf = (cells: readonly string[]): string => `${cells[ID]} ${cells[FROM]}`

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  PARAMETER_COLUMNS.every((_, column) => sameCell(one[column] ?? '', other[column] ?? '', column))

function placeOf(rows: Merged['rows'], cells: readonly string[]): number {
  const own = rows.map((row) => ('raw' in row ? row.cells : row))
  const before = own.findLastIndex((row) => row[ID] === cells[ID] && (row[FROM] ?? '') <= (cells[FROM] ?? ''))
  if (before >= 0) return before + 1
  const first = own.findIndex((row) => row[ID] === cells[ID])
  return first < 0 ? rows.length : first
}

function change(
  kind: ParameterChange['kind'],
  was: readonly string[],
  is: readonly string[],
): ParameterChange {
  const named = is.length > 0 ? is : was
  const cells = PARAMETER_COLUMNS.flatMap((name, column) => {
    const [before = '', after = ''] = [was[column], is[column]]
    return sameCell(before, after, column) ? [] : [[name, { was: before, is: after }] as const]
  })
  return { kind, id: named[ID] ?? '', from: named[FROM] ?? '', cells: Object.fromEntries(cells) }
}
