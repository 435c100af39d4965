import { types } from 'pg'

const INT8 = 20
const DATE = 1082

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('An int8 does not fit a JavaScript number')
  return value
}

/**
 * How columns arrive: `int8` as number (refused beyond 2^53), `date` as `YYYY-MM-DD` text, because a Date would move with
 * the process's time zone; the rest as `pg` has it (`numeric` as text, `timestamptz` as Date, `json` parsed).
 */
export const valueTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return safeInteger
    if (oid === DATE) return (text: string) => text
    return types.getTypeParser(oid, format)
  },
}
