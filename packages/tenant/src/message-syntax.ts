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
