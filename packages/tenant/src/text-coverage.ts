import { CORE_MESSAGES } from './core-messages.ts'
import type { Definition } from './definition.ts'
import { messageKeys } from './message-keys.ts'

/** How far a language is translated. */
export interface TextCoverage {
  readonly language: string
  /** Texts that a reader can meet: the definition's and core's. */
  readonly needed: number
  /** Keys without a text in this language; a fallback answers for them. */
  readonly missing: readonly string[]
}

/** Core's own texts are English, so an English locale lacks none of them. */
export function textCoverage(definition: Definition): TextCoverage[] {
  const keys = [...new Set([...messageKeys(definition), ...Object.keys(CORE_MESSAGES)])]
  return definition.locales.map(({ id, messages }) => {
    const english = id === 'en' || id.startsWith('en-')
    return {
      language: id,
      needed: keys.length,
      missing: keys.filter((key) => messages[key] === undefined && !(english && key in CORE_MESSAGES)),
    }
  })
}
