import { lexicographicSortSchema, printSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { createSchema } from '../graphql/schema.ts'
import { HouseholdRef } from '../household/graphql.ts'
import { defineExtension, type Extension } from './define.ts'
import { migrationsOf } from './load.ts'

const shouting = (name: string, more: Partial<Extension> = {}) =>
  defineExtension({ name, compatibility: '^0.1.0', ...more })

const fields =
  (field: string, extensions: { permission?: 'household.read' | 'loud:shout' }, type = `${field}Type`) =>
  (builder: Parameters<NonNullable<Extension['graphql']>>[0]) => {
    const Shout = builder.objectRef<{ text: string }>(type).implement({
      extensions: { permission: 'inherit' },
      fields: (t) => ({ text: t.exposeString('text') }),
    })
    builder.queryField(field, (t) => t.field({ type: Shout, extensions, resolve: () => ({ text: field }) }))
    builder.objectField(HouseholdRef, field, (t) =>
      t.string({ extensions: { needs: ['reference'] }, resolve: ({ reference }) => reference.toUpperCase() }),
    )
  }
const printed = (...extensions: Extension[]) => printSchema(lexicographicSortSchema(createSchema(extensions)))

test('a schema shows core and the extensions that it names, whatever else was built in this process', () => {
  const plain = printed()
  const one = shouting('one-shout', { graphql: fields('oneShout', { permission: 'household.read' }) })
  const two = shouting('two-shout', { graphql: fields('twoShout', { permission: 'household.read' }) })
  const both = printed(one, two)
  expect(both.match(/(one|two)Shout\b.*/g)).toEqual([
    'oneShout: String!',
    'twoShout: String!',
    'oneShout: oneShoutType!',
    'twoShout: twoShoutType!',
  ])
  expect(printed(two)).toContain('type twoShoutType')
  expect(printed(two)).not.toContain('oneShout')
  expect(printed(one, two)).toBe(both)
  expect(printed()).toBe(plain)
})

describe('a field of an extension', () => {
  test('needs a permission, like core’s', () => {
    const open = shouting('open-shout', { graphql: fields('openShout', {}) })
    expect(() => createSchema([open])).toThrow('Fields without a permission: Query.openShout')
  })
  test('may ask for an action of its own, and for no other extension’s', () => {
    const graphql = fields('loudShout', { permission: 'loud:shout' })
    const loud = shouting('loud', { actions: ['loud:shout'], graphql })
    expect(() => createSchema([loud])).not.toThrow()
    const other = shouting('other', { graphql: fields('otherShout', { permission: 'loud:shout' }) })
    expect(() => createSchema([other])).toThrow('Query.otherShout')
  })
})

test.each([
  ['^0.2.0', 'late works with OneWindow ^0.2.0, and this is 0.1.0'],
  ['<0.1.0', 'late works with OneWindow <0.1.0, and this is 0.1.0'],
])('a version outside %s is refused, with both named', (compatibility, message) => {
  const late = shouting('late', { compatibility })
  expect(() => createSchema([late])).toThrow(message)
  expect(() => migrationsOf([late])).toThrow(message)
})

test('one that another copy of core defined is refused, with both copies named', () => {
  const elsewhere = shouting('elsewhere')
  const [brand] = Object.getOwnPropertySymbols(elsewhere)
  if (brand === undefined) throw new Error('An extension says which copy defined it.')
  const foreign = { ...elsewhere, [brand]: 'file:///elsewhere/node_modules/@onewindow/core/define.js' }
  expect(() => migrationsOf([foreign])).toThrow(
    /^The extension elsewhere has a @onewindow\/core of its own: file:\/\/\/elsewhere.* beside file:/,
  )
  expect(() => migrationsOf([{ ...elsewhere }])).not.toThrow()
})

const directory = new URL('./nowhere/', import.meta.url)
const job = (name: string) => ({ name, run: async () => {} })
const en = (key: string) => ({ texts: { en: { [key]: 'x' } } })
const fact = { id: 'volume', subject: 'household', type: 'number', scale: 0 } as const
const volume = {
  facts: [fact],
  texts: { en: { 'fact.volume.label': 'Volume', 'fact.volume.question': 'How loud?' } },
}
const role = { roles: [{ id: 'crier', actions: [], areas: 'own' }], ...en('role.crier.name') } as const
const type = (name: string) => ({ graphql: fields(`${name}Field`, { permission: 'household.read' }, name) })

describe('names with two owners are refused, with both named:', () => {
  test.each<[string, Partial<Extension>, Partial<Extension>]>([
    [
      'table shout',
      { migrations: directory, tables: ['shout'] },
      { migrations: directory, tables: ['shout'] },
    ],
    ['job kind shout.all', { jobs: [job('shout.all')] }, { jobs: [job('shout.all')] }],
    ['error code TOO_LOUD', en('error.TOO_LOUD'), en('error.TOO_LOUD')],
    ['text shout.title', en('shout.title'), en('shout.title')],
    ['fact volume', volume, volume],
    ['role crier', role, role],
    ['GraphQL type Shouted', type('Shouted'), type('Shouted')],
    [
      'GraphQL field Query.clash',
      { graphql: fields('clash', { permission: 'household.read' }, 'ClashA') },
      { graphql: fields('clash', { permission: 'household.read' }, 'ClashB') },
    ],
  ])('%s', (name, first, second) => {
    const set = [shouting('first', first), shouting('second', second)]
    expect(() => createSchema(set)).toThrow(`first and second both have the ${name}`)
  })

  test.each<[string, Partial<Extension>]>([
    ['table household', { migrations: directory, tables: ['household'] }],
    ['job kind audit.seal', { jobs: [job('audit.seal')] }],
    ['error code NOT_FOUND', en('error.NOT_FOUND')],
    ['text outcome.ELIGIBLE', en('outcome.ELIGIBLE')],
    ['GraphQL type Person', type('Person')],
    [
      'GraphQL field Query.households',
      { graphql: fields('households', { permission: 'household.read' }, 'Own') },
    ],
    [
      'fact sex',
      {
        facts: [{ id: 'sex', subject: 'person', type: 'boolean' }],
        texts: { en: { 'fact.sex.label': 'x', 'fact.sex.question': 'x' } },
      },
    ],
  ])('core’s %s', (name, more) => {
    expect(() => createSchema([shouting('first', more)])).toThrow(`core and first both have the ${name}`)
  })

  test('an extension given twice, or another of its name', () => {
    const first = shouting('first')
    expect(() => createSchema([first, first])).toThrow('first has the extension first twice')
  })

  test('and core’s schema is as it was', () => {
    expect(() => createSchema()).not.toThrow()
    expect(printed()).not.toContain('Shouted')
  })
})

test.each<[Partial<Extension>, string]>([
  [{ name: 'Loud Talk' }, 'an extension is named by a slug'],
  [{ name: 'core' }, 'an extension is named by a slug'],
  [{ compatibility: 'latest' }, 'compatibility "latest" is no range of versions'],
  [{ tables: ['shout'] }, 'migrations and the tables they make go together'],
  [{ migrations: directory, tables: ['shout; drop'] }, '"shout; drop" is no name of a table'],
  [{ actions: ['household:read'] }, 'the action "household:read" is not written "loud:…"'],
  [{ facts: [fact] }, 'texts.en lacks fact.volume.label'],
  [{ texts: { ur: { 'loud.title': 'شور' } } }, 'texts.ur has loud.title, which texts.en lacks'],
])('%o is refused where it is written', (mistake, message) => {
  expect(() => defineExtension({ name: 'loud', compatibility: '^0.1.0', ...mistake })).toThrow(message)
})
