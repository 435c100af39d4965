import { expect, test } from 'vitest'
import { defineTenant, definitionOf, withExtensions } from './define-tenant.ts'
import type { Definition } from './definition.ts'
import { ATTENDANCE } from './mistakes.fixture.ts'
import { releaseHash } from './release.ts'
import { riverland } from './riverland.fixture.ts'
import { createTranslator } from './translator.ts'

const plain = defineTenant(riverland)
const enabled = defineTenant({ ...riverland, extensions: ['attendance'] })
const factOf = ({ facts }: Definition) => facts.find(({ id }) => id === 'days_present')

test('a tenant has what its extensions bring, once it is in a configuration that has them', () => {
  expect(enabled).toMatchObject({ diagnostics: [{ code: 'UNKNOWN_EXTENSION' }] })
  const found = withExtensions(enabled, [ATTENDANCE])
  expect(found.diagnostics).toEqual([])
  const definition = definitionOf(found)
  expect(definition.extensions).toEqual(['attendance'])
  expect(factOf(definition)).toEqual(ATTENDANCE.facts?.[0])
  expect(definition.origins['fact:days_present']).toBe('attendance')
  expect(createTranslator(definition, 'ur').t('fact.days_present.label')).toBe('حاضری کے دن')
  expect(createTranslator(definition, 'en').t('error.TOO_MANY_DAYS', { days: 92 })).toBe(
    'A quarter has 92 days.',
  )
})

test('an extension that a tenant does not enable changes nothing of it, its release neither', () => {
  const definition = definitionOf(withExtensions(plain, [ATTENDANCE]))
  expect(releaseHash(definition)).toBe(releaseHash(definitionOf(plain)))
  expect(Object.keys(definition)).not.toContain('extensions')
  expect(factOf(definition)).toBeUndefined()
})

test('a tenant words an extension’s fact and texts as it likes', () => {
  const fact = { id: 'days_present', subject: 'person', type: 'number', scale: 0, max: 92 } as const
  const own = {
    ...riverland,
    extensions: ['attendance'],
    facts: [...(riverland.facts ?? []), fact],
    locales: (riverland.locales ?? []).map((locale) =>
      locale.id === 'ur'
        ? { ...locale, messages: { ...locale.messages, 'fact.days_present.label': 'دن' } }
        : locale,
    ),
  }
  const found = defineTenant(own, [ATTENDANCE])
  expect(found.diagnostics).toEqual([])
  const definition = definitionOf(found)
  expect(factOf(definition)).toEqual(fact)
  expect(definition.origins['fact:days_present']).toBe('riverland')
  expect(createTranslator(definition, 'ur').t('fact.days_present.label')).toBe('دن')
})

test('a complete language has an extension’s texts too, from it or from the tenant', () => {
  const { ur: _, ...texts } = ATTENDANCE.texts ?? {}
  const locales = (riverland.locales ?? []).map((locale) => ({ ...locale, complete: true }))
  const complete = { ...riverland, extensions: ['attendance'], locales }
  const { diagnostics } = defineTenant(complete, [{ ...ATTENDANCE, texts }])
  expect(diagnostics.map(({ code, path, fix }) => [code, path, fix])).toContainEqual([
    'MISSING_TEXT',
    'locales.ur.messages.error.TOO_MANY_DAYS',
    'Translate: A quarter has {days, number} days.',
  ])
})

test('a misspelt extension is told what was perhaps meant', () => {
  const { diagnostics } = defineTenant({ ...riverland, extensions: ['attendence'] }, [ATTENDANCE])
  expect(diagnostics.map(({ fix }) => fix)).toEqual([expect.stringContaining('Did you mean "attendance"?')])
})
