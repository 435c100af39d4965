/**
 * What a statement answers for many rows, asked for a part of them at a time: on a busy machine one for all of them would meet
 * its time limit, and be tried again for ever.
 */
export async function inParts<Row, Found>(
  rows: readonly Row[],
  size: number,
  find: (part: readonly Row[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = []
  for (let from = 0; from < rows.length; from += size)
    found.push(...(await find(rows.slice(from, from + size))))
  return found
}
