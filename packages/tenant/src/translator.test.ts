import { describe, expect, test } from 'vitest'
import { CORE_MESSAGES } from './core-messages.ts'
import { defineTenant, definitionOf } from './define-tenant.ts'
import { parseDigits } from './digits.ts'
import { messageKeys } from './message-keys.ts'
import { placeholdersOf } from './message-syntax.ts'
import { riverland } from './riverland.fixture.ts'
import { createTranslator } from './translator.ts'

const definition = definitionOf(defineTenant(riverland))
/** Intl keeps an amount and its currency on one line. */
const spaced = (text: string) => text.replace('\u00a0', ' ')
const to = (locale: string) => createTranslator(definition, locale)

describe('texts', () => {
  test('come from the language, its fallbacks, and last from core', () => {
    expect(to('khw').t('level.county')).toBe('ضلع') // ur
    expect(to('khw').t('level.province')).toBe('Province') // en
    expect(to('khw').t('outcome.ELIGIBLE')).toBe(CORE_MESSAGES['outcome.ELIGIBLE'])
    expect(to('en').t('level.county')).toBe('County')
  })

  test('an unknown key shows itself, an unknown language is refused', () => {
    expect(to('en').t('level.moon')).toBe('level.moon')
    expect(() => to('fr')).toThrow(RangeError)
  })

  test('plurals follow the text’s language, digits the reader’s', () => {
    expect(to('en').t('unit.rooms', { value: 1 })).toBe('1 room')
    expect(to('ps').t('unit.rooms', { value: 12 })).toBe('۱۲ rooms')
    expect(to('ps').t('unit.years', { value: 60 })).toBe('۶۰ کاله')
  })

  test('a value that is not given is a mistake of the caller', () => {
    expect(() => to('en').t('value.range', { from: '1' })).toThrow(/to/)
  })

  test('names fall back like texts, and to any language last', () => {
    expect(to('khw').name({ en: 'North', ur: 'شمال' })).toBe('شمال')
    expect(to('khw').name({ en: 'North' })).toBe('North')
    expect(to('khw').name({ sd: 'اتر' })).toBe('اتر')
  })
})

describe('formats', () => {
  test.each([
    ['en', '16.17', '1,234,567', 'Rs 10,500', 'Rs 4,834.50', '1 February 2024'],
    ['ur', '16.17', '1,234,567', 'Rs 10,500', 'Rs 4,834.50', '1 فروری، 2024'],
    // Intl's own choice for ps would be the Persian calendar.
    ['ps', '۱۶٫۱۷', '۱٬۲۳۴٬۵۶۷', 'Rs ۱۰٬۵۰۰', 'Rs ۴٬۸۳۴٫۵۰', '۲۰۲۴ فبروري ۱'],
  ])('of %s', (locale, score, large, whole, fraction, day) => {
    const { formatNumber, formatMoney, formatDate } = to(locale)
    expect(formatNumber(1617, 2)).toBe(score)
    expect(formatNumber(1234567)).toBe(large)
    expect(spaced(formatMoney(1050000))).toBe(whole)
    expect(spaced(formatMoney(483450, 'PKR'))).toBe(fraction)
    expect(formatDate('2024-02-01')).toBe(day)
  })

  test('a score’s trailing zeros are not written', () => {
    expect(to('en').formatNumber(3200, 2)).toBe('32')
  })

  test('another currency has its own minor units', () => {
    expect(to('en').formatMoney(1250, 'USD')).toContain('12.50')
    expect(to('en').formatMoney(1250, 'JPY')).toContain('1,250')
  })

  test('digits of three scripts are read', () => {
    expect(parseDigits('17101 ١٧١٠١ ۱۷۱۰۱ ១៧១០១')).toBe('17101 17101 17101 17101')
  })
})

test('a translator is made once', () => {
  expect(to('ur')).toBe(to('ur'))
})

test('every core text is an ICU message', () => {
  for (const text of Object.values(CORE_MESSAGES)) expect(() => placeholdersOf(text)).not.toThrow()
})

test('keys of a definition', () => {
  const keys = messageKeys(definition)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.filter((key) => /grant|rooms|scorecard/.test(key))).toMatchInlineSnapshot(`
    [
      "programme.grant.name",
      "programme.grant.candidate",
      "programme.grant.channel",
      "programme.grant.criterion.score",
      "programme.grant.criterion.widow",
      "programme.grant.criterion.certified",
      "programme.grant.benefit.cash",
      "programme.grant.overlap.meals",
      "programme.grant.notFound.fee",
      "fact.rooms.label",
      "fact.rooms.question",
      "parameter.grant.amount.label",
      "scorecard.quick.indicator.rooms",
      "scorecard.quick.line.national",
      "unit.rooms",
    ]
  `)
})
