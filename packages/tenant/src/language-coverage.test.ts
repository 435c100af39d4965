import { describe, expect, test } from 'vitest'
import { defineTenant } from './define-tenant.ts'
import type { Locale } from './definition.ts'
import { languageCoverage } from './language-coverage.ts'
import { pluralGaps } from './message-syntax.ts'
import { riverland } from './riverland.fixture.ts'

describe('plural categories', () => {
  test.each([
    ['{n, plural, one {# day} other {# days}}', 'en', []],
    ['{n, plural, other {# days}}', 'en', ['one']],
    ['{n, plural, one {# day} other {# days}}', 'ar', ['zero', 'two', 'few', 'many']],
    ['{n, plural, other {# ថ្ងៃ}}', 'km', []],
    ['{n, selectordinal, one {#st} other {#th}}', 'en', ['two', 'few']],
    ['{who, select, she {{n, plural, other {#}}} other {}}', 'en', ['one']],
    ['no plural', 'ar', []],
  ])('%s in %s', (message, intl, gaps) => {
    expect(new Set(pluralGaps(message, intl))).toEqual(new Set(gaps))
  })
})

/** Riverland with one more language, whatever is wrong with it. */
function coverageOf(locale: Partial<Locale>) {
  const river: Locale = {
    id: 'ur',
    name: 'اردو',
    direction: 'rtl',
    intl: 'ur-PK',
    digits: 'latn',
    fallback: 'en',
    complete: false,
    messages: {},
    ...locale,
  }
  const others = (riverland.locales ?? []).filter(({ id }) => id !== river.id)
  const { definition, draft } = defineTenant({ ...riverland, locales: [...others, river] })
  const found = definition ?? draft
  return found && languageCoverage(found).find(({ id }) => id === river.id)
}

test('counts what is written in the language itself, and says who else answers', () => {
  const written = { 'outcome.ELIGIBLE': 'اہل', 'programme.grant.name': 'وظیفہ' }
  const found = coverageOf({ messages: written })
  expect(found).toMatchObject({ own: 2, fallback: ['en'], direction: 'rtl', script: 'rtl', plurals: [] })
  expect(found?.missing).toContain('outcome.NOT_ELIGIBLE')
  expect(found?.missing).not.toContain('outcome.ELIGIBLE')
  expect(found?.needed).toBe(2 + (found?.missing.length ?? 0))
})

test('is known of a definition with errors too', () => {
  expect(coverageOf({ complete: true })?.own).toBe(0)
})

test('says which way letters run, by texts and, without any, by the tag', () => {
  expect(coverageOf({ messages: { 'outcome.ELIGIBLE': 'eligible' } })?.script).toBe('ltr')
  expect(coverageOf({ id: 'khw' })?.script).toBe('rtl')
  expect(coverageOf({ id: 'km', intl: 'km-KH' })?.script).toBe('ltr')
})

test('names plurals that lack a category of the language', () => {
  const messages = { 'unit.days': '{value, plural, other {# دن}}' }
  expect(coverageOf({ messages })?.plurals).toEqual([{ key: 'unit.days', categories: ['one'] }])
})
