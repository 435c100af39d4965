import { CORE_MESSAGES } from '../core-messages.ts'
import type { Locale } from '../definition.ts'
import { messageKeys } from '../message-keys.ts'
import { placeholdersOf } from '../message-syntax.ts'
import { didYouMean } from '../suggest.ts'
import type { Checked } from './checked.ts'

const coreTexts: ReadonlyMap<string, string> = new Map(Object.entries(CORE_MESSAGES))

/** Complete languages have every text; every text is sound ICU and uses the values that it is given. */
export function checkMessages(own: readonly Locale[], { definition, extensions, report }: Checked) {
  const brought = extensions.flatMap(({ texts = {} }) => Object.entries(texts.en ?? {}))
  const needed = [...new Set([...messageKeys(definition), ...brought.map(([key]) => key)])]
  const bases = new Map([...brought, ...coreTexts])
  const keys = new Set([...needed, ...coreTexts.keys()])
  /** What a text may say: the same values as core's or the extension's, `{value}` for a unit, and otherwise none. */
  const baseOf = (key: string) => bases.get(key) ?? (key.startsWith('unit.') ? '{value, number}' : '')
  for (const { id, complete, messages } of definition.locales) {
    for (const [key, message] of Object.entries(messages))
      checkMessage(key, message, `locales.${id}.messages.${key}`)
    if (!complete) continue
    // Core's own texts are English.
    for (const key of isEnglish(id) ? needed : keys) {
      if (messages[key] !== undefined || (isEnglish(id) && coreTexts.has(key))) continue
      report('MISSING_TEXT', `locales.${id}.messages.${key}`, {
        message: `there is no text in ${id}`,
        fix: bases.has(key)
          ? `Translate: ${bases.get(key)}`
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
      const lacking = bases.has(key) ? [...base.keys()].filter((name) => !found.has(name)) : []
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
