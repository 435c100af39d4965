import { createTranslator, definitionOf } from '@onewindow/tenant'
import { pakistan } from '@onewindow/tenant-pakistan'
import { expect, it } from 'vitest'
import { demo } from '../demo/index.ts'
import { punjab } from '../src/index.ts'

const definition = definitionOf(punjab)

it('has nothing to report', () => {
  expect(punjab.diagnostics).toEqual([])
})

it('adopts every federal programme, and has one of its own', () => {
  const federal = definitionOf(pakistan).programmes.map(({ id }) => id)
  expect(federal).toHaveLength(11)
  expect(definition.programmes.map(({ id }) => id)).toEqual([...federal, 'punjab-bait-ul-maal'])
})

it('has the 36 districts of the P-codes, and no divisions that nobody found', () => {
  const districts = definition.areas.filter(({ level }) => level === 'district')
  expect(districts.map(({ id }) => id)).toEqual(
    Array.from({ length: 36 }, (_, index) => `PK6${String(index + 1).padStart(2, '0')}`),
  )
  expect(new Set(districts.map(({ parent }) => parent))).toEqual(new Set(['PK6']))
  expect(new Set(districts.flatMap(({ names }) => Object.values(names))).size).toBe(72)
})

it('reads no faith for its own programme', () => {
  const own = definition.programmes.find(({ id }) => id === 'punjab-bait-ul-maal')
  expect(JSON.stringify(own)).not.toContain('muslim')
})

it('answers Punjabi in Urdu, from right to left and in Urdu digits, until a speaker writes it', () => {
  const { t, locale } = createTranslator(definition, 'pa-Arab')
  expect(t('programme.punjab-bait-ul-maal.name')).toBe('پنجاب بیت المال: مالی امداد')
  expect(locale).toMatchObject({ direction: 'rtl', digits: 'arabext', intl: 'pa-Arab-PK' })
})

it('calls its only window a demonstration', () => {
  expect(definition.windows.map(({ names }) => names.en)).toEqual(['One window, Lahore (demonstration)'])
})

it('has a demo account for every role', () => {
  const roles = demo.accounts.flatMap((account) => account.roles.map(({ role }) => role))
  expect(new Set(roles)).toEqual(new Set(definition.roles.map(({ id }) => id)))
})
