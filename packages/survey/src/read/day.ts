import { type Definition, parseDigits } from '@onewindow/tenant'
import type { ProblemCode } from '../problem.ts'

type Order = 'dmy' | 'mdy'

/** In which orders the tenant's languages write a day in digits. */
export function dayOrders({ locales }: Definition): readonly Order[] {
  const orders = locales.flatMap(({ intl }): Order[] => {
    const parts = new Intl.DateTimeFormat(new Intl.Locale(intl, { calendar: 'gregory' }).toString())
      .formatToParts(0)
      .map(({ type }) => type)
    const [day, month, year] = (['day', 'month', 'year'] as const).map((type) => parts.indexOf(type))
    if (day === undefined || month === undefined || year === undefined || year < month) return []
    return [day < month ? 'dmy' : 'mdy']
  })
  return orders.length > 0 ? [...new Set(orders)] : ['dmy']
}

/**
 * A day as people write it: `2024-02-01`, or `01/02/2024` in the order of the tenant's languages, in any digits.
 *
 * @returns the ISO day, or why it is none
 */
export function readDay(
  text: string,
  orders: readonly Order[],
): { readonly day: string } | { readonly code: ProblemCode } {
  const written = parseDigits(text).replace(/[\p{Cf}\s]/gu, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written)
  if (iso) return only([isoDay(iso[1], iso[2], iso[3])])
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(written)
  if (local) {
    const [, first, second, year] = local
    return only(
      orders.map((order) => (order === 'dmy' ? isoDay(year, second, first) : isoDay(year, first, second))),
    )
  }
  // Which century, and which of the three is the year?
  return { code: /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/.test(written) ? 'AMBIGUOUS_DATE' : 'IMPOSSIBLE_DATE' }
}

function only(days: readonly (string | undefined)[]) {
  const [day, ...others] = new Set(days.filter((each) => each !== undefined))
  if (day === undefined) return { code: 'IMPOSSIBLE_DATE' } as const
  return others.length > 0 ? ({ code: 'AMBIGUOUS_DATE' } as const) : { day }
}

/** Years in which something known here can have happened. */
export const isYear = (year: number): boolean => year >= 1850 && year <= 2200

function isoDay(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  return real && isYear(Number(year)) ? text : undefined
}
