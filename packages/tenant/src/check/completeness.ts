import type { Checked } from './checked.ts'

/** A tenant is deployed, so it needs a place to work, someone to work there and a language; a layer needs none of them. */
export function checkCompleteness({ definition, report, isBroken }: Checked) {
  if (definition.kind === 'layer') return
  const { levels, operatingLevel, areas, windows, roles, locales } = definition
  const needs = [
    { key: 'levels', what: 'the levels of its areas', met: levels.length > 0 },
    { key: 'operatingLevel', what: 'a level where windows work', met: operatingLevel !== '' },
    {
      key: 'areas',
      what: 'an area of its operating level',
      met: areas.some(({ level }) => level === operatingLevel),
    },
    { key: 'windows', what: 'a window', met: windows.length > 0 },
    { key: 'roles', what: 'a role', met: roles.length > 0 },
    { key: 'locales', what: 'a complete language', met: locales.some(({ complete }) => complete) },
  ]
  for (const { key, what } of needs.filter(({ key, met }) => !met && !isBroken(key))) {
    report('TENANT_INCOMPLETE', key, {
      message: `a tenant needs ${what}`,
      fix: `Add it, or declare kind: 'layer'.`,
    })
  }
}

/** Formats are known to Intl. */
export function checkFormats({ definition, refer }: Checked) {
  refer('currency', definition.formats.currency, 'formats.currency')
  refer('time zone', definition.formats.timeZone, 'formats.timeZone')
}
