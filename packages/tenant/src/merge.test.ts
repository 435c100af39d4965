import { describe, expect, test } from 'vitest'
import { defineTenant, definitionOf } from './define-tenant.ts'
import type { Definition, Institution, Locale, TenantInput } from './definition.ts'
import { riverland } from './riverland.fixture.ts'

const institution = (id: string, name: string): Institution => ({
  id,
  names: { en: name },
  evidence: 'V',
  source: 'x',
})
const layer = (id: string, input: Partial<TenantInput>): Definition =>
  definitionOf(
    defineTenant({
      id,
      kind: 'layer',
      ...(riverland.formats ? { formats: riverland.formats } : {}),
      ...input,
    }),
  )
const urdu = (messages: Locale['messages']): Locale => ({
  id: 'ur',
  name: 'اردو',
  direction: 'rtl',
  intl: 'ur-PK',
  digits: 'latn',
  complete: false,
  fallback: 'en',
  messages,
})
const english: Locale = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  intl: 'en',
  digits: 'latn',
  complete: false,
  messages: {},
}

describe('layers', () => {
  test('the tenant’s item replaces the layer’s whole item, in its place, and its origin is kept', () => {
    const nation = layer('nation', {
      institutions: [
        { ...institution('registry', 'National registry'), helpline: '1' },
        institution('board', 'Board'),
      ],
    })
    const { institutions, origins } = definitionOf(
      defineTenant({
        ...riverland,
        extends: [nation],
        institutions: [...(riverland.institutions ?? []), institution('registry', 'River registry')],
      }),
    )
    expect(institutions.map(({ id }) => id)).toEqual(['registry', 'board', 'agency'])
    expect(institutions[0]).toEqual(institution('registry', 'River registry'))
    expect(origins).toMatchObject({
      'institution:registry': 'riverland',
      'institution:board': 'nation',
      'institution:agency': 'riverland',
      'programme:grant': 'riverland',
    })
  })

  test('origins survive several floors', () => {
    const nation = layer('nation', {
      institutions: [institution('registry', 'Registry'), institution('board', 'Board')],
    })
    const region = layer('region', {
      extends: [nation],
      institutions: [institution('board', 'Region’s board')],
    })
    expect(definitionOf(defineTenant({ ...riverland, extends: [region] })).origins).toMatchObject({
      'institution:registry': 'nation',
      'institution:board': 'region',
    })
  })

  test('one layer reached by two ways is no conflict', () => {
    const nation = layer('nation', { institutions: [institution('registry', 'Registry')] })
    const [east, west] = ['east', 'west'].map((id) => layer(id, { extends: [nation] }))
    if (!east || !west) throw new Error('two layers')
    expect(defineTenant({ ...riverland, extends: [east, west] }).diagnostics).toEqual([])
  })

  test('two layers that disagree conflict, until the tenant decides', () => {
    const layers = ['east', 'west'].map((id) => layer(id, { institutions: [institution('registry', id)] }))
    expect(defineTenant({ ...riverland, extends: layers }).diagnostics).toMatchObject([
      {
        code: 'LAYER_CONFLICT',
        path: 'institutions.registry',
        message: 'east and west define this differently',
      },
    ])
    const institutions = [...(riverland.institutions ?? []), institution('registry', 'ours')]
    expect(defineTenant({ ...riverland, extends: layers, institutions }).diagnostics).toEqual([])
  })

  test('thresholds of oversight are the tenant’s, else its layer’s, else the defaults', () => {
    const under = layer('under', { oversight: { splitDays: 60, backCheckPercent: 8 } })
    const { oversight } = definitionOf(
      defineTenant({ ...riverland, extends: [under], oversight: { backCheckPercent: 10 } }),
    )
    expect(oversight).toMatchObject({ splitDays: 60, backCheckPercent: 10, afterRefusalDays: 30 })
  })

  test('a locale’s messages merge by key, and conflict by key', () => {
    const east = layer('east', {
      locales: [english, urdu({ 'outcome.ELIGIBLE': 'اہل', 'value.yes': 'ہاں' })],
    })
    const west = layer('west', {
      locales: [english, urdu({ 'outcome.ELIGIBLE': 'حقدار', 'value.no': 'نہیں' })],
    })
    const own = { ...riverland, extends: [east, west] }
    expect(defineTenant(own).diagnostics.filter(({ code }) => code === 'LAYER_CONFLICT')).toMatchObject([
      { path: 'locales.ur.messages.outcome.ELIGIBLE' },
    ])
    const locales = (riverland.locales ?? []).map((locale) =>
      locale.id === 'ur' ? urdu({ 'outcome.ELIGIBLE': 'مستحق', 'level.county': 'ضلع' }) : locale,
    )
    const merged = definitionOf(defineTenant({ ...own, locales }))
    expect(merged.locales.find(({ id }) => id === 'ur')?.messages).toEqual({
      'outcome.ELIGIBLE': 'مستحق',
      'value.yes': 'ہاں',
      'value.no': 'نہیں',
      'level.county': 'ضلع',
    })
  })

  test('levels, operating level and formats come from a layer where the tenant has none', () => {
    const nation = layer('nation', { levels: ['province', 'county'], operatingLevel: 'county' })
    const { levels: _, operatingLevel: __, formats: ___, ...own } = riverland
    const { levels, operatingLevel, formats } = definitionOf(defineTenant({ ...own, extends: [nation] }))
    expect({ levels, operatingLevel, currency: formats.currency }).toEqual({
      levels: ['province', 'county'],
      operatingLevel: 'county',
      currency: 'PKR',
    })
  })
})

test('a definition is frozen to its leaves, and is not what the author wrote', () => {
  const areas = [...(riverland.areas ?? [])]
  const definition = definitionOf(defineTenant({ ...riverland, areas }))
  areas.length = 0
  expect(definition.areas).toHaveLength(4)
  expect(() => Object.assign(definition.areas[0]?.names ?? {}, { en: 'x' })).toThrow(TypeError)
  expect(() => Object.assign(definition, { id: 'x' })).toThrow(TypeError)
})
