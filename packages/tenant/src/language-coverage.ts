import { CORE_MESSAGES } from './core-messages.ts'
import type { Definition, Locale } from './definition.ts'
import { messageKeys } from './message-keys.ts'
import { pluralGaps } from './message-syntax.ts'
import { chainOf } from './translator.ts'

/** How far the texts of one language go. */
export interface LanguageCoverage {
  readonly id: string
  readonly name: string
  readonly complete: boolean
  readonly direction: Locale['direction']
  /** The way that its letters run, where that is known: of its texts, else of its tag's script. */
  readonly script: Locale['direction'] | null
  /** Languages that answer where it has no text, in order. */
  readonly fallback: readonly string[]
  /** Texts that a tenant shows. */
  readonly needed: number
  /** Of these, how many are in the language itself. */
  readonly own: number
  /** Keys without a text of its own; the fallbacks, or English, answer. */
  readonly missing: readonly string[]
  /** Plurals that say nothing of a category that the language has. */
  readonly plurals: readonly { readonly key: string; readonly categories: readonly string[] }[]
}

/** How far each language of a definition goes, in the definition's order. */
export function languageCoverage(definition: Definition): LanguageCoverage[] {
  const own = messageKeys(definition)
  const all = [...new Set([...own, ...Object.keys(CORE_MESSAGES)])]
  return definition.locales.map((locale) => {
    const { id, name, complete, direction, messages } = locale
    // Core's own texts are English.
    const isWritten = (key: string) =>
      messages[key] !== undefined || (id.split('-')[0] === 'en' && key in CORE_MESSAGES)
    const missing = all.filter((key) => !isWritten(key))
    return {
      id,
      name,
      complete,
      direction,
      script: directionOfTexts(messages) ?? directionOfTag(id),
      fallback: chainOf(definition.locales, id)
        .slice(1)
        .map((each) => each.id),
      needed: all.length,
      own: all.length - missing.length,
      missing,
      plurals: Object.entries(messages).flatMap(([key, message]) => {
        const categories = gapsOf(message, locale.intl)
        return categories.length > 0 ? [{ key, categories }] : []
      }),
    }
  })
}

/** Text that is no ICU message and tags that are none have diagnostics of their own. */
function gapsOf(message: string, intl: string): string[] {
  try {
    return pluralGaps(message, intl)
  } catch {
    return []
  }
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu
const RIGHT_TO_LEFT_SCRIPTS = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg']

/** By most of its letters: placeholders and abbreviations are Latin in every language. */
function directionOfTexts(messages: Locale['messages']): Locale['direction'] | null {
  const text = Object.values(messages).join('')
  const rightToLeft = text.match(RIGHT_TO_LEFT)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return null
  return rightToLeft * 2 > letters ? 'rtl' : 'ltr'
}

function directionOfTag(tag: string): Locale['direction'] | null {
  try {
    const { script } = new Intl.Locale(tag).maximize()
    if (script === undefined) return null
    return RIGHT_TO_LEFT_SCRIPTS.includes(script) ? 'rtl' : 'ltr'
  } catch {
    return null
  }
}
