import { expect, test } from 'vitest'
import { displayIdentifier, normaliseIdentifier } from './identifier.ts'
import { acceptsSameStart, isSafePattern } from './identifier-pattern.ts'

const cnic = {
  pattern: String.raw`^[1-8]\d{12}$`,
  demoPattern: String.raw`^9\d{12}$`,
  display: '#####-#######-#',
}

test.each([
  ['17101-1234567-8', { number: '1710112345678' }],
  [' 17101 1234567 8 ', { number: '1710112345678' }],
  ['۱۷۱۰۱-۱۲۳۴۵۶۷-۸', { number: '1710112345678' }],
  ['١٧١٠١١٢٣٤٥٦٧٨', { number: '1710112345678' }],
  ['‏17101–1234567—8‎', { number: '1710112345678' }],
  ['1710112345678', { number: '1710112345678' }],
  ['', { problem: 'EMPTY' }],
  [' - ', { problem: 'EMPTY' }],
  ['1710112345', { problem: 'SHAPE' }],
  ['0710112345678', { problem: 'SHAPE' }],
  ['91010-1234567-8', { problem: 'SHAPE' }],
  ['17101-1234567-O', { problem: 'SHAPE' }],
  ['17101*1234567*8', { problem: 'SHAPE' }],
  [`1710112345678\n1710112345678`, { problem: 'SHAPE' }],
])('%j', (text, expected) => {
  expect(normaliseIdentifier(cnic, text)).toEqual(expected)
})

test('a demo number is accepted only where demo data is', () => {
  expect(normaliseIdentifier(cnic, '91010-1234567-8', { demo: true })).toEqual({ number: '9101012345678' })
})

test('a kind whose shape is not known takes letters and digits', () => {
  expect(normaliseIdentifier({}, 'kp/a-17')).toEqual({ number: 'KPA17' })
  expect(normaliseIdentifier({}, 'a<b')).toEqual({ problem: 'SHAPE' })
  expect(normaliseIdentifier({}, 'x'.repeat(41))).toEqual({ problem: 'SHAPE' })
})

test('a number is shown as it is printed', () => {
  expect(displayIdentifier(cnic, '1710112345678')).toBe('17101-1234567-8')
  expect(displayIdentifier(cnic, '17')).toBe('17')
  expect(displayIdentifier({}, '17')).toBe('17')
})

test.each([
  [String.raw`^[1-8]\d{12}$`, true],
  [String.raw`^PK\d{2}[A-Z]{4}[0-9A-Z]{16}$`, true],
  [String.raw`^(?:\d{9}|A\d{8,10})$`, true],
  [String.raw`^\d{5}-?\d{7}$`, false],
  ['^(a+)+$', false],
  [String.raw`^\d+$`, false],
  ['^.{13}$', false],
  [String.raw`\d{13}`, false],
  [String.raw`^\d{13}`, false],
  ['^[9-1]$', false],
  ['^[1-8]?$', false],
  ['^[a-z]{3}$', false],
])('%s is a safe shape: %s', (pattern, safe) => {
  expect(isSafePattern(pattern)).toBe(safe)
})

test.each([
  ['^[1-8]\\d{12}$', '^9\\d{12}$', false],
  ['^\\d{13}$', '^9\\d{12}$', true],
  ['^(?:[1-5]\\d{2}|9\\d{4})$', '^9\\d{12}$', true],
])('%s and %s accept the same first character: %s', (left, right, same) => {
  expect(acceptsSameStart(left, right)).toBe(same)
})
