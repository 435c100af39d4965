import { highland, riverland } from '@onewindow/core/testing'
import { normaliseIdentifier } from '@onewindow/tenant'
import { describe, expect, test } from 'vitest'
import { documentNumber } from './document-number.ts'
import { family } from './family.ts'

describe('a document’s number', () => {
  test.each([
    [{ pattern: String.raw`^[1-8]\d{12}$`, demoPattern: String.raw`^9\d{12}$` }, '9000000000042'],
    [{ pattern: String.raw`^(?:A\d{8}|\d{9})$` }, 'A00000042'],
    [{ pattern: String.raw`^[A-Z]{2}\d{3,5}$` }, 'AA00042'],
    [{}, 'DEMO42'],
  ])('of %j', (kind, expected) => {
    expect(documentNumber(kind, 42)).toBe(expected)
    expect(normaliseIdentifier(kind, expected, { demo: true })).toEqual({ number: expected })
    expect(documentNumber(kind, 43)).not.toBe(expected)
  })

  test('goes over to letters where the digits are used up', () => {
    expect(documentNumber({ pattern: String.raw`^[A-Z]\d$` }, 10)).toBe('B0')
  })
})

describe.each([
  ['riverland', riverland],
  ['highland', highland],
])('a family of %s', (_, { definition, areas }) => {
  const { members, facts } = family(definition, { seed: 7, area: areas[0], children: 2 })

  test('says everything that can be said of it, once', () => {
    const said = [...(facts ?? []), ...members.flatMap((one) => one.facts ?? [])].map(({ fact }) => fact)
    expect(said.toSorted()).toEqual(definition.facts.map(({ id }) => id).toSorted())
  })

  test('asks what is sensitive only for a programme that needs it', () => {
    const all = [...(facts ?? []), ...members.flatMap((one) => one.facts ?? [])]
    for (const { fact, programme } of all)
      expect(programme !== undefined).toBe(definition.facts.find(({ id }) => id === fact)?.sensitive === true)
  })

  test('is like no other', () => {
    const other = family(definition, { seed: 8, area: areas[0] })
    expect(members.map(({ name }) => name)).toEqual(['Mother 7', 'Child 1 7', 'Child 2 7'])
    expect(other.idempotencyKey).not.toBe(family(definition, { seed: 7 }).idempotencyKey)
    expect(other.members[0]?.identifiers).not.toEqual(members[0]?.identifiers)
  })
})
