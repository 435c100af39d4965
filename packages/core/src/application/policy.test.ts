import { ROUTES } from '@onewindow/tenant'
import { describe, expect, test } from 'vitest'
import {
  APPLICATION_REASONS,
  DECLINE_REASONS,
  decisionReasonFits,
  isOpen,
  mayBecome,
  needsAskingAgain,
  readScan,
  SCAN_BYTES,
  stepFor,
} from './policy.ts'
import { APPLICATION_STATES, STEPS } from './table.ts'

test('an application moves like this, and in no other way', () => {
  const moves = APPLICATION_STATES.flatMap((from) =>
    APPLICATION_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
  )
  expect(moves).toEqual([
    'submitted → in_review',
    'submitted → approved',
    'submitted → declined',
    'submitted → withdrawn',
    'in_review → approved',
    'in_review → declined',
    'in_review → withdrawn',
  ])
  expect(APPLICATION_STATES.filter(isOpen)).toEqual(['submitted', 'in_review'])
})

test('every route has a step of its own, and all but one need asking again', () => {
  expect(ROUTES.map(stepFor)).toEqual(STEPS)
  expect(ROUTES.filter((route) => !needsAskingAgain(route))).toEqual(['institution'])
})

test('a refusal says why, an approval has nothing to say', () => {
  expect(APPLICATION_REASONS.filter((reason) => decisionReasonFits('declined', reason))).toEqual(
    DECLINE_REASONS,
  )
  expect(decisionReasonFits('declined', null)).toBe(false)
  expect(decisionReasonFits('approved', null)).toBe(true)
  expect(decisionReasonFits('approved', 'duplicate')).toBe(false)
})

describe('a scan', () => {
  const pdf = (bytes: number) =>
    Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(bytes - 8)]).toString('base64')

  test.each([
    ['a PDF', 'application/pdf', pdf(100), true],
    ['a JPEG', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64'), true],
    ['a PNG', 'image/png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64'), true],
    ['as large as may be', 'application/pdf', pdf(SCAN_BYTES), true],
    ['one byte larger', 'application/pdf', pdf(SCAN_BYTES + 1), false],
    ['a PDF that is said to be a PNG', 'image/png', pdf(100), false],
    ['HTML', 'application/pdf', Buffer.from('<script>').toString('base64'), false],
    ['no base64', 'application/pdf', '%PDF-1.7', false],
    ['nothing', 'application/pdf', '', false],
  ] as const)('%s', (_, type, base64, fits) => {
    expect(readScan(type, base64) !== null).toBe(fits)
  })
})
