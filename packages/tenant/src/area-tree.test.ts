import { expect, test } from 'vitest'
import { ancestors, areaOn, operatingAreaOf } from './area-tree.ts'
import { defineTenant, definitionOf } from './define-tenant.ts'
import { committeeInOffice, officesFor } from './institution-directory.ts'
import { riverland } from './riverland.fixture.ts'

const definition = definitionOf(
  defineTenant({
    ...riverland,
    levels: ['province', 'county', 'village'],
    areas: [...(riverland.areas ?? []), { id: 'R21', level: 'village', parent: 'R2', names: { en: 'Ford' } }],
    locales: (riverland.locales ?? []).map((locale) => ({
      ...locale,
      messages: { ...locale.messages, 'level.village': 'Village' },
    })),
  }),
)

test.each([
  ['R1', '2014-12-31', 'R1'],
  ['R1', '2015-01-01', undefined],
  ['R3', '2014-12-31', undefined],
  ['R3', '2015-01-01', 'R3'],
  ['X', '2015-01-01', undefined],
])('%s on %s', (id, date, expected) => {
  expect(areaOn(definition, id, date)?.id).toBe(expected)
})

test('ancestors, nearest first', () => {
  expect(ancestors(definition, 'R21').map(({ id }) => id)).toEqual(['R2', 'R'])
  expect(ancestors(definition, 'R')).toEqual([])
  expect(ancestors(definition, 'X')).toEqual([])
})

test.each([
  ['R21', 'R2'],
  ['R2', 'R2'],
  ['R', undefined],
  ['X', undefined],
])('the operating area of %s is %s', (id, expected) => {
  expect(operatingAreaOf(definition, id)?.id).toBe(expected)
})

test.each([
  ['2011-12-31', false],
  ['2012-01-01', true],
  ['2014-12-31', true],
  ['2015-01-01', false],
  ['2030-01-01', true],
])('the council is in office on %s: %s', (date, expected) => {
  expect(committeeInOffice(definition, 'council.south', date)).toBe(expected)
  expect(committeeInOffice(definition, 'nobody', date)).toBe(false)
})

test.each([
  [{ institution: 'agency', area: 'R21' }, ['agency.south']],
  [{ institution: 'agency', area: 'R2', officeKind: 'head' }, ['agency.head']],
  [{ institution: 'agency', area: 'R3' }, ['agency.head']],
  [{ institution: 'agency', area: 'R3', officeKind: 'branch' }, []],
  [{ institution: 'nobody', area: 'R3' }, []],
])('offices for %j', (family, expected) => {
  expect(officesFor(definition, family).map(({ id }) => id)).toEqual(expected)
})
