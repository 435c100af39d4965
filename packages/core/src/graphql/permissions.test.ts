import { ACTIONS, type Action } from '@onewindow/tenant'
import {
  buildSchema,
  extendSchema,
  type GraphQLFieldConfigMap,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Actor, AreaScope } from '../session.ts'
import { authorise, checkPermissions } from './permissions.ts'
import { createSchema } from './schema.ts'

const object = (
  name: string,
  extensions: Readonly<Record<string, string>>,
  fields: GraphQLFieldConfigMap<unknown, unknown>,
) => new GraphQLObjectType({ name, extensions, fields })
const text = (extensions: Readonly<Record<string, string>> = {}) => ({ type: GraphQLString, extensions })

describe('a schema is not built', () => {
  test.each([
    [
      'with a field that nobody decided about',
      object('Query', {}, { open: text(), shut: text({ permission: 'area.read' }) }),
      'Fields without a permission: Query.open',
    ],
    [
      'with a permission that is no action',
      object('Query', {}, { open: text({ permission: 'area.raed' }) }),
      'Fields without a permission: Query.open',
    ],
    [
      'with such a field below another one',
      object(
        'Query',
        {},
        {
          place: { type: object('Place', {}, { name: text() }), extensions: { permission: 'area.read' } },
        },
      ),
      'Fields without a permission: Place.name',
    ],
    [
      'with a root field that inherits from nothing',
      object('Query', {}, { place: text({ permission: 'inherit' }) }),
      'Root fields inherit from nothing: place',
    ],
  ])('%s', (_, query, message) => {
    expect(() => checkPermissions(new GraphQLSchema({ query }))).toThrow(message)
  })

  test('when core’s own schema is given one more field without a permission', () => {
    const more = extendSchema(createSchema(), parse('extend type Query { everything: String }'))
    expect(() => checkPermissions(more)).toThrow('Fields without a permission: Query.everything')
  })

  test('but core’s is', () => {
    expect(() => checkPermissions(createSchema())).not.toThrow()
  })
})

describe('an operation', () => {
  const actor = (permissions: Partial<Record<Action, AreaScope>>): Actor => ({
    id: 'someone',
    roles: [],
    permissions: new Map(
      ACTIONS.flatMap((action) => (permissions[action] ? [[action, permissions[action]]] : [])),
    ),
  })
  const decide = (query: string, permissions: Partial<Record<Action, AreaScope>>) => {
    const { errors, areas } = authorise(createSchema(), parse(query), actor(permissions))
    return { errors: errors.map(({ message }) => message), areas }
  }

  test.each<[string, string, Partial<Record<Action, AreaScope>>, AreaScope]>([
    [
      'touches the areas of what it selects',
      '{ households { edges { cursor } } }',
      { 'household.read': ['A'] },
      ['A'],
    ],
    [
      'touches the areas of all that it selects',
      '{ households { edges { node { members { person { name } } } } } }',
      { 'household.read': ['A'], 'person.read': ['B'], 'audit.read': 'all' },
      ['A', 'B'],
    ],
    [
      'touches everything where one of its permissions does',
      '{ households { edges { node { facts { id } } } } }',
      { 'household.read': ['A'], 'fact.read': 'all' },
      'all',
    ],
    ['without a permission of its own touches nothing', '{ viewer { id } __schema { description } }', {}, []],
  ])('%s', (_, query, permissions, areas) => {
    expect(decide(query, permissions)).toEqual({ errors: [], areas })
  })

  test.each<[string, string, string]>([
    ['a field', '{ household(id: "1") { id } }', 'Query.household needs the permission household.read'],
    [
      'a nested field',
      '{ areas { id } household(id: "1") { facts { id } } }',
      'Fact.id needs the permission fact.read',
    ],
    [
      'a field in a fragment',
      '{ ...all } fragment all on Query { household(id: "1") { screenings { slip } } }',
      'Screening.slip needs the permission screening.read',
    ],
    [
      'a field of a union’s member',
      'mutation { screenHousehold(household: "1") { ... on ScreeningPayload { screening { id } } } }',
      'Screening.id needs the permission screening.read',
    ],
    [
      'a field that is skipped this time',
      'query ($no: Boolean!) { accounts @skip(if: $no) { id } }',
      'Query.accounts needs the permission account.read',
    ],
  ])('is refused for %s', (_, query, message) => {
    const may = { 'area.read': ['A'], 'screening.run': ['A'] } as const
    expect(decide(query, may).errors).toContain(message)
  })

  test('is not refused for what the schema does not have', () => {
    const schema = buildSchema('type Query { a: Int }')
    expect(authorise(schema, parse('{ b }'), actor({})).errors).toEqual([])
  })
})
