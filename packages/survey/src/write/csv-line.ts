/** A line of CSV (RFC 4180), with quotes where they are needed. */
export const csvLine = (cells: readonly string[], delimiter = ','): string =>
  `${cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\r\n`

const needsQuotes = (cell: string, delimiter: string): boolean =>
  cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell)

/** A spreadsheet computes what begins like this, whoever wrote it. */
export const safeCell = (cell: string): string => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)
