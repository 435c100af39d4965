import type { Locale } from '../definition.ts'
import type { Checked } from './checked.ts'

/** Fallback chains end, at a language that is complete; Intl knows the tags it will be asked with. */
export function checkLocales({ definition, report, refer }: Checked) {
  const byId = new Map(definition.locales.map((locale) => [locale.id, locale]))
  for (const locale of definition.locales) {
    const path = `locales.${locale.id}`
    if (locale.fallback !== undefined) refer('locale', locale.fallback, `${path}.fallback`)
    const { chain, cyclic, ends } = chainOf(locale)
    if (cyclic) {
      report('FALLBACK_CYCLE', `${path}.fallback`, {
        message: `the chain ${chain.map(({ id }) => id).join(' → ')} comes round again`,
        fix: 'Let it end at a complete language.',
      })
    } else if (ends && !chain.some(({ complete }) => complete) && definition.kind === 'tenant') {
      report('FALLBACK_INCOMPLETE', `${path}.fallback`, {
        message: `neither ${locale.id} nor a fallback of it has every text`,
        fix: 'Add a fallback to a complete language.',
      })
    }
    if (!isKnownToIntl(locale.intl)) {
      report('INTL_UNKNOWN', `${path}.intl`, {
        message: `Intl does not know "${locale.intl}" and would answer in English`,
        fix: 'Name a related language that it knows: its numbers and dates are borrowed.',
      })
    }
  }

  function chainOf(locale: Locale) {
    const chain = new Set<Locale>()
    let next: Locale | undefined = locale
    for (; next && !chain.has(next); next = byId.get(next.fallback ?? '')) chain.add(next)
    return { chain: [...chain], cyclic: next !== undefined, ends: [...chain].at(-1)?.fallback === undefined }
  }
}

function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false // not a language tag at all
  }
}
