import { expect, test } from 'vitest'
import { defineTenant, definitionOf } from './define-tenant.ts'
import type { Confirmation, Definition, TenantInput } from './definition.ts'
import { riverland } from './riverland.fixture.ts'
import { statementsOf } from './statement.ts'

const define = (input: TenantInput) => definitionOf(defineTenant(input))
const river = define(riverland)
const codes = new Map(statementsOf(river).map(({ path, code }) => [path, code]))
const letter = (...paths: readonly string[]): Confirmation => ({
  id: 'agency-2026-17',
  institution: 'agency',
  number: 'AG/2026/17',
  date: '2026-03-01',
  signedBy: 'Director General',
  statements: Object.fromEntries(paths.map((path) => [path, codes.get(path) ?? ''])),
})
const grantOf = ({ programmes }: Definition) => programmes.find(({ id }) => id === 'grant')

test('a letter raises the marks of what it states, of nothing else, and is their source', () => {
  const definition = define({
    ...riverland,
    confirmations: [
      letter(
        'programmes.grant.criteria.certified',
        'programmes.grant.overlaps.meals',
        'parameters.cut_off.2021-01-01',
      ),
    ],
  })
  const grant = grantOf(definition)
  expect(grant?.criteria.map(({ id, evidence }) => `${id} ${evidence}`)).toEqual([
    'score V',
    'widow V',
    'certified confirmed',
  ])
  expect(grant?.criteria[2]?.source).toBe(
    `Letter AG/2026/17 of 2026-03-01, Director General; ${grantOf(river)?.criteria[2]?.source}`,
  )
  expect(grant?.overlaps?.[0]?.evidence).toBe('confirmed')
  const cutOff = definition.parameters.find(({ id }) => id === 'cut_off')
  expect(cutOff?.history.map(({ from, evidence }) => `${from} ${evidence}`)).toEqual([
    '2011-01-01 V',
    '2021-01-01 confirmed',
  ])
})

test('every statement has a place and a code of its own; days on which sources disagree have none', () => {
  expect(new Set(codes.values()).size).toBe(codes.size)
  expect([...codes.keys()]).toEqual([
    'programmes.grant.unit',
    'programmes.grant.legalBasis',
    'programmes.grant.criteria.score',
    'programmes.grant.criteria.widow',
    'programmes.grant.criteria.certified',
    'programmes.grant.overlaps.meals',
    'programmes.grant.benefits.cash',
    'programmes.meals.legalBasis',
    'programmes.meals.criteria.children',
    'programmes.meals.benefits.meal',
    'parameters.cut_off.2011-01-01',
    'parameters.cut_off.2021-01-01',
  ])
})

test('a mark or a source that changes leaves the code, a threshold does not', () => {
  const changed = (value: object) =>
    new Map(
      statementsOf({
        ...river,
        parameters: river.parameters.map((parameter) => ({
          ...parameter,
          history: parameter.history.map((each) => ({ ...each, ...value })),
        })),
      }).map(({ path, code }) => [path, code]),
    )
  const path = 'parameters.cut_off.2021-01-01'
  expect(changed({ evidence: 'G', source: 'hearsay' }).get(path)).toBe(codes.get(path))
  expect(changed({ values: ['38'] }).get(path)).not.toBe(codes.get(path))
})

test('a tenant keeps what its layer’s letters confirm, until it states something otherwise', () => {
  const place = 'programmes.grant.criteria.certified'
  const layer = define({ ...riverland, id: 'nation', kind: 'layer', confirmations: [letter(place)] })
  const { programmes: _, confirmations: __, ...rest } = riverland

  const adopted = defineTenant({ ...rest, extends: [layer] })
  expect(adopted.diagnostics.filter(({ code }) => code.startsWith('CONFIRM'))).toEqual([])
  const certified = grantOf(definitionOf(adopted))?.criteria[2]
  expect(certified?.evidence).toBe('confirmed')
  expect(certified?.source.match(/Letter/g)).toHaveLength(1)

  const own = (river.programmes ?? []).map((programme) => ({
    ...programme,
    criteria: programme.criteria.map((each) =>
      each.id === 'certified' ? { ...each, rule: { op: 'boolean', value: true } as const } : each,
    ),
  }))
  const changed = defineTenant({ ...rest, extends: [layer], programmes: own })
  expect(grantOf(definitionOf(changed))?.criteria[2]?.evidence).toBe('G')
  expect(changed.diagnostics.map(({ code, path }) => `${code} ${path}`)).toContain(
    `CONFIRMATION_LAPSED confirmations.agency-2026-17.statements.${place}`,
  )
})

test('a letter confirms one thing: at a place where two are stated it confirms neither', () => {
  const [grant] = riverland.programmes ?? []
  if (!grant) throw new Error('no programme')
  const [criterion] = grant.criteria
  const programmes = [
    { ...grant, criteria: [...grant.criteria, { ...criterion, id: 'unit' }] },
    { ...grant, id: 'grant.criteria' },
  ] as NonNullable<TenantInput['programmes']>
  const path = 'programmes.grant.criteria.unit'
  const [first] = statementsOf({ programmes, parameters: [] }).filter((each) => each.path === path)
  const { definition, diagnostics } = defineTenant({
    ...riverland,
    programmes,
    confirmations: [{ ...letter(), statements: { [path]: first?.code ?? '' } }],
  })
  expect(definition).toBeUndefined()
  expect(diagnostics.map(({ code, path: place }) => `${code} ${place}`)).toContain(
    `DUPLICATE_ID confirmations.agency-2026-17.statements.${path}`,
  )
})

test('a layer’s letter stands where the tenant’s own programme no longer reads what it confirms', () => {
  const place = 'parameters.cut_off.2021-01-01'
  const layer = define({ ...riverland, id: 'nation', kind: 'layer', confirmations: [letter(place)] })
  const { programmes: _, ...rest } = riverland
  const programmes = (river.programmes ?? []).map((programme) => ({
    ...programme,
    criteria: programme.criteria.filter(({ id }) => id !== 'score'),
  }))
  const { definition, diagnostics } = defineTenant({ ...rest, extends: [layer], programmes })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const cutOff = definition?.parameters.find(({ id }) => id === 'cut_off')
  expect(cutOff?.history.at(-1)?.evidence).toBe('confirmed')
})
