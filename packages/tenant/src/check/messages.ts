import { CORE_MESSAGES } from '../core-messages.ts'
import type { Locale } from '../definition.ts'
import { messageKeys } from '../message-keys.ts'
import { placeholdersOf } from '../message-syntax.ts'
import { didYouMean } from '../suggest.ts'
import type { Checked } from './checked.ts'

/** What a text under a key may say: the same values as core's text, `{value}` for a unit, and otherwise none. */
const coreTexts: ReadonlyMap<string, string> = new Map(Object.entries(CORE_MESSAGES))
const baseOf = (key: string) => coreTexts.get(key) ?? (key.startsWith('unit.') ? '{value, number}' : '')

/** Complete languages have every text; every text is sound ICU and uses the values that it is given. */
export function checkMessages(own: readonly Locale[], { definition, report }: Checked) {
  const needed = messageKeys(definition)
  const keys = new Set([...needed, ...coreTexts.keys()])
  for (const { id, complete, messages } of definition.locales) {
    for (const [key, message] of Object.entries(messages))
      checkMessage(key, message, `locales.${id}.messages.${key}`)
    if (!complete) continue
    // Core's own texts are English.
    for (const key of isEnglish(id) ? needed : keys) {
      if (messages[key] !== undefined || (isEnglish(id) && coreTexts.has(key))) continue
      report('MISSING_TEXT', `locales.${id}.messages.${key}`, {
        message: `there is no text in ${id}`,
        fix: coreTexts.has(key)
          ? `Translate: ${coreTexts.get(key)}`
          : 'Add the text, or declare the locale as not complete.',
      })
    }
  }
  for (const { id, messages } of own) {
    for (const key of Object.keys(messages)) {
      if (keys.has(key)) continue
      report('UNUSED_TEXT', `locales.${id}.messages.${key}`, {
        message: 'nothing shows this text',
        fix: `Remove it or correct its key.${didYouMean(key, keys)}`,
      })
    }
  }

  function checkMessage(key: string, message: string, path: string) {
    const base = placeholdersOf(baseOf(key))
    try {
      const found = placeholdersOf(message)
      const strange = [...found].filter(
        ([name, { numeric }]) => !base.has(name) || (numeric && !base.get(name)?.numeric),
      )
      const lacking = coreTexts.has(key) ? [...base.keys()].filter((name) => !found.has(name)) : []
      if (strange.length + lacking.length === 0) return
      report('MESSAGE_PLACEHOLDERS', path, {
        message: [
          ...strange.map(([name]) => `{${name}} is not given${base.has(name) ? ' as a number' : ''}`),
          ...lacking.map((name) => `{${name}} is not shown`),
        ].join(', '),
        fix:
          base.size > 0 ? `Use what the English text uses: ${baseOf(key)}` : 'This text is given no values.',
      })
    } catch (error) {
      report('MESSAGE_SYNTAX', path, {
        message: `it is not an ICU message: ${error instanceof Error ? error.message : String(error)}`,
        fix: "Close every { with a }, give every plural an `other`, and write a literal brace as '{'.",
      })
    }
  }
}

const isEnglish = (locale: string) => locale === 'en' || locale.startsWith('en-')
