import { createTranslator, definitionOf, existsOn } from '@onewindow/tenant'
import { expect, it } from 'vitest'
import { tenant } from '../src/index.ts'

it('has nothing to report', () => {
  expect(tenant.diagnostics).toEqual([])
})

it('has its municipalities on the day before and after the split', () => {
  const { areas, operatingLevel } = definitionOf(tenant)
  const on = (day: string) =>
    areas.filter((area) => area.level === operatingLevel && existsOn(area, day)).map(({ id }) => id)
  expect(on('2014-12-31')).toEqual(['AL19', 'AL21', 'AL22'])
  expect(on('2015-01-01')).toEqual(['AL11', 'AL12', 'AL21', 'AL22'])
})

it('answers in Arabic, and in English where nobody has translated yet', () => {
  const { t } = createTranslator(definitionOf(tenant), 'ar')
  expect(t('outcome.ELIGIBLE')).toBe('مستحق')
  expect(t('document.need-certificate.name')).toBe('Certificate of need')
})
