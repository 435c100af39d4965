import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'

/** Placeholders of a message, each with whether it must be a number. Throws `SyntaxError` for text that is not ICU. */
export function placeholdersOf(message: string): ReadonlyMap<string, { readonly numeric: boolean }> {
  const found = new Map<string, { numeric: boolean }>()
  const walk = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      const numeric = isNumberElement(element) || isPluralElement(element)
      if (
        numeric ||
        isArgumentElement(element) ||
        isSelectElement(element) ||
        isDateElement(element) ||
        isTimeElement(element)
      ) {
        found.set(element.value, { numeric: numeric || found.get(element.value)?.numeric === true })
      }
      if (isPluralElement(element) || isSelectElement(element)) {
        for (const option of Object.values(element.options)) walk(option.value)
      }
    }
  }
  walk(parse(message, { ignoreTag: true }))
  return found
}

/**
 * Plural categories that the language has (CLDR's, by the tag that Intl is asked with) and a plural of the message says
 * nothing of: it would answer with `other`. Throws `SyntaxError` for text that is not ICU.
 *
 * @example pluralGaps('{n, plural, one {# day} other {# days}}', 'ar') // ['zero', 'two', 'few', 'many']
 */
export function pluralGaps(message: string, intl: string): string[] {
  const gaps = new Set<string>()
  const walk = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (!isPluralElement(element) && !isSelectElement(element)) continue
      if (isPluralElement(element)) {
        const { pluralCategories } = new Intl.PluralRules(intl, {
          type: element.pluralType,
        }).resolvedOptions()
        for (const category of pluralCategories) if (!(category in element.options)) gaps.add(category)
      }
      for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(parse(message, { ignoreTag: true }))
  return [...gaps]
}
