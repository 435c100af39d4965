import { IntlMessageFormat } from 'intl-messageformat'
import { CORE_MESSAGES } from './core-messages.ts'
import { minorUnitsOf } from './currency.ts'
import type { Definition, Locale, Names } from './definition.ts'

/** Texts, numbers, money and dates as the reader of one language expects them. */
export interface Translator {
  readonly locale: Locale
  /**
   * The text under a key, from the language or its fallbacks; the key itself where nobody wrote one. Numbers are for
   * `number` and `plural` placeholders; a plain one takes text that is formatted already.
   *
   * @throws FormatError where a placeholder is given no value.
   */
  t(key: string, values?: Readonly<Record<string, string | number>>): string
  /** The name in the language or its fallbacks, or else in any language. */
  name(names: Names): string
  /** `formatNumber(1617, 2)` is 16.17, in the language's digits. */
  formatNumber(scaled: number, scale?: number): string
  /** From minor units, or from `scale` digits; whole amounts are written without them. Without a currency: the tenant's. */
  formatMoney(minorUnits: number, currency?: string, scale?: number): string
  /** An ISO day, in the Gregorian calendar. */
  formatDate(day: string): string
}

const made = new WeakMap<Definition, Map<string, Translator>>()

/**
 * @throws RangeError for a language that the definition does not declare.
 * @example createTranslator(kp, 'ur').t('slip.helpline', { number: '0800-26477' })
 */
export function createTranslator(definition: Definition, localeId: string): Translator {
  const translators = made.get(definition) ?? new Map<string, Translator>()
  made.set(definition, translators)
  const translator = translators.get(localeId) ?? translate(definition, localeId)
  translators.set(localeId, translator)
  return translator
}

function translate({ locales, formats }: Definition, localeId: string): Translator {
  const chain = chainOf(locales, localeId)
  const [locale] = chain
  if (!locale) throw new RangeError(`There is no language "${localeId}".`)
  const tag = tagOf(locale.intl, locale)
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
  const numbers = remember((scale: number) => new Intl.NumberFormat(tag, { maximumFractionDigits: scale }))
  const money = remember((currency: string) => {
    const digits = minorUnitsOf(formats, currency)
    const format = new Intl.NumberFormat(tag, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      trailingZeroDisplay: 'stripIfInteger',
    })
    return (scaled: number, scale = digits) => format.format(scaled / 10 ** scale)
  })
  const texts = remember((key: string) => {
    const from = chain.find(({ messages }) => messages[key] !== undefined)
    const text = from?.messages[key] ?? CORE_TEXTS.get(key)
    // Plurals follow the language that the text is in, digits the one who reads it.
    return text === undefined
      ? undefined
      : new IntlMessageFormat(text, tagOf(from?.intl ?? 'en', locale), undefined, { ignoreTag: true })
  })

  return {
    locale,
    t: (key, values) => String(texts(key)?.format(values) ?? key),
    name(names) {
      const known = chain.find(({ id }) => names[id] !== undefined)
      return names[known?.id ?? 'en'] ?? Object.values(names)[0] ?? ''
    },
    formatNumber: (scaled, scale = 0) => numbers(scale).format(scaled / 10 ** scale),
    formatMoney: (minorUnits, currency = formats.currency, scale) => money(currency)(minorUnits, scale),
    formatDate: (day) => dates.format(Date.parse(`${day}T00:00:00Z`)),
  }
}

const CORE_TEXTS: ReadonlyMap<string, string> = new Map(Object.entries(CORE_MESSAGES))

/** The language and its fallbacks, in order; a chain that comes round again ends there. */
export function chainOf(locales: readonly Locale[], id: string): Locale[] {
  const chain: Locale[] = []
  for (let next: string | undefined = id; next !== undefined; ) {
    const locale = locales.find((each) => each.id === next)
    if (!locale || chain.includes(locale)) break
    chain.push(locale)
    next = locale.fallback
  }
  return chain
}

/** Intl would write `ps` with the Persian calendar: calendar and digits are always said. */
const tagOf = (intl: string, { digits }: Locale): string =>
  new Intl.Locale(intl, { calendar: 'gregory', numberingSystem: digits }).toString()

/** Formatters are costly to make and are asked for again and again. */
function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}
