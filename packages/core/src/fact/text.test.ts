import { createTranslator } from '@onewindow/tenant'
import { expect, test } from 'vitest'
import { riverland } from '../testing/riverland.ts'
import { numberText } from './text.ts'

const texts = createTranslator(riverland.definition, 'en')

test.each<[number, number, string | undefined, string]>([
  [75_000, 0, 'PKR/month', 'Rs 75,000 a month'],
  [7_500_050, 2, 'PKR', 'Rs 75,000.50'],
  [1617, 2, undefined, '16.17'],
  [70, 0, 'percent', '70%'],
])('%i with %i digits, in %s, reads %s', (value, scale, unit, expected) => {
  expect(numberText(value, { scale, unit }, texts).replaceAll('\u00a0', ' ')).toBe(expected)
})
