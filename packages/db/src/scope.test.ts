import { expect, test } from 'vitest'
import { InvalidScopeError, setScopeSql, validateScope } from './scope.ts'

const attacks = [
  '',
  ' ',
  "kp'",
  "kp'; set local app.wide = 'true'; --",
  'kp,punjab',
  'kp punjab',
  'kp\nset local app.wide = true',
  'kp\\',
  'kp"',
  'kp;',
  'kp\0',
  '$$',
  'کے پی',
  'x'.repeat(64),
]

test.each(attacks)('refuses %j as a tenant and as an area', (attack) => {
  expect(() => validateScope({ tenant: attack, areas: 'all' })).toThrow(InvalidScopeError)
  expect(() => validateScope({ tenant: 'kp', areas: ['PK212', attack] })).toThrow(InvalidScopeError)
})

test.each(['KP', '1kp', '-kp', 'kp_1'])('refuses %j, which is no slug', (tenant) => {
  expect(() => validateScope({ tenant, areas: 'all' })).toThrow(InvalidScopeError)
})

test('does not take a wildcard for an area, nor the word all', () => {
  expect(() => validateScope({ tenant: 'kp', areas: ['*'] })).toThrow(InvalidScopeError)
  expect(setScopeSql({ tenant: 'kp', areas: ['all'] })).toContain('app.wide = false')
})

test('writes the settings of a scope', () => {
  expect(setScopeSql({ tenant: 'kp', areas: ['PK212', 'PK215'] })).toMatchInlineSnapshot(
    `"set local app.tenant = 'kp'; set local app.wide = false; set local app.areas = 'PK212,PK215'"`,
  )
  expect(setScopeSql({ tenant: 'punjab', areas: 'all' })).toMatchInlineSnapshot(
    `"set local app.tenant = 'punjab'; set local app.wide = true; set local app.areas = ''"`,
  )
})
